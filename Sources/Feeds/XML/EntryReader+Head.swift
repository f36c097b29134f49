internal import Foundation
import Markup

/// The feed's head.
extension EntryReader {
  /// Reads a channel's own elements; gives the authors that it names.
  func readHead(_ head: Node, into feed: inout Feed) -> [String] {
    var authors: [String] = []
    var fallbackTitle = ""
    var fallbackText: String?
    var date: Date?
    var period: Int?
    var frequency = 1
    for child in tree.children(of: head) {
      guard let tag = self.tag(child) else { continue }
      switch tag {
      case .title: if feed.title.isEmpty { feed.title = text.plain(child) }
      case .dcTitle, .itunesTitle, .mediaTitle: fallbackTitle = text.plain(child)
      case .description, .abstract:
        if feed.descriptionHTML == nil { feed.descriptionHTML = text.html(child, isAtom: isAtom) }
      case .dcDescription, .itunesSummary, .summary:
        if fallbackText == nil { fallbackText = text.html(child, isAtom: isAtom) }
      case .link, .prefixedLink: readHeadLink(tag, child, into: &feed)
      case .author: readAuthor(child, into: &authors)
      case .language: if feed.language == nil { feed.language = nonEmpty(text.value(child)) }
      case .updated: if let time = self.date(child) { feed.updated = time }
      case .published, .dcDate, .created: if date == nil { date = self.date(child) }
      case .ttl: feed.timeToLive = Int(text.value(child)).flatMap { seconds($0, 60) }
      case .updatePeriod: period = Self.periods[text.value(child).lowercased()]
      case .updateFrequency: frequency = max(1, Int(text.value(child)) ?? 1)
      default: break
      }
    }
    if feed.title.isEmpty { feed.title = fallbackTitle }
    if feed.descriptionHTML == nil { feed.descriptionHTML = fallbackText }
    if feed.updated == nil {
      feed.updated =
        date ?? tree.attribute(names.lastmod, of: head).flatMap { FeedDate.parse($0) }
    }
    if feed.timeToLive == nil, let period { feed.timeToLive = period / frequency }
    if feed.homeURL == nil { feed.homeURL = text.address(attribute: names.href, of: head) }
    return authors
  }

  private static let periods = [
    "hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000,
    "yearly": 31_536_000,
  ]

  private func seconds(_ count: Int, _ unit: Int) -> Int? {
    count > 0 && count < 1_000_000 ? count * unit : nil
  }

  private func readHeadLink(_ tag: FeedTag, _ node: Node, into feed: inout Feed) {
    guard let address = text.address(attribute: names.href, of: node) else {
      if let address = text.address(node) { feed.homeURL = address }
      return
    }
    switch tree.attribute(names.rel, of: node)?.lowercased() ?? "alternate" {
    case "alternate", "":
      if feed.homeURL == nil || isOwnLink(tag, node) { feed.homeURL = address }
    case "self": feed.selfURL = address
    case "hub": if feed.hub == nil { feed.hub = address }
    case "next", "prev-archive": feed.nextPage = address
    default: break
    }
  }
}
