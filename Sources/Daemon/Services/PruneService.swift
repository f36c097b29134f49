internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Settings
internal import State

/// Forgets by age and size, once an hour.
struct PruneService: Service {
  let state: StateFile
  let setup: Setup
  let surroundings: Daemon.Surroundings

  func run() async throws {
    var policy = RetentionPolicy()
    policy.evidence = .seconds(setup.configuration.evidence.keepSeconds)
    policy.evidenceBytes = setup.configuration.evidence.atMostBytes
    let fixed = policy
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await surroundings.clock.sleep(for: .seconds(3_600))
        guard !Task.isCancelled else { return }
        do {
          while try state.prune(fixed, now: surroundings.now()) {
            try await surroundings.clock.sleep(for: .milliseconds(50))
          }
        } catch is CancellationError {
          return
        } catch {
          surroundings.log.warning("cannot prune", metadata: ["error.message": "\(error)"])
        }
      }
    }
  }
}
