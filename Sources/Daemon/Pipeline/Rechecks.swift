internal import Foundation

/// When the page of an article that alerted is looked at again: at fixed times after the alert.
struct Rechecks: Sendable {
  /// A page that is missed is looked for again after so many seconds, before it counts as gone.
  static let confirmation = 900.0

  /// Seconds after the alert, ascending.
  let times: [Double]

  init(_ times: [Duration]) { self.times = times.map(\.secondCount).sorted() }

  /// The first time of the plan later than `now`.
  func next(since alert: Date, at now: Date) -> Date? {
    times.map { alert + $0 }.first { $0 > now }
  }

  /// The look at which a page that is missed at `now` counts as gone.
  func confirmation(since alert: Date, at now: Date) -> Date {
    min(now + Self.confirmation, next(since: alert, at: now) ?? .distantFuture)
  }
}
