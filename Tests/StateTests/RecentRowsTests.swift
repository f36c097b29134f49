import Testing

@testable import State

@Suite struct RecentRowsTests {
  private static let rows = [
    EntryRow(key: .min, target: 5, lastSeen: 1_790_000_000),
    EntryRow(
      key: -3, title: .max, text: -1, published: -7, tail: 9, article: 12, firstSeen: 1,
      lastSeen: 2),
    EntryRow(key: 5, title: 1, text: 2, firstSeen: 3, lastSeen: 4),
    EntryRow(key: .max, target: .max, lastSeen: 0),
  ]

  private func recent(_ rows: [EntryRow]) -> RecentRows {
    var recent = RecentRows()
    recent.put(rows.map { RecentRows.Fresh(row: $0, replaces: true) })
    return recent
  }

  @Test func `rows come back from their bytes as they were, in order of their keys`() throws {
    let read = try #require(recent(Self.rows.reversed()).bytes.withUnsafeBytes { RecentRows($0) })
    #expect(read.rows == Self.rows)
    #expect(read[-3] == Self.rows[1])
    #expect(read[4] == nil)
  }

  @Test func `cut, shifted or changed bytes are refused`() {
    let bytes = recent(Self.rows).bytes
    func isRead(_ bytes: some Collection<UInt8>) -> Bool {
      Array(bytes).withUnsafeBytes { RecentRows($0) } != nil
    }
    #expect(isRead(bytes) && isRead(RecentRows().bytes))
    for count in 0..<bytes.count {
      #expect(!isRead(bytes[..<count]) && !isRead(bytes[(count + 1)...]))
      var changed = bytes
      changed[count] ^= 1 << UInt8(count % 8)
      #expect(!isRead(changed))
    }
    #expect(!isRead(bytes + bytes))
  }

  @Test func `a row that does not replace stands back, one that does takes the place`() {
    var recent = recent([EntryRow(key: 1, target: 10, lastSeen: 0)])
    recent.put([
      .init(row: EntryRow(key: 1, target: 11, lastSeen: 1), replaces: false),
      .init(row: EntryRow(key: 2, target: 12, lastSeen: 1), replaces: false),
      .init(row: EntryRow(key: 2, target: 13, lastSeen: 1), replaces: false),
      .init(row: EntryRow(key: 3, target: 14, lastSeen: 1), replaces: false),
      .init(row: EntryRow(key: 3, target: 15, lastSeen: 1), replaces: true),
    ])
    #expect(recent.rows.map(\.target) == [10, 12, 15])
  }

  @Test func `what does not fit leaves, the longest unseen first`() {
    let count = Int64(RecentRows.capacity)
    var recent = recent((0..<count).map { EntryRow(key: $0, target: 0, lastSeen: $0) })
    #expect(recent.overflow().isEmpty)
    recent.put([.init(row: EntryRow(key: count, target: 0, lastSeen: count), replaces: true)])
    let left = recent.overflow()
    #expect(left.map(\.key) == Array(0...(count - Int64(RecentRows.kept))))
    #expect(recent.rows.count == RecentRows.kept)
  }
}
