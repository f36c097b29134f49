import ArgumentParser
import Daemon
import Feeds
import Fetch
import Settings
import Text

/// Looks at sites that shall become sources, for `marsad init --site`.
enum SiteSurvey {
  /// The configuration with what could be read of the addresses; what could not, and where a site has
  /// more to offer, is told.
  ///
  /// - Throws: the exit code, where none of them can be read.
  static func sources(of addresses: [String]) async throws -> StarterConfiguration.Imported {
    let engine = FetchEngine()
    var document = OPML.Document()
    for address in addresses {
      do throws(PollFailure) {
        let trial = try await Trial.fetch(address, setup: nil, engine: engine)
        tell(trial)
        document.outlines.append(
          OPMLOutline(title: trial.title, feedURL: trial.url))
      } catch {
        Console.error(
          "marsad init: \(SafeDisplay.line(address)): \(error.code): \(SafeDisplay.line(error.message))"
        )
      }
    }
    await engine.shutdown()
    let imported = StarterConfiguration.importing(document)
    guard imported.count > 0 else { throw ExitCode.failure }
    return imported
  }

  private static func tell(_ trial: Trial) {
    let url = SafeDisplay.line(trial.url)
    Console.error("\(url): \(trial.kind), \(trial.entries.count) entries")
    if trial.kind == "article" {
      Console.error("  this is one article: name the page or feed that lists articles instead")
    }
    for feed in trial.feeds.prefix(3) {
      Console.error(
        "  names a feed, which is read where it shows the same: \(SafeDisplay.line(feed))")
    }
    for found in trial.suggested {
      Console.error(
        "  names no feed, but has one (\(found.kind), \(found.entries) entries): "
          + SafeDisplay.line(found.url))
    }
  }
}
