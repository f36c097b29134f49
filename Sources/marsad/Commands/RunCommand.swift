import ArgumentParser
import Daemon
import Foundation
import Logging
import Places
import State

/// `marsad run`: the daemon itself.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Watches until a signal ends it.",
    discussion: """
      SIGTERM and SIGINT end it with exit 0; SIGHUP reads the configuration again and reopens the \
      log files. Under systemd it tells when it is ready and feeds the watchdog.
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    // Whoever read the log lines may go away; the watch goes on.
    signal(SIGPIPE, SIG_IGN)
    let log = common.logger(label: "marsad")
    let daemon = try await common.openDaemon(
      log: log, observer: LogObserver(log), open: Daemon.openedWhenThereIsRoom)
    try await daemon.run()
  }
}

extension CommonOptions {
  /// Log lines on standard error: for journald where systemd holds it, else for a person.
  func logger(label: String) -> Logger {
    let face = LineLogHandler.face(environment: Self.environment)
    let level = Logger.Level(rawValue: logLevel.rawValue) ?? .notice
    return Logger(label: label) { _ in LineLogHandler(face: face, level: level) }
  }

  /// Opens the daemon, or says why not: every fault of the configuration (exit 78), or what is
  /// wrong with the state file (exit 1).
  func openDaemon(
    log: Logger, observer: any DaemonObserver,
    open: (String, String?, Gazetteer, Daemon.Surroundings) async throws -> Daemon
  ) async throws -> Daemon {
    do {
      return try await open(
        configurationPath, state, try Gazetteer.standard(),
        .init(environment: Self.environment, log: log, observer: observer))
    } catch let refused as Setup.Refused {
      for fault in refused.faults { Console.error(Console.line(fault)) }
      throw ExitCode.configuration
    } catch let error as StateError {
      Console.error("marsad: \(error)")
      throw ExitCode.failure
    } catch let error as TooFewFiles {
      Console.error("marsad: \(error)")
      throw ExitCode.failure
    } catch let error as GazetteerError {
      Console.error("marsad: \(error)")
      throw ExitCode.failure
    }
  }
}
