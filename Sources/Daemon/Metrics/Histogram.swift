/// Counts of values by upper bounds, as Prometheus wants them.
struct Histogram: Equatable, Sendable {
  let bounds: [Double]
  /// By bound, not cumulated; the last is for what lies above them all.
  private(set) var counts: [Int]
  private(set) var sum = 0.0

  init(bounds: [Double]) {
    self.bounds = bounds
    counts = [Int](repeating: 0, count: bounds.count + 1)
  }

  mutating func add(_ value: Double) {
    counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
    sum += value
  }

  var count: Int { counts.reduce(0, +) }
}

extension Histogram {
  /// From a local file to a page that is waited for in vain.
  static let network = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
  /// What this machine computes itself.
  static let work = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5]
  /// From at once to the end of the usual retries.
  static let patience = [0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400, 259_200]
}
