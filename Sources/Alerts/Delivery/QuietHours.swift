package import Foundation

/// Quiet hours by the wall clock of a time zone, across its changes to summer time and back.
extension DestinationSettings.Quiet {
  /// nil where this machine knows no such zone; then UTC is taken.
  private var timeZone: TimeZone { TimeZone(identifier: zone) ?? .gmt }

  /// Whether a moment lies in them. They begin with the minute `from` and end before `to`; where
  /// these are equal, they never end.
  package func isQuiet(at now: Date) -> Bool {
    let minute = minuteOfDay(now)
    guard from != to else { return true }
    return from < to ? (from..<to).contains(minute) : minute >= from || minute < to
  }

  /// The next moment after this one at which they begin or end; nil where they never do.
  package func nextChange(after now: Date) -> Date? {
    guard from != to else { return nil }
    return [from, to].map { next($0, after: now) }.min()
  }

  private func minuteOfDay(_ now: Date) -> Int {
    let local = Int(now.timeIntervalSince1970.rounded(.down)) + timeZone.secondsFromGMT(for: now)
    return ((local % 86_400) + 86_400) % 86_400 / 60
  }

  /// When the clocks of the zone show this minute next; in the hours before they are changed it may
  /// be off by the change.
  private func next(_ minute: Int, after now: Date) -> Date {
    let offset = Double(timeZone.secondsFromGMT(for: now))
    let local = now.timeIntervalSince1970 + offset
    var wanted = (local / 86_400).rounded(.down) * 86_400 + Double(minute * 60)
    if wanted <= local { wanted += 86_400 }
    // The offset of then may be another one.
    let then = Date(timeIntervalSince1970: wanted - offset)
    let moment = Date(
      timeIntervalSince1970: wanted - Double(timeZone.secondsFromGMT(for: then)))
    return max(moment, now + 1)
  }
}
