internal import Foundation
import Markup

/// The two ways that nearly all feeds write dates, read straight from their bytes:
/// `Thu, 14 Mar 2024 10:00:00 +0300` and `2024-03-14T10:00:00+03:00`, with or without a weekday and
/// a zone.
enum CommonDate {
  /// The instant, or nil for anything else, which may be a date all the same.
  static func parse(_ text: Span<UInt8>) -> Date? {
    var time = CivilTime()
    var at: Int
    if text.count >= 19, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ")
    {
      guard let year = number(text, 0, 4), let month = number(text, 5, 2),
        let day = number(text, 8, 2)
      else { return nil }
      (time.year, time.month, time.day) = (year, month, day)
      at = 11
    } else {
      guard let found = weekdayDate(text, &time) else { return nil }
      at = found
    }
    guard time.year >= 1900, time.year < 3000, clock(text, at, &time) else { return nil }
    at += 8
    if at < text.count, text[at] == UInt8(ascii: ".") {
      let digits = at + 1
      at = digits
      while at < text.count, text[at].isDateDigit { at += 1 }
      guard at > digits else { return nil }
    }
    if at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
    guard let offset = zone(text, at) else { return nil }
    time.offset = offset
    return time.date
  }

  /// Day, month and year; gives where the time of day begins.
  private static func weekdayDate(_ text: Span<UInt8>, _ time: inout CivilTime) -> Int? {
    guard text.count >= 18 else { return nil }
    var at = 0
    if text[3] == UInt8(ascii: ",") {
      guard text[4] == UInt8(ascii: " "), weekdays.contains(letters(text, 0)) else { return nil }
      at = 5
    }
    let dayLength = text[at + 1] == UInt8(ascii: " ") ? 1 : 2
    guard text.count >= at + dayLength + 18, let day = number(text, at, dayLength) else {
      return nil
    }
    at += dayLength
    guard text[at] == UInt8(ascii: " "), let month = months.firstIndex(of: letters(text, at + 1)),
      text[at + 4] == UInt8(ascii: " "), let year = number(text, at + 5, 4),
      text[at + 9] == UInt8(ascii: " ")
    else { return nil }
    (time.year, time.month, time.day) = (year, month + 1, day)
    return at + 10
  }

  private static func clock(_ text: Span<UInt8>, _ at: Int, _ time: inout CivilTime) -> Bool {
    guard at + 8 <= text.count, text[at + 2] == UInt8(ascii: ":"),
      text[at + 5] == UInt8(ascii: ":"), let hour = number(text, at, 2),
      let minute = number(text, at + 3, 2), let second = number(text, at + 6, 2), hour < 24,
      minute < 60, second < 60
    else { return false }
    (time.hour, time.minute, time.second) = (hour, minute, second)
    return true
  }

  /// Nothing, `Z`, a name, `+0300` or `+03:00` up to the end.
  private static func zone(_ text: Span<UInt8>, _ at: Int) -> Int? {
    let length = text.count - at
    if length == 0 || (length == 1 && text[at] == UInt8(ascii: "Z")) { return 0 }
    if length == 3 || length == 4 {
      let name = letters(text, at)
      if length == 3, name == pack("gmt") || name == pack("utc") { return 0 }
      return Zone.named(String(wellFormed: text.extracting(at..<text.count)).lowercased())
    }
    let hasColon = length == 6 && text[at + 3] == UInt8(ascii: ":")
    guard length == 5 || hasColon, let hours = number(text, at + 1, 2),
      let minutes = number(text, at + length - 2, 2), hours < 24, minutes < 60
    else { return nil }
    switch text[at] {
    case UInt8(ascii: "+"): return hours * 3600 + minutes * 60
    case UInt8(ascii: "-"): return -(hours * 3600 + minutes * 60)
    default: return nil
    }
  }

  private static func number(_ text: Span<UInt8>, _ at: Int, _ length: Int) -> Int? {
    var value = 0
    for index in at..<(at + length) {
      guard text[index].isDateDigit else { return nil }
      value = value * 10 + Int(text[index] - 0x30)
    }
    return value
  }

  /// Three letters in lower case as one number.
  private static func letters(_ text: Span<UInt8>, _ at: Int) -> UInt32 {
    (UInt32(text[at]) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2])) | 0x20_2020
  }

  private static func pack(_ name: String) -> UInt32 {
    name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map(pack)

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(pack)
}

extension UInt8 {
  var isDateDigit: Bool { self >= 0x30 && self <= 0x39 }
}
