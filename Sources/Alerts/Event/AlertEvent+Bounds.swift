internal import Articles
internal import Foundation
internal import Rules

/// What keeps an event small, whatever a page, a feed or a configuration holds. All that is cut is
/// named in `truncated`.
extension AlertEvent {
  /// Bounds what could be endless, whatever the whole comes to.
  mutating func bound() {
    var cuts = EventCuts(truncated)
    defer { truncated = cuts.made }
    if var rule {
      cuts.names(&rule.tags, to: 50, "rule.tags")
      self.rule = rule
    }
    if var source {
      cuts.bound(&source, "source")
      self.source = source
    }
    if var error {
      cuts.text(&error.message, to: 2_000, "error.message")
      self.error = error
    }
    if var article {
      cuts.bound(&article)
      self.article = article
    }
    for index in changes.indices { cuts.bound(&changes[index], scalars: 500) }
    cuts.first(20, of: &alsoAt, "also_at")
    for index in alsoAt.indices { cuts.link(&alsoAt[index].url, "also_at") }
  }

  mutating func shortenExcerpt(to scalars: Int) {
    guard var article else { return }
    var cuts = EventCuts(truncated)
    cuts.text(&article.excerpt, to: scalars, "excerpt")
    self.article = article
    truncated = cuts.made
  }

  /// Offsets stay true: only words shown are cut.
  mutating func keepFirst(_ count: Int, scalars: Int) {
    var cuts = EventCuts(truncated)
    defer { truncated = cuts.made }
    cuts.first(count, of: &matches, "matches")
    cuts.first(count, of: &places, "places")
    cuts.first(count, of: &changes, "changes")
    cuts.first(count, of: &alsoAt, "also_at")
    for index in changes.indices { cuts.bound(&changes[index], scalars: scalars) }
    for index in matches.indices {
      cuts.text(&matches[index].text, to: scalars, "matches")
      cuts.text(&matches[index].snippet, to: scalars, "matches")
      cuts.text(&matches[index].term, to: scalars, "matches")
    }
    for index in places.indices {
      cuts.text(&places[index].text, to: scalars, "places")
      cuts.first(0, of: &places[index].also, "places.also")
    }
    guard var article else { return }
    cuts.text(&article.title, to: 10 * scalars, "title")
    self.article = article
  }
}

/// Cuts parts of an event and remembers which.
private struct EventCuts {
  private static let longestLink = 8_192
  private static let longestName = 200

  /// For each field how many elements are left out; 0 where something is only shorter.
  private(set) var made: [String: Int]

  init(_ made: [String: Int]) { self.made = made }

  mutating func text(_ text: inout String, to scalars: Int, _ field: String) {
    let short = TextCut.prefix(text, scalars: scalars)
    guard short != text else { return }
    text = short
    made[field, default: 0] += 0
  }

  mutating func first<Element>(_ count: Int, of all: inout [Element], _ field: String) {
    guard all.count > count else { return }
    made[field, default: 0] += all.count - count
    all.removeLast(all.count - count)
  }

  /// The first names, each of them bounded.
  mutating func names(_ names: inout [String], to count: Int, _ field: String) {
    first(count, of: &names, field)
    for index in names.indices { text(&names[index], to: Self.longestName, field) }
  }

  /// A link cut short leads elsewhere: better none.
  mutating func link(_ url: inout String?, _ field: String) {
    guard let long = url, long.utf8.count > Self.longestLink else { return }
    url = nil
    made[field, default: 0] += 0
  }

  mutating func bound(_ article: inout AlertEvent.ArticleInfo) {
    text(&article.title, to: 2_000, "title")
    names(&article.authors, to: 50, "authors")
    if var origin = article.forwardedFrom {
      text(&origin.name, to: Self.longestName, "forwarded_from")
      link(&origin.url, "forwarded_from")
      article.forwardedFrom = origin
    }
    link(&article.url, "url")
    link(&article.canonicalURL, "canonical_url")
    bound(&article.source, "article.source")
  }

  mutating func bound(_ source: inout AlertEvent.SourceInfo, _ field: String) {
    names(&source.tags, to: 50, "\(field).tags")
    var url: String? = source.url
    link(&url, "\(field).url")
    source.url = url ?? ""
  }

  mutating func bound(_ change: inout ArticleRevision.Change, scalars: Int) {
    text(&change.before.text, to: scalars, "changes")
    text(&change.after.text, to: scalars, "changes")
  }
}
