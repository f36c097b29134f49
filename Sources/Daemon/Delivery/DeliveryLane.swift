internal import Alerts
internal import Foundation
internal import Settings
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
  let surroundings: DeliveryService.Surroundings
  /// Tells the journal at once, and gives what other destinations are to hear once it is committed.
  private let report: @Sendable (Report) -> AlertRecord?
  /// Says which destinations have something new.
  private let announce: @Sendable ([String]) -> Void
  private nonisolated let waker = Waker()
  private nonisolated let isStopped = Mutex(false)
  private(set) var settings: DestinationSettings
  private var address: UInt64
  var queue: DeliveryQueue
  /// What of it waits for a digest.
  var holding: Holding
  /// Made when first needed, and again after a reload; nil while it cannot be made.
  private var sender: DeliverySender?
  /// The last delivery that was read from the outbox.
  private var loadedThrough: Int64 = 0
  var mayHaveMore = true
  private var limitChecked = Date.distantPast
  private var savedHealth: Settlement.Health
  /// What could not be written yet. Nothing is sent before it is.
  private var unsaved: Settlement
  /// Troubles of our own that were told, by type.
  private var toldTroubles: [String: String] = [:]

  /// So many messages are read at once, and so few are left before more are read.
  private static let page = 1_000
  private static let low = 200
  /// Lines that a log takes in one piece.
  private static let batch = 64
  /// How often it is looked at whether too much waits.
  private static let limitPause: TimeInterval = 60
  /// No wait is longer, so that a jump of the wall clock is noticed.
  private static let longestWait = Duration.seconds(60)

  init(
    _ settings: DestinationSettings, health: DestinationRow?,
    surroundings: DeliveryService.Surroundings,
    report: @escaping @Sendable (Report) -> AlertRecord?,
    announce: @escaping @Sendable ([String]) -> Void
  ) {
    name = settings.name
    self.settings = settings
    address = Self.address(of: settings, environment: surroundings.environment)
    self.surroundings = surroundings
    holding = Holding(settings, throttles: surroundings.shared.throttles)
    self.report = report
    self.announce = announce
    savedHealth = Settlement.Health(
      failingSince: health?.failingSince, failures: health?.failures ?? 0,
      told: health?.told ?? 0, errorKind: health?.errorKind, error: health?.error)
    unsaved = Settlement(destination: settings.name)
    queue = DeliveryQueue(
      manner: settings.manner, failingSince: savedHealth.failingSince,
      attempts: savedHealth.failures, toldStages: savedHealth.told,
      lastFailure: Self.failure(savedHealth),
      isDisabled: health?.disabledAt != nil)
  }

  /// The failure that the process before saw last. What it asks of an operator was told then.
  private static func failure(_ health: Settlement.Health) -> DeliveryFailure? {
    guard let kind = health.errorKind, let message = health.error else { return nil }
    return DeliveryFailure(scope: .destination, kind: kind, message: message)
  }

  /// A mark of where a destination is: one that has moved gets a new chance.
  static func address(
    of settings: DestinationSettings, environment: [String: String]
  ) -> UInt64 {
    switch settings.kind {
    case .log(let path, _): Fingerprint.of("log", path)
    case .webhook(let webhook): Fingerprint.of("webhook", webhook.url)
    case .receiver(let receiver, _):
      Fingerprint.of(address(of: receiver.form, environment: environment))
    case .email(let email, _):
      Fingerprint.of(["email", email.relay, email.from] + email.to)
    case .program(let program, _): Fingerprint.of(["exec"] + program.command)
    }
  }

  /// Of a secret its text counts, wherever it is kept: most of them are addresses.
  private static func address(
    of form: any ReceiverForm, environment: [String: String]
  ) -> [String] {
    let secrets = form.secrets.map { reference in
      (try? Secrets.read(reference, environment: environment))
        .map { String(decoding: $0, as: UTF8.self) } ?? "\(reference)"
    }
    return ["receiver", form.word, form.url ?? ""] + form.place + secrets
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
        try sender?.reopen(now: surroundings.now())
      } catch {
        tell("log.reopen", error.description)
      }
    } else {
      let address = Self.address(of: settings, environment: surroundings.environment)
      if address != self.address { enable() }
      self.address = address
      // Secrets are read anew.
      sender = nil
    }
    self.settings = settings
    queue.manner = settings.manner
    holding.configure(settings, throttles: surroundings.shared.throttles)
    // What an operator has just mended is not kept waiting.
    queue.hurry(now: surroundings.now())
    waker.ring()
  }

  /// Sends messages again that were finished or wait, as an operator asked.
  func replay(_ items: [OutboxItem]) {
    if queue.isDisabled { enable() }
    for item in items { queue.renew(item.id) }
    mayHaveMore = true
    waker.ring()
  }

  /// The file knows of it already.
  private func enable() {
    queue.enable()
    savedHealth = Settlement.Health()
  }

  /// Looks at all that waits once more.
  func lookAgain() {
    queue.keepOnly([])
    loadedThrough = 0
    mayHaveMore = true
  }

  /// Somebody may have paused or resumed something.
  func lookAtPauses() {
    holding.isStale = true
    waker.ring()
  }

  /// Lets go of messages that somebody has dropped.
  func forgetDropped() {
    do throws(StateError) {
      queue.keepOnly(try surroundings.state.stillPending(queue.ids, destination: name))
    } catch {
      tell("state", error.description)
    }
    waker.ring()
  }

  /// Serves until stopped or cancelled; with a deadline, until nothing falls due before it.
  func run(until deadline: Date?) async {
    mayHaveMore = true
    while !Task.isCancelled, !isStopped.withLock({ $0 }) {
      let now = surroundings.now()
      publish(queue.dueNotices(now: now), now: now)
      guard settle(), giveUpExcess(now: now), lookAtHolding(now: now), load(), digest(now: now)
      else {
        guard deadline == nil else { return }
        await pause(.seconds(5))
        continue
      }
      guard !isPaused(at: now) else {
        guard deadline == nil else { return }
        await pause(nil)
        continue
      }
      switch queue.next(now: now, batch: isLog ? Self.batch : 1) {
      case .attempt(let ids):
        await attempt(ids)
      case .wait(let until):
        if let deadline, until > deadline { return }
        let wake = [until, queue.nextNotice, nextHolding(now: now)].compactMap(\.self).min()
        await pause(.seconds(max(0.001, (wake ?? until).timeIntervalSince(now))))
      case .idle, .busy, .disabled:
        guard deadline == nil else { return }
        let wake = [queue.nextNotice, nextHolding(now: now)].compactMap(\.self).min().map {
          Duration.seconds(max(0.001, $0.timeIntervalSince(now)))
        }
        await pause(wake)
      }
    }
  }

  /// Messages that wait, as far as they were read.
  var waiting: Int { queue.count }

  private var isLog: Bool { if case .log = settings.kind { true } else { false } }

  private func pause(_ wait: Duration?) async {
    // While something is held or paused the wall clock decides, and it may jump.
    let wait = wait ?? (holding.isIdle ? nil : Self.longestWait)
    await waker.wait(atMost: wait.map { min($0, Self.longestWait) }, clock: surroundings.clock)
    mayHaveMore = true
  }

  /// What waits beyond the limit ends as dead letters, the youngest first; false when it cannot be
  /// written now.
  private func giveUpExcess(now: Date) -> Bool {
    guard abs(now.timeIntervalSince(limitChecked)) >= Self.limitPause else { return true }
    let limit = surroundings.shared.queueLimit
    do throws(StateError) {
      let count = try surroundings.state.giveUp(
        beyond: limit, destination: name, at: now,
        error: "more than \(limit) waited for this destination; raise limits.queue")
      limitChecked = now
      guard count > 0 else { return true }
      surroundings.observer(
        .destinationNotice(
          destination: name, type: "queue.full",
          message: "\(count) alerts beyond limits.queue (\(limit)) are dead letters; "
            + "marsad deliveries retry --destination \(name)"))
      return true
    } catch {
      tell("state", error.description)
      return false
    }
  }

  /// Reads on in the outbox; false when it cannot be read now.
  func load() -> Bool {
    do throws(StateError) {
      while mayHaveMore, queue.orderedCount < Self.low {
        let items = try surroundings.state.pending(
          destination: name, after: loadedThrough, limit: Self.page)
        mayHaveMore = items.count == Self.page
        let held = try hold(items, now: surroundings.now())
        for item in items {
          loadedThrough = item.id
          guard !held.contains(item.id) else { continue }
          // A clock that was set back must not make a wait endless.
          let wait = min(max(item.wait ?? queue.longestWait, 0), queue.longestWait)
          let due = item.nextAttempt.map { min($0, surroundings.now() + wait) }
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
    var gone: [Int64] = []
    do throws(StateError) {
      for id in ids {
        if let message = try surroundings.state.message(delivery: id) {
          messages.append(message)
          alerts[id] = message.alert
        } else {
          gone.append(id)
        }
      }
      // Dropped, or its alert was forgotten: there is nothing to send.
      try surroundings.state.abandon(gone, at: began, error: "its alert is no longer kept")
    } catch {
      _ = queue.failed(
        DeliveryFailure(scope: .cut, kind: "state", message: error.description), now: began,
        chance: 0)
      tell("state", error.description)
      await pause(.seconds(5))
      return
    }
    queue.withdraw(gone)
    guard !messages.isEmpty else { return }
    let answer = await send(messages, now: began)
    let now = surroundings.now()
    let seconds = start().inSeconds
    let isTooLarge = answer.status == 413 || answer.failure?.kind == "template"
    if isTooLarge, let message = messages.first, let delivery = ids.first {
      do throws(StateError) {
        if try divide(message, delivery) { return }
      } catch {
        tell("state", error.description)
      }
    }
    let result =
      if let failure = answer.failure {
        queue.failed(failure, now: now, chance: surroundings.chance())
      } else {
        queue.delivered(now: now)
      }
    note(result.verdicts, answer: answer, at: began, seconds: seconds)
    measure(result.verdicts, of: messages, answer: answer, at: now, seconds: seconds)
    for verdict in result.verdicts {
      let alert = alerts[verdict.id] ?? ""
      switch verdict.fate {
      case .delivered: surroundings.observer(.delivered(alert: alert, destination: name))
      case .again(let next, _, _): tell(alert, answer, next: next)
      case .dead, .disabled: tell(alert, answer, next: nil)
      case .uncounted: break
      }
    }
    publish(result.notices, now: now)
    let trouble = isLog ? "log.rotate" : "delivery.partial"
    if let words = answer.trouble {
      tell(trouble, words)
    } else {
      toldTroubles[trouble] = nil
    }
    _ = settle()
  }

  private func send(_ messages: [OutgoingMessage], now: Date) async -> DeliveryAnswer {
    do throws(DeliveryFailure) {
      let ready: DeliverySender
      if let sender {
        ready = sender
      } else {
        ready = try DeliverySender(
          settings, engine: surroundings.engine, environment: surroundings.environment, now: now)
        sender = ready
      }
      return await ready.send(messages, now: now)
    } catch {
      return DeliveryAnswer(failure: error)
    }
  }

  /// Tells metrics of an attempt, and how long what it delivered had waited.
  private func measure(
    _ verdicts: [DeliveryQueue.Verdict], of messages: [OutgoingMessage], answer: DeliveryAnswer,
    at now: Date, seconds: Double
  ) {
    let counted = verdicts.count { $0.fate != .uncounted }
    guard counted > 0 else { return }
    surroundings.observer(
      .measured(
        .attempt(
          destination: name, kind: answer.kind, messages: counted, seconds: seconds)))
    guard answer.failure == nil else { return }
    for message in messages.prefix(counted) {
      guard let committed = message.committed else { continue }
      surroundings.observer(
        .measured(.delivery(destination: name, seconds: now.timeIntervalSince(committed))))
    }
  }

  private func tell(_ alert: String, _ answer: DeliveryAnswer, next: Date?) {
    surroundings.observer(
      .deliveryFailed(
        alert: alert, destination: name, message: answer.failure?.message ?? "", next: next))
  }

  /// Takes down what an attempt came to.
  private func note(
    _ verdicts: [DeliveryQueue.Verdict], answer: DeliveryAnswer, at began: Date, seconds: Double
  ) {
    for verdict in verdicts {
      let result: AttemptRecord.Result
      switch verdict.fate {
      case .uncounted: continue
      case .delivered: result = .delivered
      case .again(let at, let tries, let isAside):
        result = .again(at: at, tries: tries, isAside: isAside)
      case .dead: result = .dead
      case .disabled(let reason):
        unsaved.disabled = (began, reason)
        result = .again(at: began, tries: 0, isAside: false)
      }
      unsaved.attempts.append(
        AttemptRecord(
          delivery: verdict.id, at: began, seconds: seconds, status: answer.status,
          error: answer.failure?.message, answer: answer.body, result: result))
    }
  }

  /// Takes down what people are to hear.
  private func publish(_ notices: [DeliveryQueue.Notice], now: Date) {
    for notice in notices {
      guard let record = report(describe(notice, now: now)) else { continue }
      unsaved.alerts.append(record)
    }
  }

  /// Writes what was taken down; false when it must be tried again. A kill before it sends the
  /// message under way once more, and no other.
  private func settle() -> Bool {
    let failure = queue.lastFailure.flatMap { $0.scope == .message ? nil : $0 }
    let health = Settlement.Health(
      failingSince: queue.failingSince, failures: queue.attempts, told: queue.toldStages,
      errorKind: failure?.kind, error: failure?.message)
    unsaved.health = health != savedHealth ? health : nil
    guard !unsaved.isEmpty else { return true }
    do throws(StateError) {
      try surroundings.state.settle(unsaved)
    } catch {
      tell("state", error.description)
      return false
    }
    let targets = unsaved.alerts.flatMap(\.destinations)
    savedHealth = health
    unsaved = Settlement(destination: name)
    toldTroubles["state"] = nil
    if !targets.isEmpty { announce(targets) }
    return true
  }

  func tell(_ type: String, _ message: String) {
    // What lasts is told once.
    guard toldTroubles[type] != message else { return }
    toldTroubles[type] = message
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

extension DeliveryAnswer {
  /// A word of `Metrics.classes`.
  fileprivate var kind: String {
    if let status { return "\(status / 100)xx" }
    guard let failure else { return "written" }
    return ["configuration", "log", "state"].contains(failure.kind) ? failure.kind : "network"
  }
}
