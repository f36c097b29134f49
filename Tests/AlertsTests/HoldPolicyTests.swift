import Foundation
import Rules
import Testing

@testable import Alerts

@Suite struct HoldPolicyTests {
  let start = Date(timeIntervalSince1970: 1_790_000_000)

  private func night(_ zone: String = "UTC", except: [Rule.Severity] = [.critical])
    -> DestinationSettings.Quiet
  {
    .init(from: 22 * 60, to: 6 * 60, zone: zone, except: except)
  }

  private func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

  @Test(arguments: [
    ("2026-01-10T18:59:00Z", false), ("2026-01-10T19:00:00Z", true),
    ("2026-01-10T23:30:00Z", true), ("2026-01-11T02:59:59Z", true),
    ("2026-01-11T03:00:00Z", false), ("2026-01-11T12:00:00Z", false),
  ])
  func `quiet hours over midnight follow the zone's clock`(moment: String, isQuiet: Bool) throws {
    #expect(night("Asia/Damascus").isQuiet(at: try date(moment)) == isQuiet)
  }

  // Berlin: summer time from 2026-03-29T01:00Z, until 2026-10-25T01:00Z.
  @Test(arguments: [
    ("2026-03-28T20:59:00Z", false), ("2026-03-28T21:00:00Z", true),
    ("2026-03-29T03:59:00Z", true), ("2026-03-29T04:00:00Z", false),
    ("2026-10-24T20:00:00Z", true), ("2026-10-25T04:59:00Z", true),
    ("2026-10-25T05:00:00Z", false),
  ])
  func `the clock may change in between`(moment: String, isQuiet: Bool) throws {
    #expect(night("Europe/Berlin").isQuiet(at: try date(moment)) == isQuiet)
  }

