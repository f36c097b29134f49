internal import Alerts
internal import Foundation
internal import State
internal import Synchronization

/// One destination's way out: takes its messages from the outbox and sends them as its queue says.
actor DeliveryLane {
  /// Something about the destination that people should know.
  struct Report: Sendable {
    var event: AlertEvent
    /// One sentence for the journal.
    var words: String
  }

  nonisolated let name: String
  private let surroundings: DeliveryService.Surroundings
  let report: @Sendable (Report) -> Void
  private nonisolated let waker = Waker()
  private nonisolated let isStopped = Mutex(false)
  private var settings: DestinationSettings
  private var queue: DeliveryQueue
  /// Made when first needed, and again after a reload; nil while it cannot be made.
  private var sender: DeliverySender?
  /// The last delivery that was read from the outbox.
  private var loadedThrough: Int64 = 0
  private var mayHaveMore = true
  private var savedFailingSince: Date?

  /// So many messages are read at once, and so few are left before more are read.
  private static let page = 1_000
  private static let low = 200
  /// Lines that a log takes in one piece.
  private static let batch = 64
  /// No wait is longer, so that a jump of the wall clock is noticed.
  private static let longestWait = Duration.seconds(60)

  init(
    _ settings: DestinationSettings, health: DestinationRow?,
    surroundings: DeliveryService.Surroundings, report: @escaping @Sendable (Report) -> Void
  ) {
    name = settings.name
    self.settings = settings
    self.surroundings = surroundings
    self.report = report
    savedFailingSince = health?.failingSince
    queue = DeliveryQueue(
      schedule: DeliverySender.schedule(of: settings), failingSince: health?.failingSince,
      isDisabled: health?.disabledAt != nil)
  }

  /// A mark of where a destination is: one that has moved gets a new chance.
  static func address(of settings: DestinationSettings) -> UInt64 {
    switch settings.kind {
    case .log(let path): Fingerprint.of("log", path)
    case .webhook(let webhook): Fingerprint.of("webhook", webhook.url)
    case .unsupported(let preset): Fingerprint.of("preset", preset)
    }
  }

  /// Something new may be in the outbox. Any thread.
  nonisolated func wake() { waker.ring() }

  /// Ends `run` once the attempt under way has ended. Any thread.
  nonisolated func stop() {
    isStopped.withLock { $0 = true }
    waker.ring()
  }

  func configure(_ settings: DestinationSettings) {
    if settings.kind == self.settings.kind, case .log = settings.kind {
      do throws(LogFile.Failure) {
        try sender?.reopen()
      } catch {
        tell("log.reopen", error.description)
      }
    } else {
      if Self.address(of: settings) != Self.address(of: self.settings) { queue.enable() }
      // Secrets are read anew.
      sender = nil
    }
    self.settings = settings
    queue.schedule = DeliverySender.schedule(of: settings)
    // What an operator has just mended is not kept waiting.
    queue.hurry(now: surroundings.now())
    waker.ring()
  }

  /// Sends messages again that were finished or wait, as an operator asked.
  func replay(_ items: [OutboxItem]) {
    if queue.isDisabled {
      queue.enable()
      savedFailingSince = nil
    }
    for item in items { queue.renew(item.id) }
    mayHaveMore = true
    waker.ring()
  }

  /// Serves until stopped or cancelled; with a deadline, until nothing falls due before it.
  func run(until deadline: Date?) async {
    mayHaveMore = true
    while !Task.isCancelled, !isStopped.withLock({ $0 }) {
      let now = surroundings.now()
      publish(queue.dueNotices(now: now), now: now)
      guard load() else {
        guard deadline == nil else { return }
        await pause(.seconds(5))
        continue
      }
      guard !isUnsupported else {
        guard deadline == nil else { return }
        await pause(nil)
        continue
      }
      switch queue.next(now: now, batch: isLog ? Self.batch : 1) {
      case .attempt(let ids):
        await attempt(ids)
      case .wait(let until):
        if let deadline, until > deadline { return }
        let wake = queue.nextNotice.map { min($0, until) } ?? until
        await pause(.seconds(max(0.001, wake.timeIntervalSince(now))))
      case .idle, .busy, .disabled:
        guard deadline == nil else { return }
        let notice = queue.nextNotice.map {
          Duration.seconds(max(0.001, $0.timeIntervalSince(now)))
        }
        await pause(notice)
      }
    }
  }

  /// Messages that wait, as far as they were read.
  var waiting: Int { queue.count }

  private var isLog: Bool { if case .log = settings.kind { true } else { false } }
  private var isUnsupported: Bool {
    if case .unsupported = settings.kind { true } else { false }
  }

  private func pause(_ wait: Duration?) async {
    await waker.wait(atMost: wait.map { min($0, Self.longestWait) }, clock: surroundings.clock)
    mayHaveMore = true
  }

  /// Reads on in the outbox; false when it cannot be read now.
  private func load() -> Bool {
    do throws(StateError) {
      while mayHaveMore, queue.orderedCount < Self.low {
        let items = try surroundings.state.pending(
          destination: name, after: loadedThrough, limit: Self.page)
        mayHaveMore = items.count == Self.page
        for item in items {
          loadedThrough = item.id
          // A clock that was set back must not make a wait endless.
          let due = item.nextAttempt.map { min($0, surroundings.now() + queue.longestWait) }
          queue.enqueue(
            .init(id: item.id, tries: item.tries, isAside: item.isAside, due: due))
        }
      }
      return true
    } catch {
      tell("state", error.description)
      return false
    }
  }
}

