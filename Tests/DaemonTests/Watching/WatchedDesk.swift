import Daemon
import Foundation
import Synchronization
import TestSupport

@testable import Daemon

/// A time that tests set.
final class TestTime: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

  var now: Date { time.withLock(\.self) }

  func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
}

extension Desk {
  /// A feed of entries with guid, link, title and text; `more` stands in the channel.
  static func rss(
    _ items: [(guid: String, link: String, title: String, text: String, date: Date?)],
    etag: String? = nil, more: String = ""
  ) -> Reply {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    let entries = items.map { item in
      let date = item.date.map { "<pubDate>\(format.string(from: $0))</pubDate>" } ?? ""
      return """
        <item><guid isPermaLink="false">\(item.guid)</guid><link>\(item.link)</link>
        <title>\(item.title)</title><description>\(item.text)</description>\(date)</item>
        """
    }.joined()
    return .text(
      "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">"
        + "<channel><title>t</title>\(more)\(entries)</channel></rss>", 200,
      [("Content-Type", "application/rss+xml")] + (etag.map { [("ETag", $0)] } ?? []))
  }

  /// The events of operations in the log, by type.
  var told: [String] { log.map(\.type).filter { !$0.hasPrefix("article.") } }
}
