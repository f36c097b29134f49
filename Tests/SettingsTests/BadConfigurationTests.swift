import Foundation
import Testing
import Text

@testable import Settings

@Suite struct BadConfigurationTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static let names: [String] =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path))
    .map { $0.filter { $0.hasSuffix(".bad.yaml") }.sorted() } ?? []

  @Test(arguments: names)
  func `a fault is told with its place and what to do`(name: String) throws {
    let text = try fixture(name)
    let mark = "# fault "
    let expected = text.split(separator: "\n").filter { $0.hasPrefix(mark) }
      .map { "marsad.yaml:" + $0.dropFirst(mark.count) }
    try #require(!expected.isEmpty)
    let loaded = load(
      text,
      beside: [
        "s": "a secret", "short": "whsec_AAAA",
        "certificate.pem": "-----BEGIN CERTIFICATE-----", "key.pem": "-----BEGIN PRIVATE KEY-----",
        "locked.pem": "-----BEGIN ENCRYPTED PRIVATE KEY-----",
      ])
    #expect(Set(loaded.errors.map(\.description)) == Set(expected))
    #expect(loaded.configuration == nil)
  }

  @Test func `the fixtures are found`() {
    #expect(Self.names.count > 60)
  }

  @Test func `every fault is told at once and in file order`() {
    let loaded = load(
      """
      sources:
        - {nam: Sharq, url: "https://news.example/", every: 5 minutes}
        - {name: Nahar, url: nahar.example}
      rules:
        - {name: isis, match: {list: isys}, alert: [desk], severity: hihg}
      lists: {isis: [داعش]}
      destinations: {desk: {log: a.jsonl, log: b.jsonl}}
      """)
    let places = loaded.errors.map { "\($0.mark.line):\($0.mark.column)" }
    #expect(places == ["2:5", "2:6", "2:55", "3:24", "5:32", "5:64", "7:37"])
  }

  @Test func `what stands before a break is still checked, and what follows is not missed`() {
    let loaded = load(
      """
      sources:
        - {name: Sharq, url: "https://news.example/", kind: fed}
      rules:
        - name: isis
          alert: [desk]
          match: {any: [داعش
      """)
    let faults = loaded.errors.map(\.description)
    #expect(faults.count == 2)
    #expect(faults.first?.contains("did you mean \"feed\"?") == true)
  }

  @Test func `an empty file is told`() {
    for text in ["", "\n\n", "# nothing\n", "---\n"] {
      #expect(load(text).errors.map(\.message) == ["the file is empty"], "\(text)")
    }
  }

  @Test func `a missing file is told`() {
    let loaded = ConfigurationLoader.load(
      file: "absent.yaml", environment: [:], files: TestFiles().files)
    #expect(
      loaded.faults.map(\.description) == [
        "absent.yaml:1:1: there is no such file; marsad init writes one to start from"
      ])
  }

  @Test func `broken UTF-8 is told where it stands and the rest is read`() throws {
    var files = TestFiles()
    files.contents["marsad.yaml"] =
      Array("sources:\n  - {name: \"شر".utf8) + [0xC7, 0x20]
      + Array("\", url: nowhere}\n".utf8)
    let loaded = ConfigurationLoader.load(
      file: "marsad.yaml", environment: [:], files: files.files)
    #expect(
      loaded.errors.map(\.description) == [
        "marsad.yaml:2:15: byte 0xC7 is no UTF-8; save the file as UTF-8",
        "marsad.yaml:2:25: sources[0].url is no web address: it does not begin with http:// or "
          + "https://; expected an address such as https://news.example/",
      ])
  }

  @Test func `UTF-16 and control characters are told`() {
    var files = TestFiles()
    files.contents["marsad.yaml"] = [0xFF, 0xFE, 0x61, 0x00]
    var loaded = ConfigurationLoader.load(
      file: "marsad.yaml", environment: [:], files: files.files)
    #expect(loaded.errors.map(\.message) == ["the file is UTF-16"])
    loaded = load("rules:\n  - name: \"a\u{7}b\"\n")
    #expect(loaded.errors.first?.mark.line == 2)
    #expect(loaded.errors.first?.message == "the character U+0007")
  }

  @Test func `aliases that multiply are stopped`() {
    var text = "lists:\n  a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "  a\(level): &a\(level) [\(parts)]\n"
    }
    let loaded = load(text)
    #expect(loaded.errors.contains { $0.message.hasPrefix("the file holds more than") })
  }

  @Test func `brackets that nest without end are stopped`() {
    for depth in [100, 5_000] {
      let loaded = load("rules: " + String(repeating: "[", count: depth))
      #expect(loaded.configuration == nil)
      #expect(loaded.errors.contains { $0.message.contains("nest") }, "\(depth)")
    }
  }

  @Test func `a secret that stands in the configuration is not repeated`() {
    let loaded = load(
      """
      sources: [{name: a, url: "https://u:hunter2@x.example/"}]
      destinations:
        desk: {webhook: "https://x.example/", secret: [hunter2, {file: [hunter2]}]}
        team: {slack: "https://hooks.example/hunter2"}
      """)
    #expect(loaded.errors.count >= 4)
    #expect(!loaded.faults.contains { $0.description.contains("hunter2") })
  }
}
