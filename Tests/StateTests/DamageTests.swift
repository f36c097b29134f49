import Foundation
import GRDB
import Testing

@testable import State

/// Files and logs that were cut or changed at many places, as a kill left them: the last commits
/// stand in the log alone.
@Suite struct DamageTests {
  private let scratch: Scratch
  private let file: Data
  private let log: Data
  /// How many alerts the whole holds.
  private static let count = 60

  init() throws {
    scratch = try Scratch()
    let state = try scratch.open()
    for number in 0..<Self.count {
      // Half of it is written back into the file.
      if number == Self.count / 2 {
        try state.queue.writeWithoutTransaction { database in
          try HotStatement(database, "PRAGMA wal_checkpoint(TRUNCATE)").run()
        }
      }
      try state.commit(CommitTests.commit("a", identity: "i\(number)", alert: "alr_\(number)"))
    }
    file = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    log = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal"))
    state.close()
  }

  private enum Verdict: Equatable {
    case opened(alerts: Int)
    case refused
  }

  /// Opens a damaged pair as the daemon does. A refused one must stand as it was, a taken one hold
  /// whole commits only.
  private func open(_ file: Data, _ log: Data, _ number: Int) throws -> Verdict {
    let path = scratch.folder + "/case-\(number).sqlite"
    try file.write(to: URL(fileURLWithPath: path))
    try log.write(to: URL(fileURLWithPath: path + "-wal"))
    defer { for end in ["", "-wal", "-shm"] { unlink(path + end) } }
    do throws(StateError) {
      let state = try StateFile(path: path)
      defer { state.close() }
      let alerts = try state.alerts().map(\.id)
      #expect(alerts == (0..<alerts.count).map { "alr_\($0)" }, "case \(number)")
      #expect(try state.deliveries().count == 2 * alerts.count, "case \(number)")
      return .opened(alerts: alerts.count)
    } catch {
      #expect(["damaged", "not_ours"].contains(error.code), "case \(number): \(error)")
      #expect(error.description.contains(path))
      let now = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(now == file, "case \(number)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == log, "case \(number)")
      return .refused
    }
  }

  @Test func `the pair as it was left holds everything`() throws {
    #expect(try open(file, log, 0) == .opened(alerts: Self.count))
  }

  @Test func `a file cut anywhere is refused, with its log or without`() throws {
    var refused = 0
    for number in 0..<80 {
      let cut = file.prefix(file.count * number / 80)
      if try open(cut, number % 2 == 0 ? log : Data(), number) == .refused { refused += 1 }
    }
    // A log may hold all the pages that were cut off.
    #expect(refused > 70)
  }

  @Test func `a log changed anywhere gives the commits before the change`() throws {
    var counts: Set<Int> = []
    for number in 0..<150 {
      var changed = log
      changed[log.count * number / 150] ^= 0x41
      switch try open(file, changed, number) {
      case .opened(let alerts): counts.insert(alerts)
      case .refused: Issue.record("case \(number) is refused")
      }
    }
    #expect(counts.count > 10)
    #expect(counts.allSatisfy { $0 >= Self.count / 2 })
  }

  @Test func `a file changed anywhere opens or is refused, and is never begun anew`() throws {
    var refused = 0
    for number in 0..<150 {
      var changed = file
      let start = file.count * number / 150
      for place in start..<min(start + 40, file.count) { changed[place] ^= 0x5A }
      let path = scratch.folder + "/case-\(number).sqlite"
      try changed.write(to: URL(fileURLWithPath: path))
      try log.write(to: URL(fileURLWithPath: path + "-wal"))
      do throws(StateError) {
        let state = try StateFile(path: path)
        // What is not looked at when it opens may be told later.
        _ = try? state.deliveries()
        _ = try? state.commit(CommitTests.commit("a", identity: "n", alert: "alr_n"))
        state.close()
      } catch {
        refused += 1
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == changed, "case \(number)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == log, "case \(number)")
      }
    }
    #expect(refused > 0)
  }
}
