internal import Text

/// Finds what is no UTF-8 and puts U+FFFD in its place, so that the rest can be read.
enum UTF8Check {
  private static let faultLimit = 10

  static func check(_ bytes: [UInt8], file: String) -> (bytes: [UInt8], faults: [Fault]) {
    guard String(validating: bytes, as: UTF8.self) == nil else { return (bytes, []) }
    var faults: [Fault] = []
    var repaired: [UInt8] = []
    repaired.reserveCapacity(bytes.count + 16)
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    var line = 1
    var column = 1
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let encoded):
        repaired.append(contentsOf: encoded)
        offset += encoded.count
        column += 1
        if encoded.count == 1, encoded.first == 0x0A {
          line += 1
          column = 1
        }
      case .error(let length):
        if faults.count < faultLimit {
          let byte = String(bytes[offset], radix: 16, uppercase: true)
          faults.append(
            Fault(
              SourceMark(file: file, line: line, column: column),
              "byte 0x\(byte) is no UTF-8", hint: "save the file as UTF-8"))
        }
        repaired.append(contentsOf: [0xEF, 0xBF, 0xBD])
        offset += length
        column += 1
      case .emptyInput:
        return (repaired, faults)
      }
    }
  }
}
