/// How often a source brings news, learned from the time that it was watched, and whether it has
/// been quiet for much longer than that. A pure value; the caller brings the seconds that passed.
///
/// Only watched time counts: a poll that comes after an outage, a stop or a jump of the clock adds
/// no more than a few intervals.
struct SourceRhythm: Equatable, Sendable {
  enum Change: Equatable {
    /// `usual` is the longest pause that is its way, in seconds.
    case fellSilent(usual: Double)
    case spoke(after: Double)
  }

  /// Pauses that were learned from.
  private(set) var pauses = 0
  /// Seconds that it was watched.
  private(set) var watched = 0.0
  /// The longest pause of each of the last weeks of watching, the present week last.
  private(set) var longest: [Double] = []
  /// Seconds without news.
  private(set) var quiet = 0.0
  private(set) var isSilent = false

  /// A source with less past than this is never called silent.
  static let pausesToKnow = 8
  static let watchedToKnow = 3 * 86_400.0
  /// Until a weekend was surely seen, and a second one, no shorter silence is told.
  static let shortPast = 14 * 86_400.0
  static let leastWhileShort = 3 * 86_400.0
  static let least = 3_600.0
  /// So many times its longest pause is much longer than its way.
  static let factor = 2.5
  private static let week = 7 * 86_400.0
  private static let weeksKept = 5

  init() {}

  /// Goes on from what was written down.
  init(_ text: String?, quiet: Double, isSilent: Bool) {
    self.quiet = max(0, quiet)
    self.isSilent = isSilent
    let numbers = (text ?? "").split(separator: " ").compactMap { Double($0) }
    guard numbers.count >= 2, numbers.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e12 }) else {
      return
    }
    pauses = Int(numbers[0])
    watched = numbers[1] + self.quiet
    longest = Array(numbers.dropFirst(2).suffix(Self.weeksKept))
  }

  /// To be written down; `quiet` is kept beside it.
  var text: String {
    ([Double(pauses), watched - quiet] + longest).map { String(Int($0)) }.joined(separator: " ")
  }

  /// The silence that is told, in seconds; nil while too little is known.
  var limit: Double? {
    // A silence adds nothing to what is known.
    let known = watched - quiet
    guard pauses >= Self.pausesToKnow, known >= Self.watchedToKnow,
      let longest = longest.max()
    else { return nil }
    let floor = known < Self.shortPast ? Self.leastWhileShort : Self.least
    return max(longest * Self.factor, floor)
  }

  /// A poll succeeded.
  ///
  /// - Parameters:
  ///   - new: entries that were not there before; 0 for a baseline.
  ///   - passed: seconds since the last such poll; 0 where it is not known.
  ///   - interval: between polls.
  mutating func heard(new: Int, passed: Double, interval: Double) -> Change? {
    let step = min(max(passed, 0), max(3 * interval, 3_600))
    watched += step
    quiet += step
    guard new > 0 else {
      guard !isSilent, let limit, quiet > limit else { return nil }
      isSilent = true
      return .fellSilent(usual: longest.max() ?? 0)
    }
    let pause = quiet
    quiet = 0
    // A silence that was told is no part of its way.
    if isSilent {
      isSilent = false
      return .spoke(after: pause)
    }
    learn(pause)
    return nil
  }

  /// Its entries are others now (a baseline, a redesign): news, but nothing to learn from.
  mutating func beganAnew() -> Change? {
    let pause = quiet
    quiet = 0
    guard isSilent else { return nil }
    isSilent = false
    return .spoke(after: pause)
  }

  private mutating func learn(_ pause: Double) {
    pauses += 1
    let weekNow = Int(watched / Self.week)
    let weekBefore = Int((watched - pause) / Self.week)
    if longest.isEmpty || weekNow > weekBefore { longest.append(0) }
    longest[longest.count - 1] = max(longest[longest.count - 1], pause)
    if longest.count > Self.weeksKept { longest.removeFirst() }
  }
}
