/// A table of comma-separated values (RFC 4180), also with semicolons, as spreadsheets of many
/// countries write it.
struct CommaSeparated {
  struct Row: Equatable {
    /// Where it begins, counted from 1.
    var line: Int
    var fields: [String]
  }

  private let bytes: ArraySlice<UInt8>
  private let separator: UInt8
  private var at: Int
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    at = self.bytes.startIndex
    let head = self.bytes.prefix { $0 != 0x0A }
    let counts = (head.count { $0 == UInt8(ascii: ",") }, head.count { $0 == UInt8(ascii: ";") })
    separator = UInt8(ascii: counts.1 > counts.0 ? ";" : ",")
  }

  /// The next row that is not empty; nil at the end. What is not UTF-8 becomes U+FFFD.
  mutating func next() -> Row? {
    while at < bytes.endIndex {
      let row = row()
      if row.fields != [""] { return row }
    }
    return nil
  }

  private mutating func row() -> Row {
    var row = Row(line: line, fields: [])
    var field: [UInt8] = []
    var isQuoted = false
    while at < bytes.endIndex {
      let byte = bytes[at]
      at += 1
      if byte == 0x0A { line += 1 }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(byte)
        } else if at < bytes.endIndex, bytes[at] == UInt8(ascii: "\"") {
          field.append(byte)
          at += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\""), field.allSatisfy(Self.isBlank) {
        field = []
        isQuoted = true
      } else if byte == separator {
        row.fields.append(Self.text(field))
        field = []
      } else if byte == 0x0A {
        break
      } else {
        field.append(byte)
      }
    }
    row.fields.append(Self.text(field))
    return row
  }

  private static func text(_ bytes: [UInt8]) -> String {
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}
