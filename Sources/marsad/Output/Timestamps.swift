import Foundation
import Settings

/// Times on the command line.
enum Timestamps {
  /// RFC 3339 in UTC, to the second.
  static func text(_ date: Date) -> String {
    date.formatted(.iso8601)
  }

  /// `2026-11-24 08:30` in UTC, for people.
  static func short(_ date: Date) -> String {
    let text = text(date)
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5)
  }

  /// How long from `date` to `now`, in one unit: `40s`, `5m`, `3h`, `12d`.
  static func distance(_ seconds: Double) -> String {
    switch abs(seconds) {
    case ..<90: "\(Int(abs(seconds)))s"
    case ..<5_400: "\(Int(abs(seconds) / 60))m"
    case ..<129_600: "\(Int(abs(seconds) / 3_600))h"
    default: "\(Int(abs(seconds) / 86_400))d"
    }
  }

  /// A day, an RFC 3339 time, or a duration before `now` (`90m`, `7d`); nil for anything else.
  static func parse(_ text: String, now: Date) -> Date? {
    if let seconds = Quantities.seconds(text) { return now - seconds }
    if let date = try? Date(text, strategy: .iso8601) { return date }
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    if let date = try? Date(text, strategy: fractional) { return date }
    return try? Date(text, strategy: Date.ISO8601FormatStyle().year().month().day())
  }
}
