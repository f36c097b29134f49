import Testing

@testable import State

@Suite struct TransactionTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  @Test func `a write that fails halfway leaves nothing, and the next one works`() throws {
    #expect(throws: StateError.self) {
      try state.write { database in
        _ = try StateFile.sourceID(database, named: "half")
        throw StateError(path: "", reason: .busy)
      }
    }
    #expect(try state.source("half") == nil)
    try state.register([("whole", "https://news.example/")])
    #expect(try state.source("whole")?.url == "https://news.example/")
  }

  @Test func `a look that fails lets the next one through`() throws {
    #expect(throws: StateError.self) {
      try state.read { _ in throw StateError(path: "", reason: .busy) }
    }
    #expect(try state.sources().isEmpty)
  }

  @Test func `texts are kept as they are, the empty one too`() throws {
    var record = PollRecord(
      source: "", at: at(0), outcome: .read(.init(kind: "", url: "ـ", entries: 0)))
    try state.record([record])
    let status = try #require(try state.source(""))
    #expect(status.kind == "")
    #expect(status.polledURL == "ـ")
    record.outcome = .failed(kind: "dns", message: "عنوان")
    try state.record([record])
    #expect(try state.source("")?.error?.message == "عنوان")
  }
}
