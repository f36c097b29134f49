import Foundation
import State
import Testing

@Suite struct StateFileTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func reason(_ access: StateFile.Access = .owner) -> StateError.Reason? {
    do throws(StateError) {
      _ = try StateFile(path: scratch.path, access: access)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func `a second owner is refused at once and hears who the first is`() throws {
    let lock = try StateLock(statePath: scratch.path)
    do throws(StateError) {
      _ = try StateLock(statePath: scratch.path)
      Issue.record("both hold it")
    } catch {
      #expect(
        error.reason
          == .locked(lockFile: lock.file, holder: Int(ProcessInfo.processInfo.processIdentifier)))
      #expect(error.description.contains(scratch.path + ".lock"))
      #expect(error.description.contains("\(ProcessInfo.processInfo.processIdentifier)"))
    }
  }

  @Test func `a lock is free again when its holder goes`() throws {
    _ = try StateLock(statePath: scratch.path)
    _ = try StateLock(statePath: scratch.path)
  }

  @Test func `readers and guests work beside the owner`() throws {
    let owner = try scratch.open()
    try owner.commit(CommitTests.commit("a", identity: "i", alert: "alr_1"))
    let reader = try scratch.open(.reader)
    #expect(try reader.alerts().map(\.id) == ["alr_1"])
    #expect(throws: StateError(path: scratch.path, reason: .readOnly)) {
      try reader.pause(Pause(kind: .source, name: "a", since: Date()))
    }
    let count = try owner.changeCount()
    let guest = try scratch.open(.guest)
    try guest.requestRetry([1], at: at(0))
    #expect(try owner.changeCount() != count)
    try owner.commit(CommitTests.commit("a", identity: "i2", alert: "alr_2"))
    #expect(try reader.alerts().count == 2)
  }

  @Test func `a reader works after the owner has gone`() throws {
    let owner = try scratch.open()
    try owner.commit(CommitTests.commit("a", identity: "i", alert: "alr_1"))
    owner.close()
    #expect(try scratch.open(.reader).alerts().count == 1)
  }

  @Test func `only the owner makes a file, and nobody but its group may read it`() throws {
    #expect(reason(.reader) == .missing)
    #expect(reason(.guest) == .missing)
    #expect(reason() == nil)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path)[.posixPermissions]
    #expect((mode as? Int ?? 0o777) & 0o007 == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.folder)
    #expect(names.allSatisfy { !$0.contains(".new-") })
  }

  @Test func `what is no state file is refused and left alone`() throws {
    let path = scratch.path
    func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
    try put([])
    #expect(reason() == .damaged("it is empty"))
    try put(Array("SQLite format 3\0".utf8))
    #expect(reason() == .damaged("its header is cut"))
    try put([UInt8](repeating: 0x41, count: 4_096))
    #expect(reason() == .notOurs)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(repeating: 0x41, count: 4_096))
  }

  @Test func `a log without its file is damage, not a new start`() throws {
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: scratch.path + "-wal"))
    #expect(reason() == .damaged("the file is gone but its log remains"))
  }

  /// The state after ten commits, the last ones still in the write-ahead log, as a kill leaves it.
  private func killed() throws -> (file: Data, log: Data) {
    let owner = try scratch.open()
    for number in 0..<10 {
      try owner.commit(
        CommitTests.commit("a", identity: "i\(number)", alert: "alr_\(number)"))
    }
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    let log = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "-wal"))
    return (file, log)
  }

  private func place(_ file: Data, _ log: Data, _ number: Int) throws -> String {
    let path = scratch.folder + "/case-\(number).sqlite"
    try file.write(to: URL(fileURLWithPath: path))
    try log.write(to: URL(fileURLWithPath: path + "-wal"))
    return path
  }

  @Test func `a log cut anywhere gives whole commits, none in half`() throws {
    let (file, log) = try killed()
    var seen: Set<Int> = []
    for number in 0..<150 {
      let cut = log.count * number / 149
      let path = try place(file, log.prefix(cut), number)
      let state: StateFile
      do throws(StateError) {
        state = try StateFile(path: path)
      } catch {
        // Before the first checkpoint the file alone may not hold its tables yet.
        guard case .damaged = error.reason else { throw error }
        continue
      }
      let alerts = try state.alerts().map(\.id)
      #expect(alerts == (0..<alerts.count).map { "alr_\($0)" })
      #expect(try state.deliveries().count == 2 * alerts.count)
      seen.insert(alerts.count)
    }
    #expect(seen.contains(10))
    #expect(seen.count > 5)
  }

  @Test func `flipped bytes are survived or refused, and a refused file is left byte for byte`()
    throws
  {
    _ = try killed()
    let owner = try StateFile(path: scratch.path)
    owner.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.path))
    var refused = 0
    var random: UInt64 = 42
    for number in 0..<300 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var bytes = file
      for step in 0..<16 {
        let offset = (Int(random >> 33) + step * 7) % bytes.count
        bytes[offset] ^= 0x5a
      }
      let path = scratch.folder + "/flip-\(number).sqlite"
      try bytes.write(to: URL(fileURLWithPath: path))
      do throws(StateError) {
        let state = try StateFile(path: path)
        _ = try? state.alerts()
        _ = try? state.deliveries()
        _ = try? state.commit(CommitTests.commit("a", identity: "n", alert: "alr_n"))
      } catch {
        refused += 1
        #expect(!error.description.isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
      }
    }
    #expect(refused > 0)
  }
}
