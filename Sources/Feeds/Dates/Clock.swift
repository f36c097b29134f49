/// A time of day: `10:14`, `10:14:55.12`, `9.30`, `101455`.
struct Clock {
  var hour = 0
  var minute = 0
  var second = 0
  /// Scalars that it takes.
  var length = 0

  static func parse(_ text: [Unicode.Scalar]) -> Clock? {
    var clock = Clock()
    var at = 0
    func number(_ limit: Int) -> Int? {
      var value = 0
      let start = at
      while at < text.count, at - start < limit, text[at].isDateDigit {
        value = value * 10 + Int(text[at].value - 0x30)
        at += 1
      }
      return at > start ? value : nil
    }
    guard let hour = number(2) else { return nil }
    clock.hour = hour
    if at < text.count, text[at] == ":" {
      at += 1
      guard let minute = number(2) else { return nil }
      clock.minute = minute
      if at < text.count, text[at] == ":" {
        at += 1
        clock.second = number(2) ?? 0
      }
    } else if at + 1 < text.count, text[at].isDateDigit {
      guard let minute = number(2) else { return nil }
      clock.minute = minute
      if at < text.count, text[at].isDateDigit { clock.second = number(2) ?? 0 }
    }
    if at + 1 < text.count, text[at] == "." || text[at] == ",", text[at + 1].isDateDigit {
      at += 1
      while at < text.count, text[at].isDateDigit { at += 1 }
    }
    clock.length = at
    return clock
  }
}

/// Offsets from UTC, by number or name.
enum Zone {
  /// Seconds east of UTC; 0 for none, nil for what is no zone.
  static func offset(_ text: [Unicode.Scalar]) -> Int? {
    let rest = text.filter { $0 != " " }
    guard let first = rest.first else { return 0 }
    if first == "+" || first == "-" { return numeric(rest) }
    let letters = rest.prefix { !$0.isDateDigit && $0 != "+" && $0 != "-" }
    guard let named = named(String(String.UnicodeScalarView(letters))) else { return nil }
    let number = Array(rest[letters.count...])
    return number.isEmpty ? named : numeric(number)
  }

  /// `+0300`, `+03:00`, `+3`, `-03:30`.
  static func numeric(_ text: [Unicode.Scalar]) -> Int? {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let digits = text.dropFirst().filter { $0.isDateDigit }
    guard digits.count >= 1, digits.count <= 6 else { return nil }
    let value = digits.prefix(4).reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    let hasColon = text.contains(":")
    let hours: Int
    let minutes: Int
    if digits.count <= 2, !hasColon {
      (hours, minutes) = (value, 0)
    } else {
      (hours, minutes) = (value / 100, value % 100)
    }
    guard hours <= 26, minutes < 60 else { return nil }
    return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  static func named(_ name: String) -> Int? { minutes[name].map { $0 * 60 } }

  /// Minutes east of UTC of the names that feeds use. Where a name has several meanings, the one
  /// of RFC 822 or of the larger press.
  private static let minutes: [String: Int] = {
    let list = """
      z 0 ut 0 utc 0 gmt 0 wet 0 zulu 0 est -300 edt -240 cst -360 cdt -300 mst -420 mdt -360 pst -480 \
      pdt -420 at -240 et -300 ct -360 mt -420 pt -480 akst -540 akdt -480 hst -600 ast -240 adt -180 nst -210 \
      ndt -150 west 60 bst 60 ist 330 cet 60 met 60 mez 60 mest 120 mesz 120 cest 120 eet 120 eest 180 \
      msk 180 msd 240 trt 180 irst 210 irdt 270 gst 240 aft 270 pkt 300 npt 345 ict 420 wib 420 sgt 480 \
      hkt 480 pht 480 awst 480 wita 480 jst 540 kst 540 wit 540 acst 570 acdt 630 aest 600 aedt 660 \
      nzst 720 nzdt 780 sast 120 cat 120 wat 60 eat 180 brt -180 art -180 clt -240 cot -300 pet -300 \
      idt 180 arst 180 samt 240 uzt 300 almt 360
      """
    let words = list.split(whereSeparator: { $0 == " " || $0 == "\n" })
    var table: [String: Int] = [:]
    var index = 0
    while index + 1 < words.count {
      table[String(words[index])] = Int(words[index + 1])
      index += 2
    }
    return table
  }()
}
