import Alerts
import Foundation
import Testing

@testable import Alerts

@Suite struct TemplateFieldTests {
  /// Paths of an encoded event, lists and their elements alike by the list's path.
  private static func paths(
    _ tree: JSONTree, _ field: TemplateField?, _ path: String, _ found: inout Set<String>,
    _ unknown: inout Set<String>
  ) {
    found.insert(path)
    guard let field else {
      unknown.insert(path)
      return
    }
    switch (tree, field) {
    case (.null, _), (_, .open): return
    case (.object(let members), .object(let known)):
      for (name, value) in members {
        paths(value, known[name], path.isEmpty ? name : "\(path).\(name)", &found, &unknown)
      }
    case (.list(let elements), .list(let element)):
      for value in elements { paths(value, element, path, &found, &unknown) }
    case (.string(let text), .word(let words)):
      if !words.contains(text) { unknown.insert("\(path) is \(text)") }
    case (.string(let text), .time):
      if Timestamp.seconds(rfc3339: text) == nil { unknown.insert("\(path) is no time") }
    case (.string, .text), (.integer, .number), (.number, .number), (.boolean, .boolean): return
    default: unknown.insert("\(path) is of another kind")
    }
  }

  private static func known(_ field: TemplateField, _ path: String) -> [String] {
    switch field {
    case .object(let members):
      members.flatMap { known($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .list(let element): known(element, path)
    default: [path]
    }
  }

  @Test func `templates know the fields of events, all of them and no others`() throws {
    var found: Set<String> = []
    var unknown: Set<String> = []
    for sample in SampleEvent.all {
      let tree = try #require(JSONTree(sample.bytes), "\(sample.name)")
      Self.paths(tree, .event, "", &found, &unknown)
    }
    #expect(unknown.isEmpty)
    let missing = Self.known(.event, "").filter { !found.contains($0) }
    #expect(missing.isEmpty)
  }

  @Test func `every kind of event is a word of type`() {
    guard case .object(let members) = TemplateField.event, case .word(let types) = members["type"]
    else {
      Issue.record("type is no word")
      return
    }
    #expect(Set(AlertEvent.Kind.allCases.map(\.rawValue)).isSubset(of: types))
    #expect(Set(types).count == types.count)
  }

  @Test func `the language's words name no field`() {
    #expect(Set(TemplateField.reserved).isDisjoint(with: TemplateField.event.members))
  }

  @Test func `what the page of alerts names is known`() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let page = try String(
      contentsOf: root.appendingPathComponent("docs/alerts.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").compactMap { line -> Substring? in
      line.firstMatch(of: /^\| `([a-z_0-9]+)` \|/).map { $0.1 }
    }
    let named = Set(rows.map(String.init)).subtracting(["webhook"])
    #expect(named.isSubset(of: Set(TemplateField.event.members)))
    #expect(named.count > 8)
    for name in AlertEvent.MeasureName.allCases {
      #expect(page.contains("`\(name.rawValue)`"), "\(name.rawValue) is told nowhere")
    }
  }

  @Test func `samples are of every sort and as long as events may be`() {
    #expect(SampleEvent.all.count > 10)
    #expect(SampleEvent.all.allSatisfy { EventDocument($0.bytes) != nil })
    #expect((SampleEvent.named("large")?.bytes.count ?? 0) > 15_000)
    #expect(Set(SampleEvent.all.map(\.name)).count == SampleEvent.all.count)
  }
}
