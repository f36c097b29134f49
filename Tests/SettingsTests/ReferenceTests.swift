import Foundation
import Testing
import Text

@testable import Settings

@Suite struct ReferenceTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// With `MARSAD_WRITE_REFERENCE` set the files are written anew instead of being compared.
  @Test(arguments: ["docs/configuration.md", "config/marsad.schema.json", "config/marsad.yaml"])
  func `what is written from the definitions is up to date`(path: String) throws {
    let text =
      switch path {
      case "docs/configuration.md": ConfigurationSchema.reference()
      case "config/marsad.schema.json": ConfigurationSchema.json()
      default: StarterConfiguration.text
      }
    let file = Self.root.appendingPathComponent(path)
    if ProcessInfo.processInfo.environment["MARSAD_WRITE_REFERENCE"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let stored = try String(contentsOf: file, encoding: .utf8)
    #expect(stored == text, "MARSAD_WRITE_REFERENCE=1 swift test --filter ReferenceTests")
  }

  @Test func `the schema is JSON and every reference in it leads somewhere`() throws {
    let text = ConfigurationSchema.json()
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let root = try #require(object as? [String: Any])
    let definitions = try #require(root["$defs"] as? [String: Any])
    let ids = Set(Sections.all.map(\.id))
    #expect(Set(definitions.keys) == ids)
    for section in Sections.all {
      for key in section.keys {
        for name in Sections.named(in: key.schema) {
          #expect(ids.contains(name), "\(section.id).\(key.name) names \(name)")
        }
      }
    }
  }

  @Test(arguments: Sections.all.flatMap { section in section.keys.map { (section.id, $0.name) } })
  func `a key's example is read by its own reader`(section: String, name: String) throws {
    let owner = try #require(Sections.all.first { $0.id == section })
    let key = try #require(owner.keys.first { $0.name == name })
    var files = TestFiles()
    for path in [
      "/etc/ssl/certs/ca-certificates.crt", "isis.txt", "sharq.password", "desk.secret",
      "desk.token",
    ] { files.contents[path] = Array("text".utf8) }
    let reading = Reading(environment: [:], files: files.files)
    let result = YAMLReader.read(Array("\(name): \(key.example)".utf8), file: "example.yaml")
    let pair = try #require(result.root?.mapping?.first)
    #expect(result.faults.isEmpty)
    #expect(key.probe(pair.value, name, reading))
    #expect(reading.faults.filter { $0.weight == .error }.isEmpty)
  }

  @Test(arguments: Sections.all.flatMap { section in section.keys.map { (section.id, $0.name) } })
  func `a key refuses a value of no kind it knows`(section: String, name: String) throws {
    let owner = try #require(Sections.all.first { $0.id == section })
    let key = try #require(owner.keys.first { $0.name == name })
    let reading = Reading(environment: [:], files: TestFiles().files)
    let result = YAMLReader.read(Array("a: [[{nonsense: []}]]".utf8), file: "bad.yaml")
    let value = try #require(result.root?.mapping?.first?.value)
    _ = key.probe(value, name, reading)
    #expect(reading.faults.contains { $0.weight == .error })
  }
}
