import ArgumentParser
import Foundation

/// Which alerts are meant.
struct AlertSelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only from this time on: RFC 3339, a day, or how long ago (90m, 7d).", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Only of this rule.", valueName: "name"))
  var rule: String?

  func validate() throws {
    if let since, Timestamps.parse(since, now: Date()) == nil {
      throw ValidationError("--since takes a time such as 2026-11-24T08:00:00Z, 2026-11-24 or 7d.")
    }
  }

  func start(now: Date) -> Date? { since.flatMap { Timestamps.parse($0, now: now) } }
}
