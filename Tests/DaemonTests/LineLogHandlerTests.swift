import Foundation
import Logging
import Synchronization
import Testing

@testable import Daemon

private final class Lines: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  @Sendable func write(_ line: [UInt8]) { bytes.withLock { $0 += line } }
  var text: String { String(decoding: bytes.withLock(\.self), as: UTF8.self) }
}

@Suite struct LineLogHandlerTests {
  private func logger(_ face: LineLogHandler.Face, _ lines: Lines) -> Logger {
    Logger(label: "t") { _ in
      LineLogHandler(face: face, level: .debug, write: lines.write)
    }
  }

  @Test func `each level has its journal priority`() {
    let lines = Lines()
    let log = logger(.journal, lines)
    log.debug("d")
    log.info("i")
    log.notice("n")
    log.warning("w")
    log.error("e")
    #expect(lines.text == "<7>d\n<6>i\n<5>n\n<4>w\n<3>e\n")
  }

  @Test func `metadata follows in order, quoted where it has spaces`() {
    let lines = Lines()
    logger(.journal, lines).notice("alert", metadata: ["rule.name": "a b", "bytes": "7"])
    #expect(lines.text == "<5>alert bytes=7 rule.name=\"a b\"\n")
  }

  @Test(arguments: ["a\nb", "a\u{1B}[31mb", "a\u{202E}b", "a\u{2028}b"])
  func `nothing from outside starts a line or colours a terminal`(hostile: String) {
    let lines = Lines()
    logger(.terminal, lines).notice("alert", metadata: ["title": "\(hostile)"])
    let text = lines.text
    #expect(text.filter { $0 == "\n" }.count == 1)
    #expect(text.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 })
    #expect(!text.unicodeScalars.contains { [0x202E, 0x2028].contains($0.value) })
  }
}
