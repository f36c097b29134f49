import Foundation
import TestSupport
import Testing

/// What a user may not read or write. Root may do everything, so these run as an ordinary user.
@Suite(.enabled(if: geteuid() != 0, "permissions mean nothing to root"))
struct PermissionTests {
  private let configuration = """
    state: state/state.sqlite
    sources: [{name: one, url: "https://news.example/feed"}]
    rules: [{name: any, match: entry, alert: file}]
    destinations: {file: {log: alerts.jsonl}}
    """

  @Test func `a configuration that may not be read is named, with exit 78`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("marsad.yaml", configuration)
    chmod(path, 0)
    let result = try Program.run(["check", "--config", path])
    #expect(result.status == 78)
    #expect((result.errors + result.output).contains("permission denied"))
  }

  @Test func `a state that may not be made is named, with exit 1`() throws {
    let scratch = try Scratch()
    let path = try scratch.write("marsad.yaml", configuration)
    try FileManager.default.createDirectory(
      atPath: scratch.path("state"), withIntermediateDirectories: true)
    chmod(scratch.path("state"), 0o500)
    let result = try Program.run(["once", "--config", path])
    #expect(result.status == 1)
    #expect(result.errors.contains("state/state.sqlite"))
    chmod(scratch.path("state"), 0o700)
  }
}
