internal import Alerts
package import Foundation

/// One record of a WARC file (ISO 28500:2017, WARC 1.1).
package struct WarcRecord: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case warcinfo
    case request
    case response
    case metadata
  }

  package var kind: Kind
  /// `urn:uuid:…`
  package var id: String
  package var date: Date
  package var contentType: String
  /// Further fields, in order. Values stand on one line.
  package var fields: [(name: String, value: String)] = []
  package var block: [UInt8]
  /// Where in the block its payload begins; nil where it has none.
  package var payload: Int?

  package init(kind: Kind, id: String, date: Date, contentType: String, block: [UInt8]) {
    self.kind = kind
    self.id = id
    self.date = date
    self.contentType = contentType
    self.block = block
  }

  package static func == (left: WarcRecord, right: WarcRecord) -> Bool {
    left.encoded() == right.encoded()
  }

  /// The record's bytes, the two line ends behind it included.
  package func encoded() -> [UInt8] {
    var head = "WARC/1.1\r\n"
    func field(_ name: String, _ value: String) {
      head += "\(name): \(HeaderLines.oneLine(value))\r\n"
    }
    field("WARC-Type", kind.rawValue)
    field("WARC-Record-ID", "<\(id)>")
    field("WARC-Date", Timestamp.rfc3339(date, milliseconds: false))
    for (name, value) in fields { field(name, value) }
    field("WARC-Block-Digest", Self.digest(block[...]))
    if let payload { field("WARC-Payload-Digest", Self.digest(block[payload...])) }
    field("Content-Type", contentType)
    field("Content-Length", String(block.count))
    return Array((head + "\r\n").utf8) + block + Array("\r\n\r\n".utf8)
  }

  private static func digest(_ bytes: ArraySlice<UInt8>) -> String {
    "sha256:" + Digest.base32(Digest.sha256(Array(bytes)))
  }

  /// An id that follows from what it names, so that two exports of one thing have the same
  /// (a UUID of version 8, RFC 9562 §5.8).
  static func id(of parts: [String]) -> String {
    var bytes = Array(Digest.sha256(Array(parts.joined(separator: "\n").utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = Digest.hex(bytes)
    var text = "urn:uuid:"
    for (place, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(place) { text += "-" }
      text.append(digit)
    }
    return text
  }
}
