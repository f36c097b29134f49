import ArgumentParser
import Daemon
import Foundation
import Settings
import State
import Text

/// `marsad export`: evidence and subscriptions for others' tools. It works beside a running daemon.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the evidence of alerts (WARC 1.1) or the sources (OPML 2.0).",
    discussion: """
      With --opml the configured sources for a feed reader, or for `marsad import` elsewhere: tags as \
      folders and categories, intervals, languages and countries as attributes of Marsad's own, \
      what is no feed as links.

      With --warc for each alert the page or feed that it rests on: how it was asked for, what came, and the \
      alert itself. A name that ends in .gz is compressed record by record.
      """)

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp("Where the evidence goes; - is standard output.", valueName: "file"))
  var warc: String?

  @Option(help: ArgumentHelp("Where the feeds go; - is standard output.", valueName: "file"))
  var opml: String?

  @OptionGroup var selection: AlertSelectionOptions

  @Option(help: ArgumentHelp("Only of this alert.", valueName: "id"))
  var alert: String?

  @Flag(help: "Replaces a file of that name.")
  var force = false

  func validate() throws {
    guard (warc == nil) != (opml == nil) else {
      throw ValidationError("give --warc FILE or --opml FILE")
    }
    guard opml == nil || selection.since == nil && selection.rule == nil && alert == nil else {
      throw ValidationError("--since, --rule and --alert choose evidence; they go with --warc")
    }
  }

  func run() throws {
    if let opml { return try exportSources(opml) }
    if let warc { try exportEvidence(warc) }
  }

  private func exportSources(_ path: String) throws {
    let configuration = try common.loadOrRefuse()
    var kinds: [String: String] = [:]
    if let state = try? StateFile(path: common.statePath, access: .reader) {
      defer { state.close() }
      for source in (try? state.sources()) ?? [] { kinds[source.name] = source.kind }
    }
    let text = SubscriptionFiles.written(configuration.sources, kinds: kinds)
    do {
      let file = try OutputFile(path, replacing: force)
      try file.write(Array(text.utf8))
      try file.finish()
    } catch {
      Console.error(SafeDisplay.line("marsad export: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
  }

  private func exportEvidence(_ warc: String) throws {
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
    tell(outcome, warc)
    if alert != nil, outcome.alerts == 0 { throw ExitCode.failure }
    guard outcome.damaged == 0 else { throw ExitCode.failure }
  }

  /// On standard error where standard output is the file.
  private func tell(_ outcome: WarcExport.Outcome, _ warc: String) {
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
