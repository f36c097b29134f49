import Alerts
import Foundation
import TestSupport
import Testing

@Suite struct LogRotationTests {
  let scratch: Scratch
  let start = Date(timeIntervalSince1970: 1_790_000_000)

  init() throws { scratch = try Scratch() }

  private var path: String { scratch.path("alerts.jsonl") }

  /// A line of 100 bytes with its end.
  private func line(_ number: Int) -> [UInt8] {
    let head = #"{"schema":1,"id":"\#(number)","pad":""#
    return Array((head + String(repeating: "x", count: 97 - head.utf8.count) + "\"}").utf8)
  }

  /// All files of the log, the oldest first, the one at hand last.
  private func files() throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path(""))
    let old = names.filter { $0.hasPrefix("alerts.jsonl.") }.sorted()
    return old + (names.contains("alerts.jsonl") ? ["alerts.jsonl"] : [])
  }

  private func allLines() throws -> [String] { try files().flatMap { scratch.lines($0) } }

  private func text(_ numbers: ClosedRange<Int>) -> [String] {
    numbers.map { String(decoding: line($0), as: UTF8.self) }
  }

  @Test func `a log that would grow too large is put aside, and no line is lost or cut`() throws {
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 1_000, keep: 99), now: start)
    for number in 1...95 {
      try log.append([line(number)], now: start + Double(number))
    }
    #expect(try allLines() == text(1...95))
    #expect(try files().count == 10)
    for name in try files() {
      let size = try FileManager.default.attributesOfItem(atPath: scratch.path(name))[.size]
      #expect((size as? Int ?? .max) <= 1_000)
      let mode = try FileManager.default.attributesOfItem(atPath: scratch.path(name))[
        .posixPermissions]
      #expect((mode as? Int ?? 0o777) & 0o027 == 0)
    }
  }

  @Test func `names sort by time even when the clock stands still or is set back`() throws {
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 300, keep: 99), now: start)
    for number in 1...30 {
      let now = number < 15 ? start : start - 86_400 * Double(number)
      try log.append([line(number)], now: now)
    }
    #expect(try files().count == 10)
    #expect(try allLines() == text(1...30))
  }

  @Test func `only the newest old logs are kept, and no other file is touched`() throws {
    try scratch.write("alerts.jsonl.1", "logrotate's\n")
    try scratch.write("alerts.jsonl.gz", "somebody's\n")
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 300, keep: 2), now: start)
    for number in 1...20 { try log.append([line(number)], now: start + Double(number)) }
    let names = try files()
    #expect(names.count == 5)
    #expect(names.contains("alerts.jsonl.1") && names.contains("alerts.jsonl.gz"))
    let ours = names.filter { $0.hasSuffix("Z") } + ["alerts.jsonl"]
    #expect(ours.flatMap { scratch.lines($0) } == text(13...20))
  }

  @Test func `a log that was begun long ago is put aside with the next line`() throws {
    let rotation = LogRotation(age: .seconds(86_400))
    var log = try LogFile(path: path, rotation: rotation, now: start)
    let first = Array(#"{"schema":1,"timestamp":"2026-09-21T14:13:20.000Z"}"#.utf8)
    try log.append([first], now: start)
    try log.append([line(2)], now: start + 86_000)
    #expect(try files().count == 1)
    // A restart knows the age by the first line.
    log = try LogFile(path: path, rotation: rotation, now: start + 86_300)
    try log.append([line(3)], now: start + 86_500)
    #expect(try files().count == 2)
    try log.append([line(4)], now: start + 86_500 + 86_000)
    #expect(try files().count == 2)
    #expect(scratch.lines("alerts.jsonl") == text(3...4))
  }

  @Test func `replays of old alerts do not make every new file old`() throws {
    let rotation = LogRotation(age: .seconds(86_400), keep: 99)
    let old = Array(#"{"schema":1,"timestamp":"2026-01-01T00:00:00.000Z"}"#.utf8)
    for round in 0..<6 {
      let log = try LogFile(path: path, rotation: rotation, now: start + Double(round))
      try log.append([old], now: start + Double(round))
    }
    #expect(try files().count <= 2)
  }

  @Test func `after a crash between the two steps the log goes on`() throws {
    let rotation = LogRotation(bytes: 300, keep: 9)
    do {
      let log = try LogFile(path: path, rotation: rotation, now: start)
      for number in 1...3 { try log.append([line(number)], now: start) }
    }
    try FileManager.default.moveItem(
      atPath: path, toPath: path + ".20260921T142640.500Z")
    let log = try LogFile(path: path, rotation: rotation, now: start)
    for number in 4...8 { try log.append([line(number)], now: start) }
    #expect(try allLines() == text(1...8))
  }

  @Test func `where the file cannot be put aside it is gone on with, and that is told`() throws {
    // A folder of the name that is wanted stands in the way.
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 300, keep: 9), now: start)
    for number in 1...3 { #expect(try log.append([line(number)], now: start) == nil) }
    let blocked = scratch.path("alerts.jsonl.20260921T141320.000Z")
    try FileManager.default.createDirectory(
      atPath: blocked + "/inside", withIntermediateDirectories: true)
    // The blocking name counts as the last one, so that the next is free: nothing is lost.
    try log.append([line(4)], now: start)
    #expect(try files().contains("alerts.jsonl.20260921T141320.001Z"))
    #expect(scratch.lines("alerts.jsonl") == text(4...4))
  }

  @Test func `logrotate and our own rotation do not disturb each other`() throws {
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 500, keep: 9), now: start)
    for number in 1...4 { try log.append([line(number)], now: start + Double(number)) }
    try FileManager.default.moveItem(atPath: path, toPath: scratch.path("rotated"))
    // Moved and not yet reopened: the old file takes the lines, whatever its size.
    for number in 5...9 { try log.append([line(number)], now: start + Double(number)) }
    #expect(try files().isEmpty)
    try log.reopen(now: start + 10)
    for number in 10...15 { try log.append([line(number)], now: start + Double(number)) }
    #expect(scratch.lines("rotated") == text(1...9))
    #expect(try allLines() == text(10...15))
  }

  @Test func `a link or a device is never put aside`() throws {
    try scratch.write("target", "")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.path("target"))
    let log = try LogFile(path: path, rotation: LogRotation(bytes: 300), now: start)
    for number in 1...9 { try log.append([line(number)], now: start) }
    #expect(scratch.lines("target") == text(1...9))
    #expect(try files() == ["alerts.jsonl"])
  }
}

