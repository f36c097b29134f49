import Foundation
import Settings
import State
import TestSupport
import Testing

@testable import Daemon

@Suite struct AliveTests {
  private func time(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    ("2026-11-29T04:59:59Z", nil), ("2026-11-29T05:00:00Z", "2026-11-29"),
    ("2026-11-29T20:59:59Z", "2026-11-29"), ("2026-11-29T21:00:00Z", nil),
  ])
  func `a day's time comes by the clocks of the zone`(now: String, day: String?) throws {
    let alive = Configuration.Alive(minute: 8 * 60, zone: "Asia/Damascus")
    #expect(alive.day(at: try time(now)) == (try day.map { try time("\($0)T00:00:00Z") }))
  }

  /// Berlin, 2026: forward on 29 March at 2:00, back on 25 October at 3:00.
  @Test(arguments: ["2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z"], [0, 90, 150, 1_439])
  func `each day has one time, also when the clocks are changed`(start: String, minute: Int) throws
  {
    let alive = Configuration.Alive(minute: minute, zone: "Europe/Berlin")
    let start = try time(start)
    var told: [Date] = []
    for step in 0..<(4 * 24 * 60) {
      if let day = alive.day(at: start + Double(step * 60)), day != told.last { told.append(day) }
    }
    #expect(told == told.sorted())
    #expect(Set(told).count == told.count)
    // Four times 24 hours from noon: midnight comes four times and the first day's has passed.
    #expect(told.count == (minute == 1_439 ? 4 : 5))
  }

  @Test func `it is told once a day over restarts, and a jump of the clock makes up for no day`()
    async throws
  {
    let desk = try Desk()
    let clock = TestTime()
    try desk.configure(
      sources: "  - {name: wire, url: \(desk.site.url("/feed")), full_text: never}",
      rules: "  - {name: r, match: داعش}", more: "alive: {at: \"00:00\"}")
    /// As after a start: nothing is known of what was told.
    func run() async throws {
      let daemon = try desk.daemon(now: { clock.now })
      let service = AliveService(
        state: daemon.state,
        loop: PollLoop(
          pipeline: daemon.pipeline, setup: daemon.setup, remembered: [:],
          clock: ContinuousClock(), chance: { 0 }),
        observer: desk.events, committed: {}, surroundings: daemon.surroundings)
      let day = try await service.tell(after: nil)
      #expect(day != nil)
      #expect(try await service.tell(after: day) == day)
      daemon.state.close()
    }
    try await run()
    clock.pass(600)
    try await run()
    clock.pass(30 * 86_400)
    try await run()
    clock.pass(-30 * 86_400)
    try await run()
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .reader)
    let told = try state.alerts().filter { $0.type == "marsad.alive" }
    #expect(told.count == 2)
    let text = String(decoding: try #require(told.first).event, as: UTF8.self)
    #expect(text.contains(#""measured":{"sources":1,"failing":0,"#))
    state.close()
  }
}
