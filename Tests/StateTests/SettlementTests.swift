import Foundation
import Testing

@testable import State

@Suite struct SettlementTests {
  let scratch: Scratch
  let state: StateFile
  let start = Date(timeIntervalSince1970: 1_790_000_000)

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
    try state.commit(alerts: [
      AlertRecord(
        id: "alr_1", type: "marsad.test", at: start, event: Array("{}".utf8),
        destinations: ["desk"])
    ])
  }

  private func failing(_ told: Int) throws -> Settlement {
    var settlement = Settlement(destination: "desk")
    settlement.health = .init(
      failingSince: start, failures: 7, told: told, errorKind: "status", error: "answered 500")
    let delivery = try #require(try state.deliveries().first?.id)
    settlement.attempts = [
      AttemptRecord(
        delivery: delivery, at: start, seconds: 1, status: 500, error: "answered 500",
        result: .again(at: start + 5, tries: 1, isAside: false))
    ]
    settlement.alerts = [
      AlertRecord(
        id: "evt_1", type: "destination.failing", at: start, event: Array("{}".utf8),
        destinations: ["file"])
    ]
    return settlement
  }

  @Test func `outcome, health and events are written together or not at all`() throws {
    try state.settle(try failing(2))
    let row = try #require(try state.destinations().first { $0.name == "desk" })
    #expect(row.failingSince == start && row.failures == 7 && row.told == 2)
    #expect(row.errorKind == "status" && row.error == "answered 500")
    #expect(try state.deliveries().map(\.alert) == ["alr_1", "evt_1"])
    // The same event again is no second one.
    try state.settle(try failing(3))
    #expect(try state.deliveries().map(\.alert) == ["alr_1", "evt_1"])
    try state.write { database in
      try HotStatement(
        database,
        "CREATE TRIGGER full BEFORE INSERT ON alert BEGIN SELECT RAISE(FAIL, 'full'); END"
      ).run()
    }
    var last = try failing(0)
    last.alerts[0].id = "evt_2"
    #expect(throws: StateError.self) { try state.settle(last) }
    #expect(try state.destinations().first { $0.name == "desk" }?.told == 3)
    let delivery = try #require(try state.deliveries().first?.id)
    #expect(try state.attempts(delivery: delivery).count == 2)
  }

  @Test func `a replay ends the failing, with all that was told of it`() throws {
    var settlement = try failing(3)
    settlement.disabled = (start, "gone")
    try state.settle(settlement)
    let row = try #require(try state.deliveries().first)
    #expect(row.state == .disabled)
    try state.requestRetry([row.id], at: start)
    let health = try #require(try state.destinations().first { $0.name == "desk" })
    #expect(health.disabledAt == nil && health.failingSince == nil)
    #expect(health.told == 0 && health.failures == 0)
  }

  @Test func `a file of before is read beside its daemon and migrated by the next one`() throws {
    try state.write { database in
      for column in ["failures", "told", "error_kind", "error"] {
        try HotStatement(database, "ALTER TABLE destination DROP COLUMN \(column)").run()
      }
      try HotStatement(database, "DELETE FROM grdb_migrations WHERE identifier = '7'").run()
    }
    state.close()
    let reader = try scratch.open(.reader)
    #expect(try reader.destinations().map(\.name) == ["desk"])
    reader.close()
    let guest = try scratch.open(.guest)
    let id = try #require(try guest.deliveries().first?.id)
    #expect(try guest.requestRetry([id], at: start) == [id])
    guest.close()
    let later = try scratch.open()
    #expect(try later.destinations().first?.told == 0)
    #expect(try later.deliveries().map(\.alert) == ["alr_1"])
  }
}
