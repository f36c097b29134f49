package import Fetch
package import Foundation
internal import Settings
package import State
internal import Synchronization

/// The way of one poll through fetch, read, diff, extract, match and commit.
///
/// It holds the effects: the engine, the state file, the time and who listens. Any number of polls
/// may run at once; each source has one at a time, which the caller sees to.
package final class Pipeline: Sendable {
  let engine: FetchEngine
  let state: StateFile
  let observer: any DaemonObserver
  let now: @Sendable () -> Date
  /// Called after a commit that brought alerts.
  let alertsCommitted: @Sendable () -> Void
  let book = SourceBook()
  let outages = Mutex(OutageWatch())
  /// Bytes of documents that are being read: a parsed tree takes several times its bytes.
  let reading: Budget
  /// Held while an article's story is looked up and committed.
  let stories = Mutex(())
  /// When a page of an earlier article is due next, as far as is known.
  private let nextPage = Mutex(Date.distantPast)

  package init(
    engine: FetchEngine, state: StateFile, observer: any DaemonObserver,
    memoryBytes: Int, now: @escaping @Sendable () -> Date,
    alertsCommitted: @escaping @Sendable () -> Void
  ) {
    self.engine = engine
    self.state = state
    self.observer = observer
    self.now = now
    self.alertsCommitted = alertsCommitted
    reading = Budget(total: memoryBytes)
  }

  /// When pages are to be looked after.
  var pagesDue: Date { nextPage.withLock(\.self) }

  func expectPage(at due: Date) { nextPage.withLock { $0 = min($0, due) } }

  /// Called when those that are due are taken up.
  func expectNoPage() { nextPage.withLock { $0 = .distantFuture } }

  /// The clock jumped: what was to come in an hour still comes in an hour.
  func shiftPages(by seconds: Double) {
    nextPage.withLock { $0 += seconds }
    do throws(StateError) {
      try state.shiftPages(by: seconds)
    } catch {
      observer.note(.stateFailing(code: error.code, message: error.description))
    }
  }

  /// Tells metrics of a transfer that was answered.
  func noteTransfer(_ response: FetchResponse, _ purpose: Measurement.Purpose) {
    let seconds = response.timing.total / .seconds(1)
    observer.note(.measured(.fetch(purpose, seconds: seconds, bytes: response.body.count)))
  }

  /// How a poll ended, for the schedule and the journal.
  struct PollEnd: Sendable {
    var outcome: Scheduler.Outcome
    /// To be written with others; nil where a commit has told it already.
    var journal: PollRecord?
    var failure: PollFailure?
    var summary: PollSummary?
  }

  /// Polls one source once. Never throws: a failure is told to the observer and in the result.
  func poll(_ source: SourceSettings, setup: Setup, interval: Double) async -> PollEnd {
    let started = now()
    let watch = Stopwatch()
    defer { observer.note(.measured(.poll(seconds: watch.seconds))) }
    let isWhole = book[source.name].isWholeDue(at: started)
    do {
      let run = SourcePoll(pipeline: self, source: source, setup: setup, started: started)
      let (summary, record) = try await run.run(isWhole: isWhole, interval: interval)
      try answered(source, setup: setup, at: started)
      book.update(source.name) { page in
        if isWhole { page.lastWhole = started }
        page.wasPaused = page.isPaused
        page.pollsSinceWhole = isWhole ? 0 : page.pollsSinceWhole + 1
      }
      observer.note(.polled(summary))
      return PollEnd(
        outcome: .succeeded(new: summary.new), journal: record, summary: summary)
    } catch {
      if let error = error as? StateError {
        observer.note(.stateFailing(code: error.code, message: error.description))
        return PollEnd(outcome: .postponed, failure: PollFailure(error))
      }
      let failure = Self.failure(error)
      guard failure.code != "cancelled" else {
        return PollEnd(outcome: .cancelled)
      }
      guard !failure.isOurs else {
        observer.note(.shortage(message: failure.message))
        return PollEnd(outcome: .postponed, failure: failure)
      }
      // The failure is told below and recorded by the caller; the event to people is an extra.
      try? failed(failure, source, setup: setup, at: started)
      observer.note(
        .pollFailed(source: source.name, code: failure.code, message: failure.message))
      return PollEnd(
        outcome: .failed(retryAfter: failure.retryAfter, isGone: failure.isGone),
        journal: PollRecord(
          source: source.name, at: started,
          outcome: .failed(kind: failure.code, message: failure.message)),
        failure: failure)
    }
  }

  static func failure(_ error: any Error) -> PollFailure {
    switch error {
    case let failure as PollFailure: failure
    case let error as FetchError: PollFailure(error)
    case is CancellationError: PollFailure(code: "cancelled", message: "")
    default: PollFailure(code: "protocol", message: String(describing: error))
    }
  }
}
