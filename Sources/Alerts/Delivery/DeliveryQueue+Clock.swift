internal import Foundation

extension DeliveryQueue {
  /// A clock that was set back takes all times with it: nothing waits longer for it.
  mutating func followClock(_ now: Date) {
    defer { lastSeen = now }
    guard let lastSeen, now < lastSeen - Self.clockSlack else { return }
    let step = now.timeIntervalSince(lastSeen)
    heldUntil = heldUntil.map { $0 + step }
    probeDue = probeDue.map { $0 + step }
    failingSince = failingSince.map { $0 + step }
    for index in aside.indices { aside[index].due = aside[index].due.map { $0 + step } }
    main.shift(by: step)
  }
}
