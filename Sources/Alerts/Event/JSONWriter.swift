/// Writes JSON on one line, the same bytes for the same calls: the keys stand in the order given.
///
/// Beyond what RFC 8259 asks it escapes DEL, the C1 controls, the line separators U+2028 and U+2029
/// and the nine bidirectional embeddings, overrides and isolates, so that neither a terminal nor an
/// editor can be led astray by a line of the log. All else stays as it is, in UTF-8.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next member or element is the first of its object or list.
  private var isFirst = true

  package init() {}

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  package mutating func list<Element>(
    _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
      for element in elements {
        writer.separate()
        body(&writer, element)
      }
    }
  }

  /// Names the next value of an object.
  package mutating func key(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  package mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Runs that need no escape are copied whole.
      var start = 0
      var index = 0
      while index < utf8.count {
        let length = Self.escapedLength(utf8, at: index)
        guard length > 0 else {
          index += 1
          continue
        }
        bytes += utf8[start..<index]
        escape(utf8[index..<index + length])
        index += length
        start = index
      }
      bytes += utf8[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  package mutating func integer(_ number: Int) { bytes += Array(String(number).utf8) }

  /// A number with at most `digits` digits after the point; null for what is no number.
  package mutating func number(_ value: Double, digits: Int) {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.isFinite, abs(scaled) < 9e15 else { return null() }
    let whole = Int(scaled)
    if whole < 0 { bytes.append(UInt8(ascii: "-")) }
    let unit = Int(scale)
    integer(abs(whole) / unit)
    var rest = abs(whole) % unit
    guard rest > 0 else { return }
    var fraction: [UInt8] = []
    for _ in 0..<digits {
      fraction.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    }
    bytes.append(UInt8(ascii: "."))
    bytes += fraction.reversed()
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }

  package mutating func boolean(_ value: Bool) { bytes += Array((value ? "true" : "false").utf8) }

  /// A value that is JSON already.
  package mutating func raw(_ json: [UInt8]) { bytes += json }

  package mutating func null() { bytes += Array("null".utf8) }
}

extension JSONWriter {
  private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    let outer = isFirst
    isFirst = true
    bytes.append(open)
    body(&self)
    bytes.append(close)
    isFirst = outer
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  /// How many bytes from here make one scalar that must be escaped; 0 where none begins.
  private static func escapedLength(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    switch utf8[index] {
    case 0x00...0x1f, 0x22, 0x5c, 0x7f: return 1
    case 0xc2: return (0x80...0x9f).contains(utf8[index + 1]) ? 2 : 0
    case 0xe2:
      let last = utf8[index + 2]
      switch utf8[index + 1] {
      case 0x80: return (0xa8...0xae).contains(last) ? 3 : 0
      case 0x81: return (0xa6...0xa9).contains(last) ? 3 : 0
      default: return 0
      }
    default: return 0
    }
  }

  private mutating func escape(_ scalar: Slice<UnsafeBufferPointer<UInt8>>) {
    bytes.append(UInt8(ascii: "\\"))
    switch scalar.first {
    case 0x22: return bytes.append(0x22)
    case 0x5c: return bytes.append(0x5c)
    case 0x0a: return bytes.append(UInt8(ascii: "n"))
    case 0x0d: return bytes.append(UInt8(ascii: "r"))
    case 0x09: return bytes.append(UInt8(ascii: "t"))
    default: break
    }
    // The upper bits of a lead byte fall off at the left.
    var unit = scalar.reduce(0) { $0 << 6 | UInt16($1 & 0x3f) }
    if scalar.count == 1 { unit = UInt16(scalar.first ?? 0) }
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(UInt8(ascii: "u"))
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}
