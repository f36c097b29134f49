internal import Foundation

/// How a moment is written: text with signs such as `%Y` (a part of `strftime`'s, in English).
struct TemplateClock: Equatable, Sendable {
  struct Fault: Error, Equatable {
    /// In scalars of the format.
    var offset: Int
    var message: String
    var hint: String
  }

  private enum Part: Equatable, Sendable {
    case text(String)
    case sign(Unicode.Scalar)
    /// `%:z`
    case offset
  }

  static let standard = TemplateClock(parts: [
    .sign("Y"), .text("-"), .sign("m"), .text("-"), .sign("d"), .text(" "), .sign("H"),
    .text(":"), .sign("M"),
  ])

  private static let signs: [Unicode.Scalar] = [
    "Y", "y", "m", "d", "e", "H", "I", "M", "S", "p", "a", "A", "b", "B", "F", "T", "R", "s", "z",
    "j", "u",
  ]
  private static let known = signs.map { "%\($0)" }.joined(separator: " ") + " %:z %%"

  private let parts: [Part]

  private init(parts: [Part]) { self.parts = parts }

  init(_ format: String) throws(Fault) {
    var parts: [Part] = []
    var text = String.UnicodeScalarView()
    let scalars = Array(format.unicodeScalars)
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "%" else {
        text.append(scalars[index])
        index += 1
        continue
      }
      let sign = index + 1 < scalars.count ? scalars[index + 1] : nil
      if sign == "%" {
        text.append("%")
        index += 2
        continue
      }
      if !text.isEmpty { parts.append(.text(String(text))) }
      text = String.UnicodeScalarView()
      if sign == ":", index + 2 < scalars.count, scalars[index + 2] == "z" {
        parts.append(.offset)
        index += 3
      } else if let sign, Self.signs.contains(sign) {
        parts.append(.sign(sign))
        index += 2
      } else {
        let shown = sign.map { "%\($0)" } ?? "%"
        throw Fault(
          offset: index, message: "\"\(shown)\" is no sign of a time's format",
          hint: "known are \(Self.known)")
      }
    }
    if !text.isEmpty { parts.append(.text(String(text))) }
    guard parts.contains(where: { if case .text = $0 { false } else { true } }) else {
      throw Fault(
        offset: 0, message: "the format shows nothing of the time",
        hint: "write it with signs: \"%Y-%m-%d %H:%M\"")
    }
    self.parts = parts
  }

  /// nil for what is no time of RFC 3339.
  func text(of time: String, zone: String) -> String? {
    guard let unix = Timestamp.seconds(rfc3339: time), let zone = TimeZone(identifier: zone) else {
      return nil
    }
    let shift = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(unix)))
    let moment = Moment(unix: unix, shift: shift)
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .sign(let sign): moment.text(sign)
      case .offset: moment.offset(":")
      }
    }.joined()
  }
}

/// A second of a zone's day.
private struct Moment {
  let unix: Int
  /// Of the zone against UTC, in seconds.
  let shift: Int
  private let date: (year: Int, month: Int, day: Int)
  private let days: Int
  private let second: Int

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  init(unix: Int, shift: Int) {
    self.unix = unix
    self.shift = shift
    second = Timestamp.floorMod(unix + shift, 86_400)
    days = (unix + shift - second) / 86_400
    date = Timestamp.civil(days: days)
  }

  private var hour: Int { second / 3_600 }
  private var minute: Int { second / 60 % 60 }
  /// From Monday, 0.
  private var weekday: Int { Timestamp.floorMod(days + 3, 7) }
  private var month: String { Self.months[date.month - 1] }

  private func two(_ number: Int) -> String { Timestamp.padded(number, 2) }

  func offset(_ colon: String) -> String {
    let minutes = abs(shift) / 60
    return "\(shift < 0 ? "-" : "+")\(two(minutes / 60))\(colon)\(two(minutes % 60))"
  }

  func text(_ sign: Unicode.Scalar) -> String {
    switch sign {
    case "Y": Timestamp.padded(date.year, 4)
    case "y": two(date.year % 100)
    case "m": two(date.month)
    case "d": two(date.day)
    case "e": String(date.day)
    case "H": two(hour)
    case "I": two(hour % 12 == 0 ? 12 : hour % 12)
    case "M": two(minute)
    case "S": two(second % 60)
    case "p": hour < 12 ? "AM" : "PM"
    case "a": String(Self.weekdays[weekday].prefix(3))
    case "A": Self.weekdays[weekday]
    case "b": String(month.prefix(3))
    case "B": month
    case "F": "\(Timestamp.padded(date.year, 4))-\(two(date.month))-\(two(date.day))"
    case "T": "\(two(hour)):\(two(minute)):\(two(second % 60))"
    case "R": "\(two(hour)):\(two(minute))"
    case "s": String(unix)
    case "u": String(weekday + 1)
    case "j": Timestamp.padded(days - Timestamp.days(year: date.year, month: 1, day: 1) + 1, 3)
    default: offset("")
    }
  }
}
