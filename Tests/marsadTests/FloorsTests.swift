import Foundation
import Testing

/// The floors of the architecture: a target imports only what it declares, and declares only what
/// lies below it. The compiler lets an undeclared import through once another target has built it.
@Suite struct FloorsTests {
  /// Each target's floor, from the C libraries up.
  private static let floors: [String: Int] = [
    "CCurl": 0, "CCrypto": 0, "CMemory": 0, "CProcess": 0, "CPCRE2": 0, "CZlib": 0,
    "Text": 1, "Markup": 1, "Fetch": 1,
    "Feeds": 2, "Articles": 2, "Places": 2,
    "Rules": 3,
    "Alerts": 4, "State": 4,
    "Settings": 5,
    "Daemon": 6, "Fuzzing": 6,
    "marsad": 7, "marsad-bench": 7,
  ]
  /// Pure targets may not reach for these.
  private static let effects: Set<String> = ["FoundationNetworking", "Dispatch"]
  private static let pure: Set<String> = ["Text", "Feeds", "Articles", "Rules"]

  private static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder
  }()

  @Test func `every import of ours and of a package is declared by its target`() throws {
    let declared = try Self.declaredDependencies()
    let known = Set(declared.keys).union(declared.values.flatMap(\.self))
    var checked = 0
    for (target, dependencies) in declared where Self.floors[target] != nil {
      for (file, module) in try Self.imports(of: target) where known.contains(module) {
        checked += 1
        #expect(dependencies.contains(module), "\(file) imports \(module)")
      }
    }
    #expect(checked > 30)
  }

  @Test func `a target declares only targets of lower floors`() throws {
    for (target, dependencies) in try Self.declaredDependencies() {
      guard let floor = Self.floors[target] else { continue }
      for dependency in dependencies {
        guard let below = Self.floors[dependency] else { continue }
        #expect(below < floor, "\(target) declares \(dependency)")
      }
    }
  }

  @Test func `every target under Sources has its floor`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    #expect(Set(folders) == Set(Self.floors.keys))
  }

  @Test func `the pure targets import neither network nor queues`() throws {
    for target in Self.pure {
      for (file, module) in try Self.imports(of: target) {
        #expect(!Self.effects.contains(module), "\(file) imports \(module)")
      }
    }
  }

  private static func imports(of target: String) throws -> [(file: String, module: String)] {
    let folder = root.appendingPathComponent("Sources/\(target)")
    guard let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    else { return [] }
    var found: [(String, String)] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        var words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 2 else { continue }
        guard words[..<at].allSatisfy({ Self.modifiers.contains(String($0)) }) else { continue }
        words.removeSubrange(...at)
        let kinds: Set<Substring> = ["struct", "class", "enum", "func", "protocol", "var"]
        if let first = words.first, kinds.contains(first) { words.removeFirst() }
        guard let module = words.first?.split(separator: ".").first else { continue }
        found.append((file.lastPathComponent, String(module)))
      }
    }
    return found
  }

  private static let modifiers: Set<String> = [
    "internal", "package", "public", "private", "fileprivate", "@preconcurrency", "@testable",
  ]

  private static func declaredDependencies() throws -> [String: Set<String>] {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-floors-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path,
      "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let dump = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let targets = try #require(dump["targets"] as? [[String: Any]])
    var declared: [String: Set<String>] = [:]
    for target in targets {
      guard let name = target["name"] as? String else { continue }
      var names: Set<String> = []
      for dependency in target["dependencies"] as? [[String: Any]] ?? [] {
        for kind in ["byName", "product", "target"] {
          if let values = dependency[kind] as? [Any], let name = values.first as? String {
            names.insert(name)
          }
        }
      }
      declared[name] = names
    }
    return declared
  }
}
