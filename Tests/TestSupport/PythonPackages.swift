import Foundation

/// The Python that `scripts/test` equips with packages that read what we write: others' judgement
/// of our formats.
package enum PythonPackages {
  package static let interpreter = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(".build/python/bin/python3").path

  /// Whether a module can be imported there.
  package static func has(_ module: String) -> Bool {
    guard FileManager.default.isExecutableFile(atPath: interpreter) else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments = ["-c", "import \(module)"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
