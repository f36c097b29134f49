import Foundation

@testable import Settings

/// A folder that exists only in memory.
struct TestFiles: Sendable {
  var contents: [String: [UInt8]] = [:]
  var workingFolder = "/work"

  init(_ texts: [String: String] = [:]) {
    for (path, text) in texts { contents[path] = Array(text.utf8) }
  }

  var files: ConfigurationFiles {
    let contents = contents
    let folder = workingFolder
    @Sendable func absolute(_ path: String) -> String { Paths.absolute(path, from: folder) }
    let table = Dictionary(uniqueKeysWithValues: contents.map { (absolute($0.key), $0.value) })
    return ConfigurationFiles(
      workingFolder: folder,
      read: { (path: String, limit: Int) throws(ConfigurationFiles.Failure) -> [UInt8] in
        guard let bytes = table[absolute(path)] else { throw .missing }
        guard bytes.count <= limit else { throw .tooLarge(limitBytes: limit) }
        return bytes
      },
      list: { path in
        let folder = absolute(path) + "/"
        let inside = table.keys.filter { $0.hasPrefix(folder) }
        guard !inside.isEmpty else { return nil }
        return Array(Set(inside.map { String($0.dropFirst(folder.count).prefix { $0 != "/" }) }))
      })
  }
}

/// Loads a text as `marsad.yaml`, with further files beside it.
func load(
  _ text: String, beside others: [String: String] = [:],
  environment: [String: String] = ["HOME": "/home/desk"]
) -> ConfigurationLoader.Loaded {
  var files = TestFiles(others)
  files.contents["marsad.yaml"] = Array(text.utf8)
  return ConfigurationLoader.load(
    file: "marsad.yaml", environment: environment, files: files.files)
}

func fixture(_ name: String) throws -> String {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  return try String(
    contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
}
