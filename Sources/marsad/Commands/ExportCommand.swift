import ArgumentParser
import Daemon
import Foundation
import State
import Text

/// `marsad export`: evidence for others' tools. It works beside a running daemon.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the evidence of alerts as a WARC 1.1 file.",
    discussion: """
      For each alert the page or feed that it rests on: how it was asked for, what came, and the \
      alert itself. A name that ends in .gz is compressed record by record.
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: ArgumentHelp("Where it goes; - is standard output.", valueName: "file"))
  var warc: String

  @OptionGroup var selection: AlertSelectionOptions

  @Option(help: ArgumentHelp("Only of this alert.", valueName: "id"))
  var alert: String?

  @Flag(help: "Replaces a file of that name.")
  var force = false

  func run() throws {
    let now = Date()
    let export = WarcExport(
      since: selection.start(now: now), rule: selection.rule, alert: alert,
      form: warc.hasSuffix(".gz") ? .gzip : .plain)
    let outcome: WarcExport.Outcome
    do {
      let state = try StateFile(path: common.statePath, access: .reader)
      defer { state.close() }
      let file = try OutputFile(warc, replacing: force)
      let name = warc == "-" ? nil : URL(fileURLWithPath: warc).lastPathComponent
      outcome = try export.run(state, name: name, now: now) { try file.write($0) }
      try file.finish()
    } catch {
      Console.error(SafeDisplay.line("marsad export: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
    tell(outcome)
    if alert != nil, outcome.alerts == 0 { throw ExitCode.failure }
    guard outcome.damaged == 0 else { throw ExitCode.failure }
  }

  /// On standard error where standard output is the file.
  private func tell(_ outcome: WarcExport.Outcome) {
    let tell = warc == "-" ? Console.error : { Console.out($0) }
    if common.json {
      tell(
        JSONValue.object([
          ("file", .string(warc)), ("alerts", .count(outcome.alerts)),
          ("responses", .count(outcome.responses)), ("bytes", .count(outcome.bytes)),
          ("without_evidence", .count(outcome.without)), ("damaged", .count(outcome.damaged)),
        ]).text)
      return
    }
    var line = "\(outcome.alerts) alerts, \(outcome.responses) answers, \(outcome.bytes) bytes."
    if outcome.without > 0 {
      line += " \(outcome.without) alerts have no evidence, or it is forgotten by now."
    }
    if outcome.damaged > 0 { line += " The evidence of \(outcome.damaged) alerts is damaged." }
    tell(line)
  }
}
