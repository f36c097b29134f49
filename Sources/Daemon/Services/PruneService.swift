internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Settings
internal import State

/// Forgets by age and size, once an hour, by the configuration then in force.
struct PruneService: Service {
  let state: StateFile
  let loop: PollLoop
  let surroundings: Daemon.Surroundings

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await surroundings.clock.sleep(for: .seconds(3_600))
        guard !Task.isCancelled else { return }
        let policy = await loop.retention
        do {
          while try state.prune(policy, now: surroundings.now()) {
            try await surroundings.clock.sleep(for: .milliseconds(50))
          }
        } catch is CancellationError {
          return
        } catch {
          surroundings.log.tell(.cannotPrune, .warning, ["error.message": "\(error)"])
        }
      }
    }
  }
}

extension RetentionPolicy {
  init(_ configuration: Configuration) {
    self.init()
    evidence = .seconds(configuration.evidence.keepSeconds)
    evidenceBytes = configuration.evidence.atMostBytes
    archive = .seconds(configuration.archive.keepSeconds)
    archiveBytes = configuration.archive.atMostBytes
  }
}
