/// Character references: `&amp;`, `&#1583;`, `&#x62F;`, by WHATWG HTML §13.2.5.72–80.
package enum CharacterReferences {
  /// Where a reference stands, which decides about names without a semicolon.
  enum Place { case text, attribute, xml }

  /// A text with its references decoded.
  package static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let bytes = Array(text.utf8)
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    decode(bytes, 0, bytes.count, place: .text, into: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Appends the bytes of a range with references decoded.
  static func decode(
    _ bytes: [UInt8], _ start: Int, _ end: Int, place: Place, into decoded: inout [UInt8]
  ) {
    bytes.withUnsafeBufferPointer {
      decode(ByteView($0), start, end, place: place, into: &decoded)
    }
  }

  static func decode(
    _ bytes: ByteView, _ start: Int, _ end: Int, place: Place, into decoded: inout [UInt8]
  ) {
    var run = start
    while run < end {
      let sign = bytes.place(of: UInt8(ascii: "&"), from: run, to: end)
      bytes.append(run, sign, to: &decoded)
      guard sign < end else { return }
      run = reference(bytes, sign, end, place: place, into: &decoded)
    }
  }

  /// Decodes the reference at `sign`, or copies the sign; gives the place behind it.
  private static func reference(
    _ bytes: ByteView, _ sign: Int, _ end: Int, place: Place, into decoded: inout [UInt8]
  ) -> Int {
    let first = sign + 1
    guard first < end else {
      decoded.append(UInt8(ascii: "&"))
      return first
    }
    if bytes[first] == UInt8(ascii: "#") {
      return numeric(bytes, sign, end, into: &decoded)
    }
    var stop = first
    while stop < end, stop - first < 40, bytes[stop].isASCIILetter || bytes[stop].isASCIIDigit {
      stop += 1
    }
    if stop > first, stop < end, bytes[stop] == UInt8(ascii: ";") {
      if let sign = markupSign(bytes, first, stop) {
        decoded.append(sign)
        return stop + 1
      }
      if let value = EntityTable.shared.value(bytes, first, stop) {
        (place == .xml ? xhtml(value) : value).append(to: &decoded)
        return stop + 1
      }
    }
    if place != .xml, let (value, length) = EntityTable.shared.legacyPrefix(bytes, first, stop) {
      let after = first + length
      let follows: UInt8 = after < end ? bytes[after] : 0
      let isPartOfAddress =
        place == .attribute
        && (follows == UInt8(ascii: "=") || follows.isASCIILetter || follows.isASCIIDigit)
      if !isPartOfAddress {
        value.append(to: &decoded)
        return after
      }
    }
    decoded.append(UInt8(ascii: "&"))
    return first
  }

  /// What a name means in XML, where HTML's entities are those of XHTML 1.0. Its two angle brackets
  /// are the only names to which HTML 5 gave another sign.
  private static func xhtml(_ value: EntityTable.Value) -> EntityTable.Value {
    switch value.first {
    case 0x27E8: EntityTable.Value(first: 0x2329, second: 0)
    case 0x27E9: EntityTable.Value(first: 0x232A, second: 0)
    default: value
    }
  }

  /// The names that nearly all references have.
  @inline(__always)
  private static func markupSign(_ bytes: ByteView, _ start: Int, _ end: Int) -> UInt8? {
    switch (end - start, bytes[start]) {
    case (2, UInt8(ascii: "l")): bytes.holds("lt", at: start) ? UInt8(ascii: "<") : nil
    case (2, UInt8(ascii: "g")): bytes.holds("gt", at: start) ? UInt8(ascii: ">") : nil
    case (3, UInt8(ascii: "a")): bytes.holds("amp", at: start) ? UInt8(ascii: "&") : nil
    case (4, UInt8(ascii: "q")): bytes.holds("quot", at: start) ? UInt8(ascii: "\"") : nil
    default: nil
    }
  }

  private static func numeric(
    _ bytes: ByteView, _ sign: Int, _ end: Int, into decoded: inout [UInt8]
  ) -> Int {
    var at = sign + 2
    var value: UInt32 = 0
    let digits: Int
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "x") {
      at += 1
      digits = at
      while at < end, let digit = bytes[at].hexValue {
        value = min(value &* 16 &+ UInt32(digit), 0x110000)
        at += 1
      }
    } else {
      digits = at
      while at < end, bytes[at].isASCIIDigit {
        value = min(value &* 10 &+ UInt32(bytes[at] &- 0x30), 0x110000)
        at += 1
      }
    }
    guard at > digits else {
      decoded.append(UInt8(ascii: "&"))
      return sign + 1
    }
    decoded.append(scalar: scalar(value))
    return at < end && bytes[at] == UInt8(ascii: ";") ? at + 1 : at
  }

  /// The scalar that a number means: 80–9F hex are read as windows-1252, as every browser does.
  private static func scalar(_ value: UInt32) -> Unicode.Scalar {
    if value >= 0x80, value <= 0x9F {
      return Unicode.Scalar(UInt32(Windows1252.high[Int(value) - 0x80])) ?? "\u{FFFD}"
    }
    guard value != 0, let scalar = Unicode.Scalar(value) else { return "\u{FFFD}" }
    return scalar
  }
}
