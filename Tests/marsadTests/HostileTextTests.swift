import Foundation
import TestSupport
import Testing

/// What strangers write, in every output of every command that shows some of it.
@Suite struct HostileTextTests {
  /// An escape sequence for a window's title, one that clears the screen, a bidi override and an
  /// isolate, a line break with a forged record, NUL, a C1 control, DEL, line separators.
  private static let evil =
    "\u{1B}]0;owned\u{07}\u{1B}[2J\u{202E}live\u{2066}\r\n<3>forged line\u{0}\u{9B}31m\u{7F}\u{85}\u{2028}end"
  /// The same where a browser or a receiver would write bytes: with some that are no UTF-8.
  private static let evilBytes = Array(evil.utf8) + [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80]

  private let site: LoopbackServer
  private let receiver: LoopbackServer
  private let scratch: Scratch
  private let config: String

  init() throws {
    site = try LoopbackServer()
    receiver = try LoopbackServer()
    scratch = try Scratch()
    let title = "داعش " + Self.evil
    let feed: [String: Any] = [
      "version": "https://jsonfeed.org/version/1.1", "title": Self.evil,
      "items": [
        [
          "id": "1" + Self.evil, "url": site.url("/a/1"), "title": title,
          "content_text": "داعش في البوكمال " + Self.evil, "authors": [["name": Self.evil]],
        ],
        ["id": "2", "url": "https://news.example/\u{202E}\u{1B}[31m", "title": title],
      ],
    ]
    let json = try JSONSerialization.data(withJSONObject: feed)
    site.on("/feed", .answer(200, [("Content-Type", "application/feed+json")], json))
    let paragraph = "<p>قال سكان في ريف البوكمال إن خلايا داعش عادت إلى القرى القريبة من النهر."
    site.on(
      "/a/1",
      .answer(
        200, [("Content-Type", "text/html; charset=utf-8")],
        Array("<!doctype html><title>داعش ".utf8) + Self.evilBytes
          + Array("</title><article><h1>داعش ".utf8) + Self.evilBytes
          + Array("</h1>\(String(repeating: paragraph, count: 5))".utf8) + Self.evilBytes
          + Array("</article>".utf8)))
    // Faults that quote what they met.
    site.on("/moved", Reply(.send(Self.head("302 Moved\u{1B}[31m", location: true)), .close))
    site.on("/status", Reply(.send(Self.head("500 \u{1B}[31m\u{202E}", location: false)), .close))
    site.on(
      "/charset", .text("x\u{1B}[31m", 200, [("Content-Type", "text/html; charset=\u{1B}[2J")]))
    site.on("/xml", .text("<rss\u{1B}[31m><channel\u{202E}", 200, [("Content-Type", "text/xml")]))
    receiver.otherwise(.answer(422, [], Self.evilBytes + [0x0A] + Self.evilBytes))
    try scratch.write("secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    var faulty = ""
    for name in ["moved", "status", "charset", "xml"] {
      faulty += "  - {name: \(name), url: \"\(site.url("/" + name))\"}\n"
    }
    config = try scratch.write(
      "marsad.yaml",
      """
      state: state.sqlite
      network: {allow_private: [127.0.0.0/8], robots: ignore}
      sources:
        - {name: wire, url: "\(site.url("/feed"))", first_poll: alert}
      \(faulty)rules:
        - {name: cells, match: داعش, alert: [desk, file]}
      destinations:
        desk: {webhook: "\(receiver.url("/hook"))", secret: {file: secret}, insecure: true, allow_private: [127.0.0.0/8], retry: [100ms]}
        file: {log: alerts.jsonl}
      """)
  }

  private static func head(_ status: String, location: Bool) -> [UInt8] {
    Array(
      "HTTP/1.1 \(status)\r\n\(location ? "Location: javascript:\u{1B}[2J\u{202E}\r\n" : "")Content-Length: 0\r\n\r\n"
        .utf8)
  }

  /// Controls but the line feed, line separators and the nine bidi controls.
  private static func danger(in bytes: [UInt8]) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self) else { return ["no UTF-8"] }
    return text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }.map { "U+" + String($0.value, radix: 16) }
  }

  private func look(_ arguments: [String], shows: Bool = true) async throws {
    let program = try Program(arguments + ["--config", config])
    #expect(await eventually { !program.isRunning })
    let output = program.bytes("out")
    let errors = program.bytes("err")
    #expect(Self.danger(in: output).isEmpty, "\(arguments)")
    #expect(Self.danger(in: errors).isEmpty, "\(arguments)")
    let lines = (output + errors).split(separator: 0x0A)
    #expect(!lines.contains { $0.starts(with: Array("<3>".utf8)) }, "\(arguments)")
    // A command that shows nothing shows nothing dangerous either.
    if shows { #expect(!output.isEmpty, "\(arguments)") }
  }

  @Test func `no command lets controls or bidi overrides of strangers through`() async throws {
    try await look(["once", "--wait", "2s", "--log-level", "trace"])
    for command in [
      ["sources"], ["alerts"], ["deliveries"], ["destinations"], ["deliveries", "show", "1"],
      ["state", "check"], ["backtest", "cells"], ["destinations", "test", "desk"],
      ["destinations", "test", "desk", "--print", "--sample", "hostile"],
      ["try", site.url("/a/1")], ["try", site.url("/feed")], ["once", "--wait", "1s"],
    ] {
      try await look(command)
      try await look(command + ["--json"])
    }
    try await look(["alerts", "--json", "--text"])
    // What is harmless of it is there: nothing was left out instead of being escaped.
    let alerts = try Program.run(["alerts", "--config", config]).output
    #expect(alerts.contains("live") && alerts.contains("forged line"), "\(alerts)")
    let shown = try Program.run(["deliveries", "show", "1", "--config", config]).output
    #expect(shown.contains("\\u{1b}]0;owned") && shown.contains("\\u{202e}live"), "\(shown)")
    try await look(["sources", "--opml"])
    for path in ["/moved", "/status", "/charset", "/xml"] {
      try await look(["try", site.url(path)], shows: false)
    }
    for command in [
      ["places", "find", Self.safe], ["backtest", Self.safe], ["alerts", "--rule", Self.safe],
    ] {
      try await look(command, shows: false)
    }
    // The log itself is read by people and programs alike.
    let log = try [UInt8](Data(contentsOf: URL(fileURLWithPath: scratch.path("alerts.jsonl"))))
    #expect(Self.danger(in: log).isEmpty && !log.isEmpty)
  }

  /// An argument cannot hold NUL.
  private static let safe = evil.replacingOccurrences(of: "\u{0}", with: "")

  @Test func `nor does the daemon's own log, at its most talkative`() async throws {
    let program = try Program(["run", "--config", config, "--log-level", "trace"])
    let receiver = receiver
    #expect(await eventually { receiver.requests.count >= 2 })
    #expect(await eventually { program.standardError.contains("source.name=xml") })
    #expect(program.terminate() == 0)
    let errors = program.bytes("err")
    #expect(!errors.isEmpty && Self.danger(in: errors).isEmpty)
  }
}