  @Test func `hours within one day end on the same day`() throws {
    let noon = DestinationSettings.Quiet(from: 720, to: 780, zone: "UTC", except: [])
    #expect(noon.isQuiet(at: try date("2026-05-01T12:59:59Z")))
    #expect(!noon.isQuiet(at: try date("2026-05-01T13:00:00Z")))
    #expect(
      noon.nextChange(after: try date("2026-05-01T12:30:00Z"))
        == (try date("2026-05-01T13:00:00Z")))
    #expect(
      noon.nextChange(after: try date("2026-05-01T13:00:00Z"))
        == (try date("2026-05-02T12:00:00Z")))
  }

  @Test func `the end of the night is known, also when the clock changes before it`() throws {
    let quiet = night("Europe/Berlin")
    #expect(
      quiet.nextChange(after: try date("2026-03-28T23:00:00Z"))
        == (try date("2026-03-29T04:00:00Z")))
    #expect(
      quiet.nextChange(after: try date("2026-10-24T23:00:00Z"))
        == (try date("2026-10-25T05:00:00Z")))
  }

  @Test func `in quiet hours only the excepted severities go out`() throws {
    var policy = HoldPolicy(quiet: night())
    let now = try date("2026-05-01T23:00:00Z")
    let end = try date("2026-05-02T06:00:00Z")
    let high = HoldPolicy.Subject(rule: "isis", severity: .high, created: now)
    #expect(policy.hold(high, now: now) == .init(.quiet, release: end))
    #expect(policy.hold(.init(rule: "isis", severity: .critical, created: now), now: now) == nil)
    // Of operations: nobody is woken because a feed is down.
    #expect(policy.hold(.init(created: now), now: now)?.reason == .quiet)
    #expect(policy.hold(high, now: end) == nil)
  }

  @Test func `of a throttled rule so many go out and the rest wait until there is room`() {
    var policy = HoldPolicy(throttles: ["noisy": .init(count: 3, seconds: 3_600)])
    policy.remember([], of: "noisy")
    func ask(_ minute: Int, _ rule: String = "noisy") -> HoldPolicy.Hold? {
      let now = start + Double(minute * 60)
      return policy.hold(.init(rule: rule, severity: .critical, created: now), now: now)
    }
    #expect([0, 10, 20].map { ask($0) } == [nil, nil, nil])
    #expect(ask(30) == .init(.throttle, release: start + 3_600))
    #expect(ask(31, "other") == nil)
    #expect(ask(59)?.reason == .throttle)
    #expect([60, 70].map { ask($0) } == [nil, nil])
    #expect(ask(75) == .init(.throttle, release: start + 1_200 + 3_600))
  }

  @Test func `a clock that was set back throttles nobody for longer than the rule says`() {
    var policy = HoldPolicy(throttles: ["noisy": .init(count: 1, seconds: 60)])
    policy.remember([start + 86_400], of: "noisy")
    #expect(policy.hold(.init(rule: "noisy", created: start), now: start) == nil)
    var book = HeldBook()
    book.add(
      .init(.throttle, rule: "noisy"), .init(count: 1, first: start, release: start + 86_460))
    #expect(policy.due(book, now: start) == [.init(.throttle, rule: "noisy")])
  }

  @Test func `a gathering destination gets its digest after a time or a number`() {
    let policy = HoldPolicy(digest: .init(every: .seconds(900), max: 5))
    var asked = policy
    let subject = HoldPolicy.Subject(rule: "isis", severity: .high, created: start)
    #expect(asked.hold(subject, now: start) == .init(.digest, release: start + 900))
    #expect(asked.hold(.init(severity: .critical, created: start), now: start) == nil)
    let group = HeldBook.Group(.digest, rule: "isis")
    var book = HeldBook()
    book.add(group, .init(count: 4, first: start, release: start + 900))
    #expect(policy.due(book, now: start + 899) == [])
    #expect(policy.nextChange(book, now: start) == start + 900)
    #expect(policy.due(book, now: start + 900) == [group])
    book.add(group, .init(count: 1, first: start + 10, release: start + 910))
    #expect(policy.due(book, now: start + 11) == [group])
  }

  @Test func `nothing becomes a digest in quiet hours, all of it afterwards`() throws {
    let policy = HoldPolicy(
      quiet: night(), digest: .init(every: .seconds(60)),
      throttles: ["noisy": .init(count: 1, seconds: 60)])
    let evening = try date("2026-05-01T21:59:30Z")
    let groups: [HeldBook.Group] = [
      .init(.quiet, rule: "isis"), .init(.digest, rule: nil), .init(.throttle, rule: "noisy"),
    ]
    var book = HeldBook()
    for group in groups {
      book.add(group, .init(count: 9, first: evening, release: evening + 60))
    }
    let night = try date("2026-05-02T03:00:00Z")
    #expect(policy.due(book, now: night) == [])
    let morning = try date("2026-05-02T06:00:00Z")
    #expect(policy.nextChange(book, now: night) == morning)
    #expect(Set(policy.due(book, now: morning)) == Set(groups))
  }

  @Test func `a paused rule is held until its pause ends, whatever else is due`() {
    var policy = HoldPolicy(throttles: ["isis": .init(count: 1, seconds: 60)])
    policy.paused = ["isis": start + 600, "other": .distantFuture]
    let subject = HoldPolicy.Subject(rule: "isis", severity: .critical, created: start)
    #expect(policy.hold(subject, now: start) == .init(.pause, release: start + 600))
    #expect(policy.hold(.init(rule: "other", created: start), now: start) == .init(.pause))
    var book = HeldBook()
    book.add(.init(.pause, rule: "isis"), .init(count: 1, first: start, release: nil))
    book.add(.init(.throttle, rule: "isis"), .init(count: 1, first: start, release: start + 60))
    #expect(policy.due(book, now: start + 599) == [])
    #expect(policy.nextChange(book, now: start + 60) == start + 600)
    #expect(policy.due(book, now: start + 600).count == 2)
  }

  @Test func `what its configuration no longer holds is due`() {
    let policy = HoldPolicy()
    var book = HeldBook()
    let groups: [HeldBook.Group] = HoldReason.allCases.map { .init($0, rule: "isis") }
    for group in groups { book.add(group, .init(count: 1, first: start, release: start + 9_999)) }
    #expect(Set(policy.due(book, now: start)) == Set(groups))
  }
}
