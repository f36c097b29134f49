import ArgumentParser
import Daemon
import Foundation
import Settings
import State
import Text

/// `marsad status`: how all is doing, at a glance. It works beside a running daemon and without one.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows how Marsad is doing: daemon, sources, rules, destinations, pauses.",
    discussion: """
      Exit 0 when all is well, 1 when something needs a person: no daemon runs, a source fails or \
      fell silent, the network is gone, a destination fails or is disabled, deliveries wait for \
      more than an hour or were given up, or the state cannot be read. What is paused is no problem.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let loaded = common.load()
    let report: StatusReport
    do throws(StateError) {
      let state = try StateFile(path: loaded.statePath, access: .reader)
      defer { state.close() }
      report = try StatusReport(state: state, configuration: loaded.configuration, now: Date())
    } catch {
      if common.json {
        Console.out(
          JSONValue.object([
            ("well", .bool(false)),
            (
              "problems",
              .array([
                .object([
                  ("kind", .string("state.\(error.code)")), ("name", .null),
                  ("message", .string(error.description)),
                ])
              ])
            ),
          ]).text)
      }
      Console.error(SafeDisplay.line("marsad status: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
    if loaded.configuration == nil {
      Console.error(
        "marsad status: the configuration cannot be read (see marsad check); names are the state's")
    }
    let text = StatusText(report: report, path: loaded.statePath)
    Console.out(common.json ? text.json.text : text.text)
    guard report.problems.isEmpty else { throw ExitCode.failure }
  }
}
