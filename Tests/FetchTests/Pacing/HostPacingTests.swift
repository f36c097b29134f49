import Testing

@testable import Fetch

@Suite struct HostPacingTests {
  /// The pacing under test, so that expectations can hold a change and its actions at once.
  private final class Subject {
    private var pacing = HostPacing()
    var nextWake: Duration? { pacing.nextWake }
    var hostCount: Int { pacing.hostCount }

    func enqueue(
      _ ticket: UInt64, host: String, manners: HostPacing.Manners, isNextHop: Bool = false,
      now: Duration
    ) -> [HostPacing.Action] {
      pacing.enqueue(ticket, host: host, manners: manners, isNextHop: isNextHop, now: now)
    }

    func finished(host: String, holdFor: Duration? = nil, now: Duration) -> [HostPacing.Action] {
      pacing.finished(host: host, holdFor: holdFor, now: now)
    }

    func withdraw(_ ticket: UInt64, host: String, now: Duration) -> [HostPacing.Action] {
      pacing.withdraw(ticket, host: host, now: now)
    }

    func tick(now: Duration) -> [HostPacing.Action] { pacing.tick(now: now) }
  }

  private let plain = HostPacing.Manners(connections: 2, delay: .zero)
  private let slow = HostPacing.Manners(connections: 2, delay: .seconds(5))

  @Test func `no more than the host's connections run at once`() {
    let pacing = Subject()
    #expect(pacing.enqueue(1, host: "a:80", manners: plain, now: .zero) == [.start(1)])
    #expect(pacing.enqueue(2, host: "a:80", manners: plain, now: .zero) == [.start(2)])
    #expect(pacing.enqueue(3, host: "a:80", manners: plain, now: .zero) == [])
    #expect(pacing.enqueue(4, host: "b:80", manners: plain, now: .zero) == [.start(4)])
    #expect(pacing.finished(host: "a:80", now: .seconds(1)) == [.start(3)])
    #expect(pacing.nextWake == nil)
  }

  @Test func `starts are as far apart as the delay says`() {
    let pacing = Subject()
    #expect(pacing.enqueue(1, host: "a:80", manners: slow, now: .seconds(10)) == [.start(1)])
    #expect(pacing.enqueue(2, host: "a:80", manners: slow, now: .seconds(11)) == [])
    #expect(pacing.nextWake == .seconds(15))
    #expect(pacing.tick(now: .seconds(14)) == [])
    #expect(pacing.tick(now: .seconds(15)) == [.start(2)])
    #expect(pacing.nextWake == nil)
  }

  @Test func `a short hold is waited for, a long one refuses`() {
    let pacing = Subject()
    _ = pacing.enqueue(1, host: "a:80", manners: plain, now: .zero)
    #expect(pacing.finished(host: "a:80", holdFor: .seconds(8), now: .zero) == [])
    #expect(pacing.enqueue(2, host: "a:80", manners: plain, now: .seconds(1)) == [])
    #expect(pacing.tick(now: .seconds(8)) == [.start(2)])
    #expect(pacing.finished(host: "a:80", holdFor: .seconds(3600), now: .seconds(9)) == [])
    #expect(
      pacing.enqueue(3, host: "a:80", manners: plain, now: .seconds(10))
        == [.refuse(3, wait: .seconds(3599))])
    #expect(pacing.enqueue(4, host: "a:80", manners: plain, now: .seconds(3609)) == [.start(4)])
  }

  @Test func `a hold refuses those that already wait`() {
    let pacing = Subject()
    for ticket in 1...3 {
      _ = pacing.enqueue(UInt64(ticket), host: "a:80", manners: plain, now: .zero)
    }
    #expect(
      pacing.finished(host: "a:80", holdFor: .seconds(60), now: .zero)
        == [.refuse(3, wait: .seconds(60))])
  }

  @Test func `the next hop of a redirect goes first`() {
    let pacing = Subject()
    let one = HostPacing.Manners(connections: 1, delay: .zero)
    _ = pacing.enqueue(1, host: "a:80", manners: one, now: .zero)
    _ = pacing.enqueue(2, host: "a:80", manners: one, now: .zero)
    _ = pacing.enqueue(3, host: "a:80", manners: one, isNextHop: true, now: .zero)
    #expect(pacing.finished(host: "a:80", now: .zero) == [.start(3)])
  }

  @Test func `one that gave up is not started`() {
    let pacing = Subject()
    let one = HostPacing.Manners(connections: 1, delay: .zero)
    for ticket in 1...3 {
      _ = pacing.enqueue(UInt64(ticket), host: "a:80", manners: one, now: .zero)
    }
    #expect(pacing.withdraw(2, host: "a:80", now: .zero) == [])
    #expect(pacing.finished(host: "a:80", now: .zero) == [.start(3)])
  }

  @Test func `a storm of requests keeps order and forgets its hosts`() {
    let pacing = Subject()
    var started: [UInt64] = []
    func note(_ actions: [HostPacing.Action]) {
      for case .start(let ticket) in actions { started.append(ticket) }
    }
    for ticket in 0..<20_000 {
      note(pacing.enqueue(UInt64(ticket), host: "a:80", manners: plain, now: .zero))
    }
    for _ in 0..<20_000 { note(pacing.finished(host: "a:80", now: .zero)) }
    #expect(started == Array(0..<20_000))
    #expect(pacing.hostCount == 0)
    for index in 0..<10_000 {
      let now = Duration.seconds(index * 10)
      _ = pacing.enqueue(1, host: "\(index):80", manners: slow, now: now)
      _ = pacing.finished(host: "\(index):80", now: now)
    }
    #expect(pacing.hostCount <= 1025)
  }
}
