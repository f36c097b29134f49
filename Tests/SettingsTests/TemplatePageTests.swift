import Foundation
import Testing
import Text

@testable import Alerts
@testable import Settings

/// `docs/templates.md`: what it shows is what comes out.
@Suite struct TemplatePageTests {
  private static let page: URL = {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("docs/templates.md")
  }()

  private struct Example {
    var configuration: String
    var sample: String
    /// Of what is shown, in lines of the page.
    var lines: Range<Int>
  }

  /// Each shown message with the configuration above it.
  private static func examples(_ lines: [String]) -> [Example] {
    var examples: [Example] = []
    var configuration = ""
    var index = 0
    func block() -> Range<Int> {
      let start = index + 1
      let end = lines[start...].firstIndex(of: "```") ?? lines.count
      return start..<end
    }
    while index < lines.count {
      if lines[index] == "```yaml" {
        configuration = lines[block()].joined(separator: "\n")
      } else if let match = lines[index].wholeMatch(of: /<!-- sample (\S+) -->/) {
        index += 1
        examples.append(
          Example(configuration: configuration, sample: String(match.1), lines: block()))
      }
      index += 1
    }
    return examples
  }

  private static func body(_ example: Example) throws -> String {
    let loaded = load(
      """
      sources: [{name: Sharq, url: "https://news.example/"}]
      rules: [{name: isis, match: داعش}]
      \(example.configuration)
      """)
    #expect(loaded.errors.isEmpty, "\(loaded.errors)")
    let destination = try #require(loaded.configuration?.destinations.first)
    guard case .webhook(let webhook) = destination.kind else { return "" }
    let sample = try #require(SampleEvent.named(example.sample))
    return String(decoding: try webhook.shaped(sample.bytes), as: UTF8.self)
  }

  /// With `MARSAD_WRITE_REFERENCE` set what is shown is written anew instead of being compared.
  @Test func `the examples on the page make what the page shows`() throws {
    var lines = try String(contentsOf: Self.page, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let examples = Self.examples(lines)
    #expect(examples.count >= 7)
    let writes = ProcessInfo.processInfo.environment["MARSAD_WRITE_REFERENCE"] != nil
    for example in examples.reversed() {
      let made = try Self.body(example)
      if writes {
        let shown = made.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.replaceSubrange(example.lines, with: shown)
      } else {
        let shown = lines[example.lines].joined(separator: "\n")
        #expect(made == shown, "MARSAD_WRITE_REFERENCE=1 swift test --filter TemplatePageTests")
      }
    }
    if writes { try Data(lines.joined(separator: "\n").utf8).write(to: Self.page) }
  }

  @Test func `the page names every filter and every sign of a time`() throws {
    let page = try String(contentsOf: Self.page, encoding: .utf8)
    for name in TemplateFilter.names {
      #expect(page.contains("`\(name)`") || page.contains("`\(name)("), "\(name)")
    }
    for format in TemplateFormat.allCases where format != .text {
      let types = [
        "application/json", "text/html", "text/markdown", "application/x-www-form-urlencoded",
      ]
      #expect(types.contains { page.contains($0) && TemplateFormat(contentType: $0) == format })
    }
  }

  @Test func `a template in a file is told of by its own lines`() throws {
    var files = TestFiles([
      "conf/marsad.yaml": """
      sources: [{name: Sharq, url: "https://news.example/"}]
      rules: [{name: isis, match: داعش}]
      destinations:
        desk:
          webhook: https://hooks.example/x
          content_type: text/plain
          body: {file: desk.template}
      """,
      "conf/desk.template": "{{ article.title }}\nمن {{ source.nam }}\n",
    ])
    var loaded = ConfigurationLoader.load(
      file: "conf/marsad.yaml", environment: [:], files: files.files)
    #expect(
      loaded.errors.map(\.description) == [
        "conf/desk.template:2:14: unknown field \"nam\" in source; did you mean \"name\"?"
      ])
    #expect(loaded.files == ["conf/marsad.yaml", "conf/desk.template"])
    files.contents["conf/desk.template"] = [0xEF, 0xBB, 0xBF] + Array("{{ id }}\r\n".utf8)
    loaded = ConfigurationLoader.load(
      file: "conf/marsad.yaml", environment: [:], files: files.files)
    #expect(loaded.errors.isEmpty)
    files.contents["conf/desk.template"] = Array(repeating: 0x20, count: 70_000)
    loaded = ConfigurationLoader.load(
      file: "conf/marsad.yaml", environment: [:], files: files.files)
    #expect(
      loaded.errors.map(\.description) == [
        "conf/marsad.yaml:7:18: \"conf/desk.template\": it has more than 65536 bytes"
      ])
  }
}
