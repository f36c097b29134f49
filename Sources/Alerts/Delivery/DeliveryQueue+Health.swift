package import Foundation

/// What people are told of a destination, and when it is put out of use.
extension DeliveryQueue {
  /// What is to be told by now although nothing happened; call before `next`.
  package mutating func dueNotices(now: Date) -> [Notice] {
    followClock(now)
    guard !isDisabled, let since = failingSince, let failure = lastFailure else { return [] }
    var notices: [Notice] = []
    while toldStages < Self.stages.count {
      let stage = Self.stages[toldStages]
      if stage == 0, !isToldAtOnce(failure, now: now) {
        guard now.timeIntervalSince(since) >= Self.stages[1], isOfDestination(failure) else {
          break
        }
        toldStages = 1
        continue
      }
      guard now.timeIntervalSince(since) >= stage, stage == 0 || isOfDestination(failure) else {
        break
      }
      toldStages += 1
      if failure.scope == .message { refusalTold = now }
      notices = [
        .failing(since: since, stage: .seconds(stage), failure: failure, attempts: attempts)
      ]
    }
    return notices
  }

  /// When `dueNotices` will have something, as things stand.
  package var nextNotice: Date? {
    guard !isDisabled, let failingSince, let lastFailure, isOfDestination(lastFailure),
      toldStages < Self.stages.count
    else { return nil }
    return failingSince + Self.stages[max(1, toldStages)]
  }

  /// Whether a failure says something of the destination: refusals do when there are several.
  private func isOfDestination(_ failure: DeliveryFailure) -> Bool {
    failure.scope != .message && failure.scope != .aborted || refused.count >= Self.telling
  }

  /// What an operator must act on. Of messages that are refused among others that are taken, one
  /// a day is told.
  private func isToldAtOnce(_ failure: DeliveryFailure, now: Date) -> Bool {
    guard failure.isMisconfigured else { return false }
    guard failure.scope == .message, let refusalTold else { return true }
    return abs(now.timeIntervalSince(refusalTold)) >= Self.refusalPause
  }

  func reasonToDisable(
    _ failure: DeliveryFailure, tried: Message, now: Date
  ) -> String? {
    if failure.scope == .gone { return failure.message }
    guard !manner.isPatient else { return nil }
    guard let since = failingSince, now.timeIntervalSince(since) >= Self.patience else {
      return nil
    }
    if failure.scope == .message || failure.scope == .aborted {
      guard refused.union([tried.id]).count >= Self.telling else { return nil }
    }
    return "no success for five days: \(failure.message)"
  }
}
