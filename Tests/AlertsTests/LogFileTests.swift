import Alerts
import Foundation
import Testing

@Suite struct LogFileTests {
  let folder = NSTemporaryDirectory() + "marsad-log-\(UUID().uuidString)"
  var path: String { folder + "/logs/alerts.jsonl" }

  private func contents() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func prepare(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/logs", withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  private let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func clean() { try? FileManager.default.removeItem(atPath: folder) }

  private let line = Array(#"{"schema":1,"id":"alr_x"}"#.utf8)

  @Test func `lines are appended whole and the file is not for everybody`() throws {
    defer { clean() }
    let log = try LogFile(path: path, now: now)
    try log.append([line, line], now: now)
    try log.append([line], now: now)
    #expect(
      try contents() == String(repeating: String(decoding: line, as: UTF8.self) + "\n", count: 3))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect((mode ?? 0o777) & 0o027 == 0)
  }

  @Test(arguments: [
    ("{\"schema\":1,\"id\":\"a\"}\n{\"schema\":1,\"id\":\"b", "{\"schema\":1,\"id\":\"a\"}\n"),
    ("{\"sch", ""), ("{\"schema\":1}\n\0\0\0", "{\"schema\":1}\n"),
    ("somebody's own note", "somebody's own note\n"), ("whole\n", "whole\n"), ("", ""),
  ])
  func `a last line that a crash tore is repaired at opening`(
    before: String, after: String
  ) throws {
    defer { clean() }
    try prepare(before)
    let log = try LogFile(path: path, now: now)
    #expect(try contents() == after)
    try log.append([line], now: now)
    #expect(try contents().hasSuffix("\n"))
    #expect(try contents() == after + String(decoding: line, as: UTF8.self) + "\n")
  }

  @Test func `after a rotation new lines go to the new file`() throws {
    defer { clean() }
    let log = try LogFile(path: path, now: now)
    try log.append([line], now: now)
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    try log.reopen(now: now)
    try log.append([line], now: now)
    #expect(try contents().split(separator: "\n").count == 1)
    let old = try String(contentsOfFile: path + ".1", encoding: .utf8)
    #expect(old.split(separator: "\n").count == 1)
  }

  @Test func `a file that was removed is made anew`() throws {
    defer { clean() }
    let log = try LogFile(path: path, now: now)
    try FileManager.default.removeItem(atPath: path)
    try log.append([line], now: now)
    #expect(try contents().hasSuffix("\n"))
  }

  @Test func `what a crash left uncounted at the end is not written twice`() throws {
    defer { clean() }
    let lines = (1...9).map { Array("{\"schema\":1,\"id\":\"alr_\($0)\"}".utf8) }
    let whole = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }
    do {
      let log = try LogFile(path: path, now: now)
      try log.append(Array(lines[..<3]), now: now)
      // Written and not recorded: four lines and half of the fifth.
      try log.append(Array(lines[3..<7]), now: now)
    }
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(whole[7].utf8.dropLast(5)))
    try handle.close()
    let log = try LogFile(path: path, now: now)
    try log.append(Array(lines[3...]), now: now)
    #expect(try contents() == whole.joined())
    // Later the same line again is a replay, which is meant.
    try log.append([lines[8]], now: now)
    #expect(try contents() == whole.joined() + whole[8])
  }

  @Test(arguments: [["b"], ["x", "b"], ["ab"], ["b", "b"]])
  func `only whole lines that are the same count as written`(before: [String]) throws {
    defer { clean() }
    try prepare(before.map { $0 + "\n" }.joined())
    let log = try LogFile(path: path, now: now)
    try log.append([Array("b".utf8), Array("c".utf8)], now: now)
    let kept = before.last == "b" ? before + ["c"] : before + ["b", "c"]
    #expect(try contents() == kept.map { $0 + "\n" }.joined())
  }

  @Test func `a full disk leaves no half line and says so`() throws {
    let log = try LogFile(path: "/dev/full", now: now)
    do throws(LogFile.Failure) {
      try log.append([line], now: now)
      Issue.record("it was written")
    } catch {
      #expect(error.code == ENOSPC)
      #expect(error.description.contains("/dev/full"))
    }
  }

  @Test func `a path that cannot be is refused by name`() {
    #expect(throws: LogFile.Failure.self) { try LogFile(path: "/dev/null/alerts.jsonl", now: now) }
  }
}
