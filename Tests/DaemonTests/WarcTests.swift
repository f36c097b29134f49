import Alerts
import Foundation
import State
import Testing

@testable import Daemon

/// The bytes of WARC records; scripts/warc-test has warcio read whole files.
@Suite struct WarcTests {
  private static let moment = Date(timeIntervalSince1970: 1_790_000_000)

  private func evidence(
    url: String = "https://news.example/a?b=c", headers: String = "Content-Type: text/html",
    request: String? = "Host: news.example\nAccept: */*", body: String = "<p>نص"
  ) -> EvidenceRecord {
    EvidenceRecord(
      sha256: "ab", url: url, fetched: Self.moment, status: 200, headers: headers,
      request: request, bytes: Array(body.utf8))
  }

  /// Head lines and block of a record, by its own length.
  private func parts(_ record: WarcRecord) throws -> (head: [String], block: String) {
    let bytes = record.encoded()
    let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)))
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let length = try #require(
      head.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) })
    let block = bytes[end.upperBound...].prefix(length)
    #expect(Array(bytes[(end.upperBound + length)...]) == Array("\r\n\r\n".utf8))
    return (head, String(decoding: block, as: UTF8.self))
  }

  @Test func `an answer is written with its request, and each names the other`() throws {
    let records = WarcEvidence(evidence()).records()
    #expect(records.map(\.kind) == [.request, .response])
    let request = try parts(records[0])
    #expect(
      request.block == "GET /a?b=c HTTP/1.1\r\nHost: news.example\r\nAccept: */*\r\n\r\n")
    #expect(request.head[0] == "WARC/1.1")
    #expect(request.head.contains("WARC-Concurrent-To: <\(records[1].id)>"))
    let response = try parts(records[1])
    #expect(
      response.block
        == "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n<p>نص")
    for line in [
      "WARC-Type: response", "WARC-Target-URI: https://news.example/a?b=c",
      "WARC-Date: 2026-09-21T14:13:20Z", "WARC-Concurrent-To: <\(records[0].id)>",
      "Content-Type: application/http; msgtype=response",
    ] {
      #expect(response.head.contains(line), "\(line)")
    }
    let again = WarcEvidence(evidence()).records()
    #expect(again.map { $0.encoded() } == records.map { $0.encoded() })
    #expect(records[0].id != records[1].id)
  }

  @Test func `digests are SHA-256 in base 32`() throws {
    // RFC 4648 §10.
    let vectors = [
      "": "", "f": "MY======", "fo": "MZXQ====", "foob": "MZXW6YQ=", "fooba": "MZXW6YTB",
    ]
    for (text, coded) in vectors { #expect(Digest.base32(Array(text.utf8)) == coded) }
    let response = try #require(WarcEvidence(evidence(body: "")).records().last)
    // Of nothing (FIPS 180-4).
    #expect(
      try parts(response).head.contains(
        "WARC-Payload-Digest: sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ===="))
  }

  @Test func `fields of a coding that is undone keep their values under other names`() throws {
    let headers = "content-encoding: br\nTransfer-Encoding: chunked\nContent-Length: 3\nEtag: \"x\""
    let response = try #require(WarcEvidence(evidence(headers: headers)).records().last)
    let lines = try parts(response).block.components(separatedBy: "\r\n")
    #expect(
      lines[1...5] == [
        "X-Orig-content-encoding: br", "X-Orig-Transfer-Encoding: chunked",
        "X-Orig-Content-Length: 3", "Etag: \"x\"", "Content-Length: 7",
      ])
  }

  @Test(arguments: [
    "X: a\r\n\r\nHTTP/1.1 200 OK\r\nY: b", "no colon\rWARC/1.1\r", "a b: c", ": nameless",
    "X\u{0}: d", "\r\n\r\nWARC/1.1", "é: x",
  ])
  func `no field of a stranger begins another or ends the head`(hostile: String) throws {
    let records = WarcEvidence(evidence(headers: hostile, request: hostile)).records()
    for record in records {
      let text = try parts(record).block
      let head = try #require(text.components(separatedBy: "\r\n\r\n").first)
      let lines = head.components(separatedBy: "\r\n")
      #expect(!head.utf8.contains { $0 < 0x20 && $0 != 0x0D && $0 != 0x0A && $0 != 0x09 })
      for line in lines.dropFirst() {
        let name = line.prefix { $0 != ":" }
        let isToken = name.utf8.allSatisfy { $0 == 0x2D || $0 > 0x2F && $0 < 0x7B }
        #expect(!name.isEmpty && isToken && line.contains(": "), "\(line)")
      }
      if record.kind == .response { #expect(text.hasSuffix("\r\n\r\n<p>نص")) }
    }
  }

  @Test(arguments: [
    ("https://news.example", "/", "https://news.example"),
    ("https://news.example?a", "/?a", "https://news.example?a"),
    ("https://news.example/خبر x", "/%D8%AE%D8%A8%D8%B1%20x", nil),
    ("https://news.example/a\r\nWARC-Type: x", "/a%0D%0AWARC-Type:%20x", nil),
    ("https://news.example/a#b", "/a", nil), ("", "/", ""),
  ])
  func `addresses stand on one line`(url: String, path: String, target: String?) throws {
    let record = try #require(WarcEvidence(evidence(url: url)).records().first)
    let (head, block) = try parts(record)
    #expect(block.hasPrefix("GET \(path) HTTP/1.1\r\n"))
    #expect(head.count { $0.hasPrefix("WARC-Type") } == 1)
    if let target { #expect(head.contains("WARC-Target-URI: \(target)")) }
  }

  @Test func `evidence of a file of before has no request, and an alert is its event`() throws {
    let proof = WarcEvidence(evidence(request: nil))
    let records = proof.records()
    #expect(records.map(\.kind) == [.response])
    #expect(try !parts(records[0]).head.contains { $0.hasPrefix("WARC-Concurrent-To") })
    let alert = EvidencedAlert(
      place: 1, id: "alr_1", at: Self.moment, event: Array("{\"id\":\"alr_1\"}".utf8), evidence: 1)
    let (head, block) = try parts(proof.metadata(alert))
    #expect(block == "{\"id\":\"alr_1\"}")
    #expect(head.contains("WARC-Refers-To: <\(records[0].id)>"))
    #expect(head.contains("Content-Type: application/json"))
  }
}
