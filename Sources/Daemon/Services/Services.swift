internal import Fetch
internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Polling, ended by a graceful shutdown: transfers under way are cut, since nothing of them is
/// committed yet and all of it will be seen again.
struct PollService: Service {
  let loop: PollLoop

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown { try await loop.run() }
    } catch is CancellationError {}
  }
}

/// Feeds systemd's watchdog, but only while the parts that do the work answer.
struct WatchdogService: Service {
  let notifier: ServiceNotifier
  let loop: PollLoop
  let engineAnswers: @Sendable () async -> Bool
  let vitals: Vitals
  let pulse: Pulse
  let clock: any Clock<Duration>

  /// The status line is renewed this often where nobody watches.
  static let statusWait = Duration.seconds(10)

  func run() async throws {
    let wait = min(notifier.watchdogInterval ?? Self.statusWait, Self.statusWait)
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        if await loop.isAlive(), await engineAnswers() {
          pulse.beat()
          notifier.send(.watchdog, .status(vitals.line))
        }
        try? await clock.sleep(for: wait)
      }
    }
  }
}

/// Gives memory back that lies free, so that an hour of large documents is not kept for good.
struct MemoryService: Service {
  let clock: any Clock<Duration>

  private static let wait = Duration.seconds(60)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await clock.sleep(for: Self.wait)
        ProcessMemory.returnFreePages()
      }
    }
  }
}

/// Reloads the configuration at each SIGHUP and lets the log files be rotated.
struct ReloadService: Service {
  let signals: UnixSignalsSequence
  let reload: @Sendable () async -> Void

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in signals { await reload() }
    }
  }
}

/// Tells that the end was asked for. The last of the services, since the last is stopped first.
struct StopService: Service {
  let tell: @Sendable () -> Void

  func run() async throws {
    try await gracefulShutdown()
    tell()
  }
}
