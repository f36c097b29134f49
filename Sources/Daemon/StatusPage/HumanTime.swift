internal import Alerts
internal import Foundation

/// Times and spans as people say them.
enum HumanTime {
  /// `40 s`, `5 min`, `3 h`, `12 days`.
  static func span(_ seconds: Double) -> String {
    switch abs(seconds) {
    case ..<90: "\(Int(abs(seconds).rounded())) s"
    case ..<5_400: "\(Int((abs(seconds) / 60).rounded())) min"
    case ..<172_800: "\(Int((abs(seconds) / 3_600).rounded())) h"
    default: "\(Int((abs(seconds) / 86_400).rounded())) days"
    }
  }

  /// `3 min ago`, `in 2 h`, with the exact time behind it.
  static func moment(_ date: Date?, now: Date) -> HTML {
    guard let date else { return "–" }
    let seconds = date.timeIntervalSince(now)
    let span = span(seconds)
    let words = abs(seconds) < 1 ? "now" : seconds < 0 ? "\(span) ago" : "in \(span)"
    let exact = Timestamp.rfc3339(date, milliseconds: false)
    return "<time datetime=\"\(exact)\" title=\"\(exact)\">\(words)</time>"
  }
}
