internal import Fetch
internal import Foundation
internal import State

/// Evidence as WARC records: how it was asked for, and what came.
///
/// Bodies are kept with their content coding undone. The fields that told of the coding, and of a
/// length that is no longer true, keep their values under `X-Orig-…`. Header fields come from
/// strangers: none may begin another field or end the head.
struct WarcEvidence {
  let evidence: EvidenceRecord
  private let target: String

  init(_ evidence: EvidenceRecord) {
    self.evidence = evidence
    target = Self.address(evidence.url)
  }

  var responseID: String { id("response") }

  /// The request, where it is known, and the answer.
  func records() -> [WarcRecord] {
    [request(), response()].compactMap(\.self)
  }

  /// What an alert says of it.
  func metadata(_ alert: EvidencedAlert) -> WarcRecord {
    var record = WarcRecord(
      kind: .metadata, id: WarcRecord.id(of: ["metadata", alert.id, responseID]), date: alert.at,
      contentType: "application/json", block: alert.event)
    record.fields = [("WARC-Target-URI", target), ("WARC-Refers-To", "<\(responseID)>")]
    return record
  }

  private func id(_ kind: String) -> String {
    WarcRecord.id(of: [
      kind, evidence.sha256, evidence.url, String(evidence.fetched.timeIntervalSince1970),
    ])
  }

  private func request() -> WarcRecord? {
    guard let lines = evidence.request, !lines.isEmpty else { return nil }
    let head = "GET \(path) HTTP/1.1\r\n" + Self.fields(lines).map(Self.line).joined() + "\r\n"
    var record = WarcRecord(
      kind: .request, id: id("request"), date: evidence.fetched,
      contentType: "application/http; msgtype=request", block: Array(head.utf8))
    record.fields = [("WARC-Target-URI", target), ("WARC-Concurrent-To", "<\(responseID)>")]
    return record
  }

  private func response() -> WarcRecord {
    // Files of before kept answers of status 200 alone.
    let status = evidence.status ?? 200
    var head = "HTTP/1.1 \(status) \(status == 200 ? "OK" : "")\r\n"
    for field in Self.fields(evidence.headers) {
      let isStale = ["content-encoding", "transfer-encoding", "content-length"].contains {
        field.isNamed($0)
      }
      head += Self.line(isStale ? HTTPHeader("X-Orig-" + field.name, field.value) : field)
    }
    head += Self.line(HTTPHeader("Content-Length", String(evidence.bytes.count))) + "\r\n"
    let bytes = Array(head.utf8)
    var record = WarcRecord(
      kind: .response, id: responseID, date: evidence.fetched,
      contentType: "application/http; msgtype=response", block: bytes + evidence.bytes)
    record.payload = bytes.count
    record.fields = [("WARC-Target-URI", target)]
    if evidence.request?.isEmpty == false {
      record.fields.append(("WARC-Concurrent-To", "<\(id("request"))>"))
    }
    return record
  }

  /// Path and query, as in a request line.
  private var path: String {
    guard let scheme = target.firstRange(of: "://") else { return "/" }
    let rest = target[scheme.upperBound...]
    guard let start = rest.firstIndex(where: { "/?#".contains($0) }) else { return "/" }
    let path = rest[start...].prefix { $0 != "#" }
    return path.hasPrefix("/") ? String(path) : "/" + path
  }

  private static func line(_ field: HTTPHeader) -> String { "\(field.name): \(field.value)\r\n" }

  /// The fields that evidence keeps, one a line. What is no field (RFC 9110 §5.1) is told as the
  /// value of one.
  private static func fields(_ text: String) -> [HTTPHeader] {
    text.utf8.split(separator: 0x0A).map { line in
      let whole = HeaderLines.oneLine(String(decoding: line, as: UTF8.self))
      guard let colon = whole.utf8.firstIndex(of: 0x3A) else { return unreadable(whole) }
      let name = whole[..<colon]
      guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else { return unreadable(whole) }
      let value = whole[whole.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      return HTTPHeader(String(name), String(value))
    }
  }

  private static func unreadable(_ line: String) -> HTTPHeader { HTTPHeader("X-Unreadable", line) }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// An address in ASCII without blanks, as the field wants it (RFC 3986 §2).
  static func address(_ url: String) -> String {
    var text: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in url.utf8 {
      switch byte {
      case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5F, 0x61...0x7A, 0x7E: text.append(byte)
      default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
