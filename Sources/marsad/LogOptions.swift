import ArgumentParser
import Daemon
import Logging

extension LineLogHandler.Format: ExpressibleByArgument {}

/// How log lines are written, for commands that watch.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How log lines look: auto (fields for the journal where systemd holds standard error, else text), text, or json.",
      valueName: "format"))
  var logFormat: LineLogHandler.Format = .auto

  func logger(_ common: CommonOptions) -> Logger {
    let level = Logger.Level(rawValue: common.logLevel.rawValue) ?? .notice
    let handler = LineLogHandler.standard(
      logFormat, level: level,
      isJournal: LineLogHandler.journalReadsStandardError(environment: CommonOptions.environment))
    return Logger(label: "marsad") { _ in handler }
  }
}
