import Foundation
import Testing

/// The service under real systemd: `scripts/systemd-test` boots a throwaway machine and prints a
/// line for each claim.
@Suite struct SystemdTests {
  /// What a throwaway machine needs and this one lacks.
  private static let obstacle: String? = {
    guard geteuid() == 0 else { return "not root" }
    for tool in ["systemd-nspawn", "systemctl", "curl"]
    where !["/usr/bin", "/bin"].contains(where: {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)")
    }) {
      return "\(tool) is missing (apt-get install systemd systemd-container curl)"
    }
    return nil
  }()

  @Test(.enabled(if: obstacle == nil, "SKIPPED, the systemd test: needs root and systemd-nspawn"))
  func `the service holds every claim under real systemd`() async throws {
    let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let result = try await Self.run(
      Self.root.appendingPathComponent("scripts/systemd-test"),
      [products.appendingPathComponent("marsad").path])
    print(result.output)
    for line in result.output.split(separator: "\n") where line.hasPrefix("not ok") {
      Issue.record("\(line)")
    }
    #expect(result.status == 0)
    #expect(result.output.contains("claims hold"))
  }

  private static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder
  }()

  /// Runs a program to its end; its output and errors together, through a file, which never blocks.
  private static func run(
    _ program: URL, _ arguments: [String]
  ) async throws -> (status: Int32, output: String) {
    let log = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-systemd-\(UUID().uuidString).log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: log) }
    let handle = try FileHandle(forWritingTo: log)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return (status, String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }
}
