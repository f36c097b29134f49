internal import Foundation
internal import Settings

/// How long to wait between two polls of one source.
///
/// A fixed interval stays. An adaptive one moves towards its lower bound while polls bring new
/// entries and towards its upper bound while they do not: quick to hasten, slow to relax, since a
/// late alert costs more than a conditional request.
struct PollInterval: Equatable, Sendable {
  let policy: SourceSettings.Interval
  private(set) var current: Double

  /// - Parameter remembered: the interval in seconds of an earlier run, where one is known.
  init(_ policy: SourceSettings.Interval, remembered: Double? = nil) {
    self.policy = policy
    switch policy {
    case .fixed(let duration):
      current = duration.secondCount
    case .adaptive(let low, let high):
      let start = remembered ?? (low.secondCount * high.secondCount).squareRoot()
      current = min(max(start, low.secondCount), high.secondCount)
    }
  }

  mutating func polled(new: Int) {
    guard case .adaptive(let low, let high) = policy else { return }
    let next = new > 0 ? current * 0.6 : current * 1.15
    current = min(max(next, low.secondCount), high.secondCount)
  }
}

extension Duration {
  var secondCount: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