@Suite(.enabled(if: SmallDisk.isAvailable)) struct FullDiskTests {
  @Test func `on a full disk a line is whole or absent, and room is used again by itself`() throws {
    let result = try SmallDisk.run(bytes: 65_536) { folder -> (Int, Int, [Int32], Bool) in
      let path = folder + "/alerts.jsonl"
      let now = Date(timeIntervalSince1970: 1_790_000_000)
      let filler = folder + "/filler"
      try Data(count: 30_000).write(to: URL(fileURLWithPath: filler))
      let log = try LogFile(path: path, now: now)
      var written = 0
      var codes: [Int32] = []
      func append(_ count: Int) {
        let lines = (0..<count).map { number in
          let pad = String(repeating: "x", count: 900)
          return Array(#"{"schema":1,"id":"\#(written + number)","pad":"\#(pad)"}"#.utf8)
        }
        do throws(LogFile.Failure) {
          try log.append(lines, now: now)
          written += count
        } catch {
          codes.append(error.code)
        }
      }
      // Seven at once, so that some of a piece still fits when the whole does not.
      for _ in 0..<10 { append(7) }
      let first = written
      try FileManager.default.removeItem(atPath: filler)
      for _ in 0..<3 { append(7) }
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n")
      let isWhole =
        text.hasSuffix("\n") && lines.count == written
        && lines.enumerated().allSatisfy {
          $0.element.hasPrefix("{\"schema\":1,\"id\":\"\($0.offset)\",")
            && $0.element.hasSuffix("x\"}")
        }
      return (first, written, codes, isWhole)
    }
    #expect(result.0 > 0 && result.1 == result.0 + 21)
    #expect(!result.2.isEmpty && result.2.allSatisfy { $0 == ENOSPC })
    #expect(result.3)
  }

  @Test func `a rotation on a full disk loses no line`() throws {
    let result = try SmallDisk.run(bytes: 40_960) { folder -> ([String], Int, Int) in
      let path = folder + "/alerts.jsonl"
      let now = Date(timeIntervalSince1970: 1_790_000_000)
      let log = try LogFile(
        path: path, rotation: LogRotation(bytes: 6_000, keep: 99), now: now)
      var written = 0
      var failed = 0
      for number in 0..<80 {
        let pad = String(repeating: "x", count: 900)
        do throws(LogFile.Failure) {
          try log.append(
            [Array(#"{"schema":1,"id":"\#(number)","pad":"\#(pad)"}"#.utf8)],
            now: now + Double(number))
          written += 1
        } catch {
          failed += 1
        }
      }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        .sorted { $0.hasSuffix("Z") != $1.hasSuffix("Z") ? $0.hasSuffix("Z") : $0 < $1 }
      let lines = try names.flatMap {
        try String(contentsOfFile: folder + "/" + $0, encoding: .utf8).split(separator: "\n")
          .map { String($0.prefix(24)) }
      }
      return (lines, written, failed)
    }
    #expect(result.2 > 0)
    #expect(result.0.count == result.1)
    #expect(
      result.0 == (0..<result.1).map { String(#"{"schema":1,"id":"\#($0)","pad":"#.prefix(24)) })
  }
}
