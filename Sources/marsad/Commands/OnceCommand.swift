import ArgumentParser
import Daemon
import Foundation
import Logging
import Settings
import State
import Synchronization
import Text

/// `marsad once`: one round over all sources.
struct OnceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "once",
    abstract: "Polls every source once, delivers what can be delivered, and ends.",
    discussion: "Exit code 1 when a source failed.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var logs: LogOptions

  @Option(help: ArgumentHelp("Wait so long for due retries of deliveries.", valueName: "duration"))
  var wait: String?

  func run() async throws {
    let limit = try wait.map(Self.duration) ?? .zero
    var log = logs.logger(common)
    if common.logLevel == .notice { log.logLevel = .warning }
    let observer = OnceObserver()
    let daemon = try await common.openDaemon(log: log, observer: observer) {
      try Daemon(configurationFile: $0, state: $1, gazetteer: $2, surroundings: $3)
    }
    observer.begin(daemon.sourceCount)
    let report = try await daemon.once(wait: limit)
    observer.end()
    if common.json { printJSON(report) } else { printText(report) }
    if !report.failures.isEmpty { throw ExitCode.failure }
  }

  private static func duration(_ text: String) throws -> Duration {
    guard let seconds = Quantities.seconds(text) else {
      throw ValidationError("--wait wants a duration such as 30s or 5m, not \"\(text)\"")
    }
    return .seconds(seconds)
  }

  private func printText(_ report: OnceReport) {
    for poll in report.polls.sorted(by: { $0.source < $1.source }) {
      let what =
        if poll.isUnchanged { "unchanged" } else if poll.isBaseline {
          "\(Self.entries(poll.entries)) recorded (first poll)"
        } else { "\(Self.entries(poll.entries)), \(poll.new) new, \(poll.alerts) alerts" }
      Console.out("\(SafeDisplay.line(poll.source)): \(poll.kind), \(what)")
    }
    for source in report.paused {
      let name = SafeDisplay.line(source)
      Console.out("\(name): paused, not polled (marsad resume source ends it)")
    }
    for (source, failure) in report.failures.sorted(by: { $0.source < $1.source }) {
      Console.out(
        "\(SafeDisplay.line(source)): failed (\(failure.code)): \(SafeDisplay.line(failure.message))"
      )
    }
    if report.waiting > 0 {
      Console.out("\(report.waiting) deliveries wait for a later attempt")
    }
  }

  private static func entries(_ count: Int) -> String {
    count == 1 ? "1 entry" : "\(count) entries"
  }

  private func printJSON(_ report: OnceReport) {
    let polls = report.polls.map { poll in
      JSONValue.object([
        ("source", .string(poll.source)), ("kind", .string(poll.kind)),
        ("unchanged", .bool(poll.isUnchanged)), ("baseline", .bool(poll.isBaseline)),
        ("entries", .count(poll.entries)), ("new", .count(poll.new)),
        ("alerts", .count(poll.alerts)),
      ])
    }
    let failures = report.failures.map { source, failure in
      JSONValue.object([
        ("source", .string(source)),
        (
          "error",
          .object([("kind", .string(failure.code)), ("message", .string(failure.message))])
        ),
      ])
    }
    Console.out(
      JSONValue.object([
        ("polls", .array(polls)), ("failures", .array(failures)),
        ("paused", .array(report.paused.map { .string($0) })),
        ("waiting", .count(report.waiting)),
      ]).text)
  }

  /// Shows on a terminal how many sources were polled; the report says the rest.
  private final class OnceObserver: DaemonObserver {
    private let round = Mutex((progress: Progress("polling"), done: 0, all: 0))

    func begin(_ sources: Int) { round.withLock { $0.all = sources } }

    func end() { round.withLock { $0.progress.end() } }

    func note(_ event: DaemonEvent) {
      switch event {
      case .polled, .pollFailed:
        round.withLock {
          $0.done += 1
          $0.progress.tell($0.done, of: $0.all)
        }
      default: break
      }
    }
  }
}
