import Foundation
import Testing

@testable import State

@Suite struct AcknowledgedTests {
  let scratch: Scratch
  let state: StateFile
  let now = Date(timeIntervalSince1970: 1_790_000_000)

  init() throws {
    scratch = try Scratch()
    state = try scratch.open()
    try state.commit(alerts: [
      AlertRecord(
        id: "alr_1", type: "article.matched", rule: "r", at: now, event: Array("{}".utf8),
        destinations: ["pager", "file"])
    ])
  }

  private func acknowledge(_ ids: String...) throws -> AcknowledgedIDs {
    try state.acknowledge(ids, at: now + 60) { alert, destinations in
      AlertRecord(
        id: "evt_\(alert.id)", type: "alert.acknowledged", at: now + 60, event: alert.event,
        destinations: destinations.filter { $0 == "pager" })
    }
  }

  @Test func `those who know of it are told once, however often it is taken back`() throws {
    let first = try acknowledge("alr_1", "alr_9")
    #expect(first == AcknowledgedIDs(changed: ["alr_1"], unknown: ["alr_9"]))
    #expect(try acknowledge("alr_1") == AcknowledgedIDs(unchanged: ["alr_1"]))
    #expect(try state.alerts().map(\.acknowledged) == [now + 60, nil])
    #expect(try state.unacknowledge(["alr_1", "alr_9"]).changed == ["alr_1"])
    #expect(try state.unacknowledge(["alr_1"]).unchanged == ["alr_1"])
    #expect(try state.alerts().first?.acknowledged == nil)
    #expect(try acknowledge("alr_1").changed == ["alr_1"])
    let told = try state.deliveries().filter { $0.type == "alert.acknowledged" }
    #expect(told.map(\.destination) == ["pager"])
  }

  @Test func `with no one to be told it is only noted`() throws {
    _ = try state.acknowledge(["alr_1"], at: now) { _, _ in nil }
    #expect(try state.alerts().count == 1)
    #expect(try state.alerts().first?.acknowledged == now)
  }

  @Test func `it is forgotten with its alert`() throws {
    _ = try state.acknowledge(["alr_1"], at: now) { _, _ in nil }
    _ = try state.drop(try state.deliveries().map(\.id))
    while try state.prune(RetentionPolicy(), now: now + 500 * 86_400) {}
    #expect(try state.alerts().isEmpty)
    state.close()
    #expect(try StateFile.check(scratch.path).isSound)
  }
}
