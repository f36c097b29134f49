import ArgumentParser
import Foundation
import Settings
import Text

/// Least weight of log lines that are shown.
enum LogLevel: String, CaseIterable, ExpressibleByArgument, Sendable {
  case trace
  case debug
  case info
  case notice
  case warning
  case error
  case critical
}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The configuration (default: $CONFIGURATION_DIRECTORY, else the user's own, else /etc/marsad).",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The state file (default: the configuration's, else $STATE_DIRECTORY, else the user's own).",
      valueName: "file"))
  var state: String?

  @Flag(help: "Output for machines.")
  var json = false

  @Option(help: ArgumentHelp("Log lines from this weight on.", valueName: "level"))
  var logLevel: LogLevel = .notice

  /// The environment of this process.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// The path of the configuration, whether or not there is a file.
  var configurationPath: String {
    config
      ?? ConfigurationPaths.configuration(
        environment: Self.environment, isRoot: geteuid() == 0,
        exists: { FileManager.default.fileExists(atPath: $0) })
  }

  /// Reads the configuration, whatever its faults.
  func load() -> ConfigurationLoader.Loaded {
    ConfigurationLoader.load(
      file: configurationPath, state: state, environment: Self.environment)
  }

  /// The configuration, or its faults on standard error and exit 78. Warnings go there too.
  func loadOrRefuse() throws -> Configuration {
    let loaded = load()
    for fault in loaded.faults { Console.error(Console.line(fault)) }
    guard let configuration = loaded.configuration else { throw ExitCode.configuration }
    return configuration
  }

  /// Where the state is; a configuration with faults, or none at all, does not matter here.
  var statePath: String { load().statePath }
}

extension ExitCode {
  /// EX_CONFIG of `sysexits.h`.
  static let configuration = ExitCode(78)
}
