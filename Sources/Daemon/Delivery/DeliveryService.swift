package import Alerts
package import Fetch
package import Foundation
package import Rules
package import State
internal import Synchronization

/// Carries alerts from the outbox to their destinations, each at its own pace: a dead one delays
/// no other.
///
/// `run` serves until it is stopped or cancelled; `drain` delivers what can be delivered now. What
/// to do and when is decided by `DeliveryQueue`; here it is carried out.
package final class DeliveryService: Sendable {
  /// What the lanes share.
  struct Surroundings: Sendable {
    let state: StateFile
    let engine: FetchEngine
    let environment: [String: String]
    let now: @Sendable () -> Date
    let clock: any Clock<Duration>
    let chance: @Sendable () -> Double
    let observer: @Sendable (DaemonEvent) -> Void
    let shared: Shared
  }

  /// What changes with a reload, for all lanes at once.
  final class Shared: Sendable {
    private let values: Mutex<(queueLimit: Int, throttles: [String: Rule.Throttle])>

    init(queueLimit: Int, throttles: [String: Rule.Throttle]) {
      values = Mutex((queueLimit, throttles))
    }

    /// Deliveries that may wait for one destination.
    var queueLimit: Int { values.withLock(\.queueLimit) }
    /// By rule.
    var throttles: [String: Rule.Throttle] { values.withLock(\.throttles) }

    func set(queueLimit: Int, throttles: [String: Rule.Throttle]) {
      values.withLock { $0 = (queueLimit, throttles) }
    }
  }

  private struct Board {
    var lanes: [String: DeliveryLane] = [:]
    /// Where operational events go; empty means every log.
    var operations: [String] = []
    /// Takes lanes that are to be served, while `run` is at it.
    var starts: AsyncStream<DeliveryLane>.Continuation?
    var isStopping = false
  }

  /// How long attempts under way may take to end after a stop; then they are cut and do not count.
  static let grace = Duration.seconds(5)
  /// How often other processes' requests (`marsad deliveries retry`) are looked for.
  static let lookWait = Duration.seconds(2)

  private let surroundings: Surroundings
  private let board = Mutex(Board())
  private let stopping = Waker()

  /// - Parameters:
  ///   - operations: destinations of operational events; empty means every log.
  ///   - queueLimit: deliveries that may wait for one destination; more are dead letters.
  ///   - throttles: how many alerts of a rule go to one destination by themselves, by rule.
  ///   - chance: uniform in 0..<1.
  package init(
    state: StateFile, engine: FetchEngine, destinations: [DestinationSettings],
    operations: [String] = [], queueLimit: Int = 100_000,
    throttles: [String: Rule.Throttle] = [:], environment: [String: String],
    now: @escaping @Sendable () -> Date = { Date() },
    clock: any Clock<Duration> = ContinuousClock(),
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    observer: @escaping @Sendable (DaemonEvent) -> Void
  ) {
    surroundings = Surroundings(
      state: state, engine: engine, environment: environment, now: now, clock: clock,
      chance: chance, observer: observer,
      shared: Shared(queueLimit: queueLimit, throttles: throttles))
    set(destinations, operations: operations)
  }

  /// Says that a commit brought alerts. Any thread; returns at once.
  package func wake() {
    for lane in lanes { lane.wake() }
  }

  /// Serves every destination until `stop`, or until the task is cancelled.
  package func run() async {
    let (starts, continuation) = AsyncStream.makeStream(of: DeliveryLane.self)
    let first = board.withLock { board -> [DeliveryLane] in
      board.starts = continuation
      return Array(board.lanes.values)
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.serve(first, starts) }
      group.addTask {
        await self.stopping.wait(atMost: nil, clock: self.surroundings.clock)
        continuation.finish()
        for lane in self.lanes { lane.stop() }
        try? await self.surroundings.clock.sleep(for: Self.grace)
      }
      await group.next()
      group.cancelAll()
      continuation.finish()
    }
    board.withLock { $0.starts = nil }
  }

  /// Ends `run`: no new attempt begins, those under way may end within `grace`.
  package func stop() {
    board.withLock { $0.isStopping = true }
    stopping.ring()
  }

  /// Delivers what can be delivered, waiting for retries that fall due within `wait`; for a process
  /// that does not `run`.
  ///
  /// - Returns: how many deliveries wait for a later attempt.
  package func drain(for wait: Duration) async throws -> Int {
    let deadline = surroundings.now() + wait.inSeconds
    try await takeRequests()
    var before = -1
    // A failure may bring an event for another destination that was done already.
    for _ in 0..<3 {
      await withTaskGroup(of: Void.self) { group in
        for lane in lanes { group.addTask { await lane.run(until: deadline) } }
      }
      let waiting = try await waiting()
      if waiting == before { break }
      before = waiting
    }
    return try await waiting()
  }

  /// Takes over changed settings: secrets are read again, logs reopened. Attempts under way end as
  /// they began.
  package func reload(
    _ destinations: [DestinationSettings], operations: [String] = [], queueLimit: Int = 100_000,
    throttles: [String: Rule.Throttle] = [:]
  ) async {
    surroundings.shared.set(queueLimit: queueLimit, throttles: throttles)
    let kept = set(destinations, operations: operations)
    for (lane, settings) in kept { await lane.configure(settings) }
  }

  private var lanes: [DeliveryLane] { board.withLock { Array($0.lanes.values) } }

  private func waiting() async throws -> Int {
    let names = Set(lanes.map(\.name))
    return try surroundings.state.destinations()
      .filter { names.contains($0.name) }.reduce(0) { $0 + $1.pending }
  }
}

