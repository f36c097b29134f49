internal import Fetch
internal import Foundation
internal import Settings
internal import State

/// What one round over all sources did.
package struct OnceReport: Sendable {
  package var polls: [PollSummary] = []
  package var failures: [(source: String, failure: PollFailure)] = []
  /// Sources that were not polled, since they are paused.
  package var paused: [String] = []
  /// Deliveries that still wait for a later attempt.
  package var waiting = 0

  package init() {}

  package var alerts: Int { polls.reduce(0) { $0 + $1.alerts } }
}

extension Daemon {
  /// Sources of the configuration.
  package var sourceCount: Int { setup.configuration.sources.count }

  /// Polls every source once, whatever its due time, delivers what can be delivered and ends.
  ///
  /// - Parameter wait: how long due retries of deliveries are waited for.
  package func once(wait: Duration) async throws -> OnceReport {
    let report = try await pollAll()
    var result = report
    result.waiting = try await delivery.drain(for: wait)
    await engine.shutdown()
    state.close()
    return result
  }

  /// Without a schedule all would start in one moment.
  private static let onceAtOnce = 64

  /// Polls every source of the configuration that is not paused once, some at a time.
  package func pollAll() async throws -> OnceReport {
    var report = OnceReport()
    var journal: [PollRecord] = []
    let paused = PauseList(try state.pauses(at: surroundings.now())).sources
    pipeline.book.pause(paused)
    report.paused = setup.configuration.sources.map(\.name).filter(paused.contains)
    try await withThrowingTaskGroup(of: (String, Pipeline.PollEnd).self) { group in
      var waiting = setup.configuration.sources.filter { !paused.contains($0.name) }
        .makeIterator()
      func startNext() {
        guard let source = waiting.next() else { return }
        let interval = PollInterval(source.interval).current
        group.addTask { [self] in
          (source.name, await pipeline.poll(source, setup: setup, interval: interval))
        }
      }
      for _ in 0..<Self.onceAtOnce { startNext() }
      while let (name, end) = try await group.next() {
        startNext()
        if let record = end.journal { journal.append(record) }
        if journal.count >= PollLoop.journalSize {
          try state.record(journal)
          journal.removeAll(keepingCapacity: true)
        }
        if let summary = end.summary { report.polls.append(summary) }
        if let failure = end.failure { report.failures.append((name, failure)) }
      }
    }
    try state.record(journal)
    try await pipeline.visitPages(setup: setup)
    return report
  }
}
