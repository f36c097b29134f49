import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// Log records as journald and machines get them.
@Suite struct JournalTests {
  private let record = LogRecord(
    time: Date(timeIntervalSince1970: 1_790_000_000.5), level: .warning, message: "source failing",
    metadata: [
      "log.kind": "source-failing", "source.name": "Al-Sharq News", "error.code": "timeout",
    ])

  private static let hostile = [
    "a\nMESSAGE_ID=0", "a\0b", "a\u{1B}[31mb", "a\u{202E}b", "a\u{2028}b", "a\u{9B}31m",
  ]

  /// Reads journald's native protocol.
  private static func fields(_ entry: [UInt8]) throws -> [String: String] {
    var rest = entry[...]
    var fields: [String: String] = [:]
    while !rest.isEmpty {
      let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != 0x0A }
      let sign = try #require(rest.dropFirst(name.count).first)
      rest = rest.dropFirst(name.count + 1)
      var count = rest.prefix { $0 != 0x0A }.count
      if sign == 0x0A {
        count = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(8)
      }
      fields[String(decoding: name, as: UTF8.self)] =
        String(decoding: rest.prefix(count), as: UTF8.self)
      rest = rest.dropFirst(count + 1)
    }
    return fields
  }

  @Test func `a record's data are fields of their own, and its kind is a MESSAGE_ID`() throws {
    let fields = try Self.fields(LogRecord.journalEntry(record.journalFields))
    #expect(
      fields == [
        "MESSAGE": "source failing error.code=timeout source.name=\"Al-Sharq News\"",
        "PRIORITY": "4", "SYSLOG_IDENTIFIER": "marsad", "MARSAD_KIND": "source-failing",
        "MESSAGE_ID": LogKind.sourceFailing.messageID, "MARSAD_SOURCE": "Al-Sharq News",
        "MARSAD_ERROR_CODE": "timeout",
      ])
  }

  @Test func `values of several lines are counted, not ended by a line break`() throws {
    let entry = LogRecord.journalEntry([("A", "one\nB=two"), ("C", "")])
    #expect(try Self.fields(entry) == ["A": "one\nB=two", "C": ""])
    #expect(entry.starts(with: Array("A\n".utf8) + [9, 0, 0, 0, 0, 0, 0, 0]))
  }

  @Test(arguments: hostile)
  func `nothing from outside adds a field or turns a terminal`(text: String) throws {
    let record = LogRecord(
      time: Date(), level: .notice, message: text, metadata: ["article.title": "\(text)"])
    let fields = try Self.fields(LogRecord.journalEntry(record.journalFields))
    #expect(
      Set(fields.keys) == ["MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "MARSAD_ARTICLE_TITLE"])
    let json = String(decoding: record.json, as: UTF8.self)
    for shown in Array(fields.values) + [json] {
      #expect(
        shown.unicodeScalars.allSatisfy {
          $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
            && ![0x202E, 0x2028].contains($0.value)
        })
    }
    let object = try JSONSerialization.jsonObject(with: Data(record.json)) as? [String: String]
    #expect(object?["article.title"] == text)
  }

  @Test func `JSON is one object with the time in RFC 3339 and dotted keys`() {
    #expect(
      String(decoding: record.json, as: UTF8.self)
        == #"{"time":"2026-09-21T14:13:20.500Z","level":"warning","kind":"source-failing","#
        + #""message":"source failing","error.code":"timeout","source.name":"Al-Sharq News"}"#)
  }

  @Test(arguments: [
    ("source.name", "MARSAD_SOURCE"), ("alert.id", "MARSAD_ALERT"),
    ("error.code", "MARSAD_ERROR_CODE"), ("name", "MARSAD_NAME"),
    ("notice.type", "MARSAD_NOTICE_TYPE"),
    ("a b=\n", "MARSAD_A_B__"),
  ])
  func `keys become field names`(key: String, name: String) {
    #expect(LogRecord.fieldName(key) == name)
    #expect(LogRecord.fieldName(String(repeating: "x", count: 200)).utf8.count <= 64)
  }

  @Test func `every kind has an id of its own, which the docs name`() throws {
    #expect(Set(LogKind.allCases.map(\.messageID)).count == LogKind.allCases.count)
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/operations.md")
    let text = try String(contentsOf: docs, encoding: .utf8)
    for kind in LogKind.allCases {
      #expect(kind.messageID.wholeMatch(of: /[0-9a-f]{32}/) != nil)
      #expect(text.contains("| `\(kind.rawValue)` | `\(kind.messageID)` |"), "\(kind)")
    }
  }

  @Test func `records arrive at the journal's socket, and as lines when it is gone`() throws {
    let lines = Mutex<[UInt8]>([])
    var listener: DatagramListener? = try DatagramListener()
    let path = listener?.path ?? ""
    let socket = try #require(DatagramSocket(to: path))
    let handler = LineLogHandler(
      face: .journal, level: .debug, journal: { socket.send(whole: $0) },
      write: { line in lines.withLock { $0 += line } })
    let log = Logger(label: "t") { _ in handler }
    log.tell(.alert, .notice, ["rule.name": "عودة"])
    let fields = try Self.fields(try #require(listener?.readBytes()))
    #expect(fields["MARSAD_RULE"] == "عودة")
    let before = lines.withLock(\.self)
    #expect(before.isEmpty)
    listener = nil
    log.tell(.alert, .notice, ["rule.name": "عودة"])
    let after = lines.withLock(\.self)
    #expect(String(decoding: after, as: UTF8.self) == "<5>alert rule.name=عودة\n")
  }

  @Test func `what no datagram holds comes as a file`() throws {
    let listener = try DatagramListener()
    let socket = try #require(DatagramSocket(to: listener.path))
    let large = [UInt8](repeating: UInt8(ascii: "x"), count: 3_000_000)
    #expect(socket.send(whole: large))
    #expect(listener.readFile() == large)
  }

  @Test func `a journal that reads nothing holds nobody up`() throws {
    let listener = try DatagramListener()
    let socket = try #require(DatagramSocket(to: listener.path))
    var sent = 0
    while sent < 5_000, socket.send(whole: [1]) { sent += 1 }
    #expect(sent < 5_000)
  }

  @Test func `only a standard error that is the journal's own counts`() {
    #expect(!LineLogHandler.journalReadsStandardError(environment: [:]))
    #expect(!LineLogHandler.journalReadsStandardError(environment: ["JOURNAL_STREAM": "1:2"]))
    var facts = stat()
    fstat(STDERR_FILENO, &facts)
    #expect(
      LineLogHandler.journalReadsStandardError(
        environment: ["JOURNAL_STREAM": "\(facts.st_dev):\(facts.st_ino)"]))
  }
}