// MARK: - Attempts

extension DeliveryLane {
  private func attempt(_ ids: [Int64]) async {
    let start = surroundings.clock.moment
    let began = surroundings.now()
    var messages: [OutgoingMessage] = []
    var alerts: [Int64: String] = [:]
    do throws(StateError) {
      for id in ids {
        guard let message = try surroundings.state.message(delivery: id) else {
          // Its alert was forgotten: there is nothing to send.
          try surroundings.state.abandon([id], at: began, error: "its alert is no longer kept")
          continue
        }
        messages.append(message)
        alerts[id] = message.alert
      }
    } catch {
      _ = queue.failed(
        DeliveryFailure(scope: .cut, kind: "state", message: error.description), now: began,
        chance: 0)
      tell("state", error.description)
      await pause(.seconds(5))
      return
    }
    let answer = await send(messages, now: began)
    let now = surroundings.now()
    let seconds = start().inSeconds
    let result =
      if let failure = answer.failure {
        queue.failed(failure, now: now, chance: surroundings.chance())
      } else {
        queue.delivered(now: now)
      }
    let verdicts = result.verdicts.filter { alerts[$0.id] != nil }
    save(verdicts, answer: answer, at: began, seconds: seconds)
    for verdict in verdicts {
      let alert = alerts[verdict.id] ?? ""
      switch verdict.fate {
      case .delivered: surroundings.observer(.delivered(alert: alert, destination: name))
      case .again(let next, _, _): note(alert, answer, next: next)
      case .dead, .disabled: note(alert, answer, next: nil)
      case .uncounted: break
      }
    }
    publish(result.notices, now: now)
  }

  private func send(_ messages: [OutgoingMessage], now: Date) async -> DeliveryAnswer {
    guard !messages.isEmpty else { return DeliveryAnswer() }
    do throws(DeliveryFailure) {
      let ready: DeliverySender
      if let sender {
        ready = sender
      } else {
        ready = try DeliverySender(settings, surroundings: surroundings)
        sender = ready
      }
      return await ready.send(messages, now: now)
    } catch {
      return DeliveryAnswer(failure: error)
    }
  }

  private func note(_ alert: String, _ answer: DeliveryAnswer, next: Date?) {
    surroundings.observer(
      .deliveryFailed(
        alert: alert, destination: name, message: answer.failure?.message ?? "", next: next))
  }

  private func save(
    _ verdicts: [DeliveryQueue.Verdict], answer: DeliveryAnswer, at began: Date, seconds: Double
  ) {
    var records: [AttemptRecord] = []
    var disabled: String?
    for verdict in verdicts {
      let result: AttemptRecord.Result
      switch verdict.fate {
      case .uncounted: continue
      case .delivered: result = .delivered
      case .again(let at, let tries, let isAside):
        result = .again(at: at, tries: tries, isAside: isAside)
      case .dead: result = .dead
      case .disabled(let reason):
        disabled = reason
        result = .again(at: began, tries: 0, isAside: false)
      }
      records.append(
        AttemptRecord(
          delivery: verdict.id, at: began, seconds: seconds, status: answer.status,
          error: answer.failure?.message, answer: answer.body, result: result))
    }
    do throws(StateError) {
      try surroundings.state.record(records)
      if let disabled {
        try surroundings.state.disable(name, at: began, reason: disabled)
      }
      if queue.failingSince != savedFailingSince {
        try surroundings.state.setFailing(name, since: queue.failingSince)
        savedFailingSince = queue.failingSince
      }
    } catch {
      // What was delivered is remembered by the queue; a restart would send it again.
      tell("state", error.description)
    }
  }

  private func tell(_ type: String, _ message: String) {
    surroundings.observer(.destinationNotice(destination: name, type: type, message: message))
  }
}

extension Clock where Duration == Swift.Duration {
  /// A stopwatch: what was called gives the time since.
  fileprivate var moment: @Sendable () -> Duration {
    let start = now
    return { start.duration(to: now) }
  }
}
