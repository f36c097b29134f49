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
  @OptionGroup var logs: LogOptions

  func run() async throws {
    // Whoever read the log lines may go away; the watch goes on.
    signal(SIGPIPE, SIG_IGN)
    let log = logs.logger(common)
    let daemon = try await common.openDaemon(
      log: log, observer: LogObserver(log), open: Daemon.openedWhenThereIsRoom)
    try await daemon.run()
  }
}

extension CommonOptions {
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
      for fault in refused.faults { log.say(.fault, Console.line(fault)) }
      throw ExitCode.configuration
    } catch {
      guard error is StateError || error is TooFewFiles || error is GazetteerError else {
        throw error
      }
      log.say(.startFailed, "marsad: \(error)")
      throw ExitCode.failure
    }
  }
}

extension Logger {
  /// Why there is no start: a plain line for a person at a terminal, else a record like any other.
  fileprivate func say(_ kind: LogKind, _ words: String) {
    guard let handler = handler as? LineLogHandler, !handler.isForPeople else {
      return Console.error(words)
    }
    tell(kind, .error, words: words)
  }
}
