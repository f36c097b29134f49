internal import Articles
internal import Foundation
internal import Rules

/// What keeps an event small, whatever a page, a feed or a configuration holds. All that is cut is
/// named in `truncated`.
extension AlertEvent {
  private static let longestLink = 8_192
  private static let longestName = 200

  /// Bounds what could be endless, whatever the whole comes to.
  mutating func bound() {
    rule?.tags = cut(rule?.tags ?? [], to: 50, "rule.tags")
    if var source {
      bound(&source, "source")
      self.source = source
    }
    if var error {
      cut(&error.message, to: 2_000, "error.message")
      self.error = error
    }
    guard var article else { return }
    cut(&article.title, to: 2_000, "title")
    article.authors = cut(article.authors, to: 50, "authors")
    if var origin = article.forwardedFrom {
      cut(&origin.name, to: Self.longestName, "forwarded_from")
      drop(&origin.url, "forwarded_from")
      article.forwardedFrom = origin
    }
    drop(&article.url, "url")
    drop(&article.canonicalURL, "canonical_url")
    bound(&article.source, "article.source")
    self.article = article
    cutChanges(scalars: 500)
    alsoAt = first(20, of: alsoAt, "also_at")
    for index in alsoAt.indices { drop(&alsoAt[index].url, "also_at") }
  }

  private mutating func bound(_ source: inout SourceInfo, _ name: String) {
    source.tags = cut(source.tags, to: 50, "\(name).tags")
    var url: String? = source.url
    drop(&url, "\(name).url")
    source.url = url ?? ""
  }

  mutating func shortenExcerpt(to scalars: Int) {
    guard var article else { return }
    cut(&article.excerpt, to: scalars, "excerpt")
    self.article = article
  }

  /// Offsets stay true: only words shown are cut.
  mutating func keepFirst(_ count: Int, scalars: Int) {
    matches = first(count, of: matches, "matches")
    places = first(count, of: places, "places")
    changes = first(count, of: changes, "changes")
    alsoAt = first(count, of: alsoAt, "also_at")
    cutChanges(scalars: scalars)
    for index in matches.indices {
      cut(&matches[index].text, to: scalars, "matches")
      cut(&matches[index].snippet, to: scalars, "matches")
      cut(&matches[index].term, to: scalars, "matches")
    }
    for index in places.indices {
      cut(&places[index].text, to: scalars, "places")
      guard !places[index].also.isEmpty else { continue }
      places[index].also = []
      note("places.also", 0)
    }
    guard var article else { return }
    cut(&article.title, to: 10 * scalars, "title")
    self.article = article
  }

  private mutating func cutChanges(scalars: Int) {
    for index in changes.indices {
      cut(&changes[index].before.text, to: scalars, "changes")
      cut(&changes[index].after.text, to: scalars, "changes")
    }
  }

  // MARK: - Cutting

  private mutating func cut(_ text: inout String, to scalars: Int, _ name: String) {
    let short = TextCut.prefix(text, scalars: scalars)
    guard short != text else { return }
    text = short
    note(name, 0)
  }

  /// The first names, each of them bounded.
  private mutating func cut(_ names: [String], to count: Int, _ field: String) -> [String] {
    var names = first(count, of: names, field)
    for index in names.indices { cut(&names[index], to: Self.longestName, field) }
    return names
  }

  private mutating func first<Element>(
    _ count: Int, of all: [Element], _ name: String
  ) -> [Element] {
    guard all.count > count else { return all }
    note(name, all.count - count)
    return Array(all.prefix(count))
  }

  /// A link cut short leads elsewhere: better none.
  private mutating func drop(_ url: inout String?, _ name: String) {
    guard let long = url, long.utf8.count > Self.longestLink else { return }
    url = nil
    note(name, 0)
  }

  /// - Parameter left: how many elements are left out; 0 where something is only shorter.
  private mutating func note(_ name: String, _ left: Int) { truncated[name, default: 0] += left }
}
