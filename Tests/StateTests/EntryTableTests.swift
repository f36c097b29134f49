import Foundation
import Testing

@testable import State

/// What a source showed is the same whether its rows stand among the recent ones or not.
@Suite struct EntryTableTests {
  let scratch: Scratch
  let state: StateFile

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
  }

  private func entries(_ numbers: Range<Int>, title: String = "Story of a length that tells")
    -> [Observation]
  {
    numbers.map { number in
      .entry(
        "\(title) \(number)", guid: "g\(number)", link: "\(number)/a-slug-of-\(number)",
        published: Double(number))
    }
  }

  @Test(arguments: [1, 40, 64, 65, 150, 700])
  func `every entry is known again, by each of its keys alone`(count: Int) throws {
    let watch = Watch(state: state)
    try watch.poll([], 0)
    #expect(try watch.poll(entries(0..<count), 600).new.count == count)
    func known(_ change: (inout Observation) -> Void) throws -> Int {
      let changed = entries(0..<count).map { entry in
        var entry = entry
        change(&entry)
        return entry
      }
      return try state.diff(source: watch.source, observations: changed, now: at(1_200)).knownCount
    }
    #expect(try known { _ in } == count)
    #expect(try known { $0.guid? += "-other" } == count)
    #expect(try known { $0.urlKey = nil } == count)
    #expect(
      try known {
        $0.guid? += "-other"
        $0.urlKey = $0.urlKey.map { "elsewhere.example/" + $0 }
      } == count)
    #expect(
      try known {
        $0.guid? += "-other"
        $0.urlKey? += "-other"
        $0.title += "?"
      } == 0)
  }

  @Test func `what moved out of the recent rows is revised, touched and buried where it is`() throws
  {
    let watch = Watch(state: state)
    try watch.poll([], 0)
    try watch.poll(entries(0..<20), 600)
    for turn in 1...20 {
      try watch.poll(entries(turn * 50..<turn * 50 + 50), Double(turn + 1) * 600)
    }
    // The first ones are back after two days: known, and seen again from now on.
    let back = try watch.poll(entries(0..<20), 200_000)
    #expect(back.new.isEmpty)
    #expect(back.hasWork)
    #expect(try watch.poll(entries(0..<20), 200_600).hasWork == false)
    // Edited ones are revised once.
    var edited = entries(0..<20)
    for index in edited.indices { edited[index].title += ", corrected" }
    #expect(try watch.poll(edited, 201_200).revised.count == 20)
    #expect(try watch.poll(edited, 201_800).hasWork == false)
    // A link that now stands at two entries is none's, but both are told apart by their guids.
    var twins = entries(0..<2)
    twins[1].urlKey = twins[0].urlKey
    twins.append(.entry("A third of the kind, and new", guid: "g-new", link: "0/a-slug-of-0"))
    let diff = try watch.poll(twins, 202_400)
    #expect(diff.new == [2])
    #expect(try watch.poll(twins, 203_000).hasWork == false)
  }

  @Test func `recent rows are forgotten with their age, and refused when they are damaged`() throws
  {
    let watch = Watch(state: state)
    try watch.poll(entries(0..<20), 0)
    while try state.prune(RetentionPolicy(), now: at(390 * 86_400)) {}
    #expect(try watch.poll(entries(0..<20), 390 * 86_400).new.isEmpty)
    try state.write { database in
      try HotStatement(database, "UPDATE recent SET rows = substr(rows, 2)").run()
    }
    let error = #expect(throws: StateError.self) {
      try state.diff(source: watch.source, observations: entries(0..<20), now: at(0))
    }
    #expect(error?.reason == .damaged("table recent: unreadable rows"))
    while try state.prune(RetentionPolicy(), now: at(800 * 86_400)) {}
    #expect(try watch.poll(entries(0..<20), 800 * 86_400).new.count == 20)
  }

  @Test func `a state file of before goes on with what it knows`() throws {
    let watch = Watch(state: state)
    try watch.poll(entries(0..<20), 0)
    // As the first schema had it: every row in `entry`, and no other table.
    try state.write { database in
      let source = try StateFile.sourceID(database, named: watch.source)
      let keys = entries(0..<20).map { EntryKeys($0, hash: state.hash) }
      let insert = try HotStatement(
        database,
        """
        INSERT INTO entry (source, key, target, title, text, published, tail, first_seen, last_seen)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
      for key in keys {
        let filed = key.primary
        let seen = Int64(at(0).timeIntervalSince1970)
        try insert.run([
          source, filed, nil, key.title, key.fingerprint, key.published, key.tail, seen, seen,
        ])
        try insert.run([source, key.guid, filed, nil, nil, nil, nil, nil, seen])
        try insert.run([source, key.text, filed, nil, nil, nil, nil, nil, seen])
      }
      try HotStatement(database, "DROP TABLE recent").run()
      try HotStatement(database, "DELETE FROM grdb_migrations WHERE identifier = '2'").run()
    }
    state.close()
    let later = Watch(state: try scratch.open())
    #expect(try later.poll(entries(0..<21), 600).new == [20])
    var edited = entries(0..<20)
    for index in edited.indices {
      edited[index].guid? += "-other"
      edited[index].title += ", corrected"
    }
    #expect(try later.poll(edited, 200_000).revised.count == 20)
    #expect(try later.poll(edited, 200_600).hasWork == false)
  }
}