// MARK: - Lanes

extension DeliveryService {
  /// Makes lanes for new destinations and stops those of removed ones.
  ///
  /// - Returns: lanes that were there before, with their settings of now.
  @discardableResult
  private func set(
    _ destinations: [DestinationSettings], operations: [String]
  ) -> [(DeliveryLane, DestinationSettings)] {
    var health: [String: DestinationRow] = [:]
    do {
      for destination in destinations {
        try surroundings.state.register(
          destination: destination.name,
          address: DeliveryLane.address(
            of: destination, environment: surroundings.environment))
      }
      for row in try surroundings.state.destinations() { health[row.name] = row }
    } catch {
      surroundings.observer(
        .destinationNotice(destination: "*", type: "state", message: error.description))
    }
    let ended: [DeliveryLane]
    var kept: [(DeliveryLane, DestinationSettings)] = []
    (kept, ended) = board.withLock { board in
      var kept: [(DeliveryLane, DestinationSettings)] = []
      board.operations =
        operations.isEmpty
        ? destinations.filter { if case .log = $0.kind { true } else { false } }.map(\.name)
        : operations
      var lanes: [String: DeliveryLane] = [:]
      for settings in destinations {
        if let lane = board.lanes[settings.name] {
          lanes[settings.name] = lane
          kept.append((lane, settings))
          continue
        }
        let lane = DeliveryLane(
          settings, health: health[settings.name], surroundings: surroundings,
          report: { [weak self] in self?.report($0) },
          announce: { [weak self] in self?.announce($0) })
        lanes[settings.name] = lane
        board.starts?.yield(lane)
      }
      let ended = board.lanes.filter { lanes[$0.key] == nil }.map(\.value)
      board.lanes = lanes
      return (kept, ended)
    }
    for lane in ended { lane.stop() }
    return kept
  }

  private func serve(_ first: [DeliveryLane], _ starts: AsyncStream<DeliveryLane>) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await withTaskGroup(of: Void.self) { lanes in
          for lane in first { lanes.addTask { await lane.run(until: nil) } }
          for await lane in starts { lanes.addTask { await lane.run(until: nil) } }
        }
      }
      group.addTask { await self.watch() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Looks for what other processes wrote: requests for replays, and alerts of their own.
  private func watch() async {
    var seen: Int?
    while !Task.isCancelled, !board.withLock(\.isStopping) {
      do {
        let count = try surroundings.state.changeCount()
        if count != seen {
          try await takeRequests()
          if seen != nil {
            for lane in lanes {
              await lane.forgetDropped()
              await lane.lookAtPauses()
              lane.wake()
            }
          }
          seen = count
        }
      } catch {
        surroundings.observer(
          .destinationNotice(destination: "*", type: "state", message: "\(error)"))
      }
      try? await surroundings.clock.sleep(for: Self.lookWait)
    }
  }

  private func takeRequests() async throws {
    let requests = try surroundings.state.takeRetryRequests()
    guard !requests.isEmpty else { return }
    let lanes = board.withLock(\.lanes)
    for (name, items) in requests { await lanes[name]?.replay(items) }
  }

  /// Tells the journal of a destination's health, and gives what the others are to be sent.
  private func report(_ notice: DeliveryLane.Report) -> AlertRecord? {
    surroundings.observer(
      .destinationNotice(
        destination: notice.event.destination ?? "", type: notice.event.kind.rawValue,
        message: notice.words))
    let targets = board.withLock { board in
      board.operations.filter { $0 != notice.event.destination && board.lanes[$0] != nil }
    }
    guard !targets.isEmpty else { return nil }
    return AlertRecord(
      id: notice.event.id, type: notice.event.kind.rawValue, at: notice.event.timestamp,
      event: notice.event.encoded(), destinations: targets)
  }

  private func announce(_ destinations: [String]) {
    let lanes = board.withLock(\.lanes)
    for name in Set(destinations) { lanes[name]?.wake() }
  }
}

extension Duration {
  var inSeconds: TimeInterval {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
