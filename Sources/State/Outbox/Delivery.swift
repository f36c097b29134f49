package import Foundation

/// One alert on its way to one destination, as `marsad deliveries --json` lists it.
package struct DeliveryRow: Equatable, Sendable {
  package enum State: Int, Sendable {
    case pending = 0
    case delivered = 1
    /// Its attempts ran out, or the receiver refused it for good. It can be replayed.
    case dead = 2
    /// Its destination is out of use. It can be replayed.
    case disabled = 3
    /// It waits for a digest: quiet hours, a throttle, a pause.
    case held = 4
    /// A digest lists it in its stead. It can be replayed.
    case digested = 5

    package var name: String {
      switch self {
      case .pending: "pending"
      case .delivered: "delivered"
      case .dead: "dead"
      case .disabled: "disabled"
      case .held: "held"
      case .digested: "digested"
      }
    }
  }

  package var id: Int64
  /// The event's id.
  package var alert: String
  package var destination: String
  package var state: State
  /// All attempts ever made.
  package var attempts: Int
  package var nextAttempt: Date?
  package var lastStatus: Int?
  package var lastError: String?
  package var created: Date
  package var finished: Date?
  /// Of the alert; nil for operational events.
  package var rule: String?
  package var type: String
  /// Why it waits or waited for a digest, in a word.
  package var held: String?
  /// The id of the digest that lists it.
  package var digest: String?
}

/// A delivery that waits, in the order of commits.
package struct OutboxItem: Equatable, Sendable {
  package var id: Int64
  package var alert: String
  package var type: String
  package var rule: String?
  package var severity: String?
  package var created: Date
  /// Sent as it is, whatever the hour: an operator asked for it.
  package var isUrgent: Bool
  /// Attempts of its present schedule (a replay begins anew).
  package var tries: Int
  /// It was refused by itself and retries alone.
  package var isAside: Bool
  package var nextAttempt: Date?
  /// How long after its last attempt that is, in seconds, by the clock of then.
  package var wait: Double?
}

/// What goes out: every attempt sends the same bytes under the same id.
package struct OutgoingMessage: Equatable, Sendable {
  /// The event's id.
  package var alert: String
  package var event: [UInt8]
  /// When it was committed, where that is known.
  package var committed: Date?

  package init(alert: String, event: [UInt8], committed: Date? = nil) {
    self.alert = alert
    self.event = event
    self.committed = committed
  }
}

/// What one attempt came to. An attempt that was cut off by the process's end is never recorded.
package struct AttemptRecord: Equatable, Sendable {
  package enum Result: Equatable, Sendable {
    case delivered
    /// Again then; `tries` are the attempts of the schedule used up by now.
    case again(at: Date, tries: Int, isAside: Bool)
    case dead
  }

  package var delivery: Int64
  package var at: Date
  package var seconds: Double
  package var status: Int?
  /// A sentence; no secrets, no article text.
  package var error: String?
  /// The first bytes of the answer's body, at most 4 KiB.
  package var answer: [UInt8]
  package var result: Result

  package init(
    delivery: Int64, at: Date, seconds: Double, status: Int? = nil, error: String? = nil,
    answer: [UInt8] = [], result: Result
  ) {
    self.delivery = delivery
    self.at = at
    self.seconds = seconds
    self.status = status
    self.error = error
    self.answer = answer
    self.result = result
  }
}

/// One attempt of the past.
package struct AttemptRow: Equatable, Sendable {
  package var at: Date
  package var seconds: Double
  package var status: Int?
  package var error: String?
  package var answer: [UInt8]
}

/// What outlives the process of a destination's health.
package struct DestinationRow: Equatable, Sendable {
  package var name: String
  /// Since when every attempt failed; nil while it works.
  package var failingSince: Date?
  /// Attempts that failed since then.
  package var failures: Int
  /// How many stages of the failing were told.
  package var told: Int
  /// The last failure: a fixed word, and a sentence.
  package var errorKind: String?
  package var error: String?
  package var disabledAt: Date?
  package var reason: String?
  package var pending: Int
  package var oldestPending: Date?
}

/// What a destination's attempts came to, written in one piece: of attempts, health and what people
/// are told of it all or nothing is remembered.
package struct Settlement: Sendable {
  package struct Health: Equatable, Sendable {
    package var failingSince: Date?
    package var failures: Int
    package var told: Int
    package var errorKind: String?
    package var error: String?

    package init(
      failingSince: Date? = nil, failures: Int = 0, told: Int = 0, errorKind: String? = nil,
      error: String? = nil
    ) {
      self.failingSince = failingSince
      self.failures = failures
      self.told = told
      self.errorKind = errorKind
      self.error = error
    }
  }

  package var destination: String
  package var attempts: [AttemptRecord] = []
  /// nil where it is as it was.
  package var health: Health?
  /// Takes the destination out of use.
  package var disabled: (at: Date, reason: String)?
  /// Events about it, for other destinations.
  package var alerts: [AlertRecord] = []

  package init(destination: String) { self.destination = destination }

  package var isEmpty: Bool {
    attempts.isEmpty && health == nil && disabled == nil && alerts.isEmpty
  }
}

/// Which deliveries are meant. All that is given must hold.
package struct DeliverySelection: Equatable, Sendable {
  /// nil means all.
  package var ids: [Int64]?
  /// nil means all.
  package var states: Set<DeliveryRow.State>?
  package var destination: String?
  package var rule: String?
  /// By the time when the alert was committed; from `since` on, before `until`.
  package var since: Date?
  package var until: Date?

  package init(
    ids: [Int64]? = nil, states: Set<DeliveryRow.State>? = nil, destination: String? = nil,
    rule: String? = nil, since: Date? = nil, until: Date? = nil
  ) {
    self.ids = ids
    self.states = states
    self.destination = destination
    self.rule = rule
    self.since = since
    self.until = until
  }
}
