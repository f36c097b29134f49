/// How a destination wants its messages.
package struct DeliveryManner: Equatable, Sendable {
  package enum Order: String, CaseIterable, Sendable {
    /// A message that is refused steps aside, and the others go on.
    case lenient
    /// Nothing overtakes: a message that is refused holds what follows, until it is taken or dead.
    case strict
  }

  package var schedule = RetrySchedule()
  package var order = Order.lenient
  /// nil for as fast as it answers.
  package var rate: SendingRate?
  /// However long it fails it stays in use. For files of our own: their disk will have room again.
  package var isPatient = false

  package init() {}

  /// A log is tried again soon and for ever: nothing is asked of anybody by trying.
  package static var log: DeliveryManner {
    var manner = DeliveryManner()
    manner.schedule = RetrySchedule(
      waits: [.seconds(5), .seconds(10), .seconds(30), .seconds(60)], repeatsLast: true)
    manner.isPatient = true
    return manner
  }
}

/// At most so many attempts in so long, and so many at once after a pause.
package struct SendingRate: Equatable, Sendable {
  package var count: Int
  package var per: Duration
  package var burst: Int

  package init(count: Int, per: Duration, burst: Int = 1) {
    self.count = count
    self.per = per
    self.burst = max(1, burst)
  }

  /// Seconds from one attempt to the next.
  var step: Double { per.seconds / Double(max(1, count)) }
}
