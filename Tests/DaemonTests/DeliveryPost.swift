import Alerts
import Daemon
import Fetch
import Foundation
import Rules
import Settings
import State
import Synchronization
import TestSupport
import Text

/// A clock that stands still until somebody sleeps, and then is at once where the sleeper wants it.
final class LeapingClock: Clock {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let time = Mutex(Duration.zero)
  static let origin = Date(timeIntervalSince1970: 1_790_000_000)

  var now: Instant { Instant(offset: time.withLock(\.self)) }
  var minimumResolution: Duration { .nanoseconds(1) }
  var date: Date { Self.origin + Double(now.offset.components.seconds) }

  /// Sets it forward, to so many seconds after the origin.
  func leap(to seconds: Int) { time.withLock { $0 = max($0, .seconds(seconds)) } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    time.withLock { $0 = max($0, deadline.offset) }
  }
}

/// A state file, an engine and a loopback receiver around one delivery service.
final class DeliveryPost: Sendable {
  let scratch: Scratch
  let state: StateFile
  let engine: FetchEngine
  let clock = LeapingClock()
  let events = Mutex<[DaemonEvent]>([])
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  init(engine: FetchEngine = FetchEngine()) throws {
    self.engine = engine
    scratch = try Scratch()
    state = try StateFile(path: scratch.path("state.sqlite"))
    try scratch.write("secret", Self.secret + "\n")
  }

  var mark: SourceMark { SourceMark(file: "marsad.yaml", line: 1, column: 1) }

  func log(_ name: String = "file", rotation: LogRotation = LogRotation()) -> DestinationSettings {
    DestinationSettings(
      name: name, kind: .log(path: scratch.path("\(name).jsonl"), rotation: rotation), mark: mark)
  }

  func webhook(
    _ url: String, name: String = "desk", secrets: [String] = ["secret"],
    retry: [Duration] = DestinationSettings.Sending.defaultRetry
  ) -> DestinationSettings {
    var webhook = DestinationSettings.Webhook(url: url)
    webhook.secrets = secrets.map { .file(path: scratch.path($0), mark: mark) }
    webhook.sending.isInsecureAllowed = true
    webhook.sending.retry = retry
    if let loopback = AddressBlock("127.0.0.0/8") {
      webhook.sending.fetch.allowPrivate = [loopback]
    }
    return DestinationSettings(name: name, kind: .webhook(webhook), mark: mark)
  }

  /// With a clock that leaps, for `drain`; with the machine's, for `run`. `wall` gives the time of
  /// day of the machine in any case.
  func service(
    _ destinations: [DestinationSettings], operations: [String] = [], leaps: Bool = true,
    wall: Bool = false, queueLimit: Int = 100_000, throttles: [String: Rule.Throttle] = [:]
  ) -> DeliveryService {
    let leaping = clock
    let clock: any Clock<Duration> = leaps ? leaping : ContinuousClock()
    return DeliveryService(
      state: state, engine: engine, destinations: destinations, operations: operations,
      queueLimit: queueLimit, throttles: throttles, environment: [:],
      now: { leaps && !wall ? leaping.date : Date() }, clock: clock, chance: { 0.5 },
      observer: { [weak self] event in self?.events.withLock { $0.append(event) } })
  }

  /// Commits one alert and gives its id and bytes.
  @discardableResult
  func commit(_ number: Int, to destinations: [String]) throws -> (id: String, event: [UInt8]) {
    let event = AlertEvent.operational(
      .test, destination: "خبر \(number)", occasion: LeapingClock.origin + Double(number),
      now: LeapingClock.origin)
    let bytes = event.encoded()
    try state.commit(
      alerts: [
        AlertRecord(
          id: event.id, type: "marsad.test", at: LeapingClock.origin, event: bytes,
          destinations: destinations)
      ])
    return (event.id, bytes)
  }

  func states(_ destination: String) throws -> [DeliveryRow.State] {
    try state.deliveries(destination: destination).map(\.state)
  }

  func notices(_ destination: String) -> [String] {
    events.withLock { events in
      events.compactMap { event in
        if case .destinationNotice(destination, let type, _) = event { type } else { nil }
      }
    }
  }
}
