import ArgumentParser
import Feeds
import Foundation
import Settings
import Text

/// Subscriptions of feed readers, in and out.
struct SubscriptionFiles {
  /// What messages begin with.
  let command: String

  /// The sources of an OPML file; what is left out of them is told.
  func imported(
    _ path: String, beside present: [SourceSettings] = []
  ) throws -> StarterConfiguration.Imported {
    let shown = SafeDisplay.line(path, limit: 1_000)
    func refuse(_ reason: String) -> ExitCode {
      Console.error("\(command): \(shown): \(SafeDisplay.line(reason, limit: 1_000))")
      return .failure
    }
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      bytes = try handle.read(upToCount: Self.longestFile + 1) ?? Data()
    } catch {
      throw refuse((error as NSError).localizedDescription)
    }
    guard bytes.count <= Self.longestFile else {
      throw refuse("over \(Self.longestFile) bytes, which no list of subscriptions is")
    }
    let document: OPML.Document
    do throws(FeedError) {
      document = try OPML.document(Array(bytes))
    } catch {
      throw refuse(error.message)
    }
    let imported = StarterConfiguration.importing(document, beside: present)
    for line in imported.leftOut {
      Console.error("\(command): \(shown): left out \(SafeDisplay.line(line, limit: 500))")
    }
    guard imported.count > 0 else { throw refuse("it holds no subscription that can be used") }
    return imported
  }

  /// The sources as OPML 2.0. Tags are categories, and the first of them the folder; what is known
  /// to be no feed is a link, which readers pass over and Marsad takes back.
  ///
  /// - Parameter kinds: what the state knows of the sources' kinds, by name.
  static func written(_ sources: [SourceSettings], kinds: [String: String]) -> String {
    let outlines = sources.map { source in
      let isFound = source.kind == .auto || source.kind == .feed
      let kind = isFound ? kinds[source.name] : source.kind.rawValue
      var outline = StarterConfiguration.outline(of: source)
      outline.isFeed = !["page", "sitemap", "telegram"].contains(kind)
      return outline
    }
    return OPML.written(title: "Marsad", outlines)
  }

  private static let longestFile = 16 << 20
}
