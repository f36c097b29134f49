internal import Fetch
internal import Foundation
package import Places
internal import State

/// The system lets this process open too few files for any work.
package struct TooFewFiles: Error, CustomStringConvertible {
  package let limit: Int

  package var description: String {
    "only \(limit) files may be open at once and \(OpenFiles.least) are needed; "
      + "raise LimitNOFILE of the service (ulimit -n)"
  }
}

extension Daemon {
  private static let roomWait = Duration.seconds(5)

  /// Opens the daemon as its initializer does, but waits where the disk is full: ending would only
  /// have it started again and again. The service manager is told that it is up, as it is when its
  /// disk fills later, and why it does nothing.
  ///
  /// SIGTERM and SIGINT end the wait and the process with exit 0; the configuration is read anew
  /// each time, so that SIGHUP may be ignored.
  package static func openedWhenThereIsRoom(
    configurationFile: String, state: String?, gazetteer: Gazetteer, surroundings: Surroundings
  ) async throws -> Daemon {
    let notifier = ServiceNotifier(environment: surroundings.environment)
    var isWaiting = false
    while true {
      do {
        let daemon = try Daemon(
          configurationFile: configurationFile, state: state, gazetteer: gazetteer,
          surroundings: surroundings)
        if isWaiting {
          restoreSignals()
          daemon.pipeline.observer.note(.stateRecovered)
        }
        return daemon
      } catch let error as StateError where error.reason == .diskFull {
        if !isWaiting { endAtSignals() }
        isWaiting = true
        surroundings.observer.note(.stateFailing(code: error.code, message: error.description))
        notifier.send(.ready, .watchdog, .status("\(error); waiting for room"))
        try await surroundings.clock.sleep(
          for: min(roomWait, notifier.watchdogInterval ?? roomWait))
      }
    }
  }

  private static func endAtSignals() {
    signal(SIGHUP, SIG_IGN)
    for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(0) } }
  }

  private static func restoreSignals() {
    for number in [SIGHUP, SIGTERM, SIGINT] { signal(number, SIG_DFL) }
  }
}
