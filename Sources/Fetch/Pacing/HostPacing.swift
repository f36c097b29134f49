/// When a request to a host may start: at most so many at once, so long apart, and not while the
/// host asked to be left alone. A pure value: the caller brings the time, counted from any fixed
/// moment, and carries the actions out.
struct HostPacing {
  /// A request's own number.
  typealias Ticket = UInt64

  struct Manners {
    var connections: Int
    /// Between two starts.
    var delay: Duration
  }

  enum Action: Equatable {
    case start(Ticket)
    /// The host's Retry-After lasts longer than a request waits.
    case refuse(Ticket, wait: Duration)
  }

  /// A shorter Retry-After is waited for; a longer one refuses.
  static let longestHold: Duration = .seconds(10)

  fileprivate struct Waiting {
    var ticket: Ticket
    var manners: Manners
  }

  fileprivate struct Host {
    var active = 0
    var lastStart: Duration?
    /// The delay that was asked for last.
    var delay: Duration = .zero
    var heldUntil: Duration?
    var queue: [Waiting] = []
    /// Tickets before this index have left.
    var first = 0
  }

  private var hosts: [String: Host] = [:]
  /// Hosts with a queue that only time can move, and when.
  private var wakes: [String: Duration] = [:]
  private var pruneAt = 1024

  /// When `tick` has something to do at the earliest.
  private(set) var nextWake: Duration?

  /// Hosts that are remembered.
  var hostCount: Int { hosts.count }

  /// A request asks to start. `isNextHop` goes before those that wait.
  mutating func enqueue(
    _ ticket: Ticket, host: String, manners: Manners, isNextHop: Bool = false, now: Duration
  ) -> [Action] {
    // Taken out while it changes, so that its queue is never copied.
    var state = hosts.removeValue(forKey: host) ?? Host()
    let waiting = Waiting(ticket: ticket, manners: manners)
    if isNextHop {
      state.queue.insert(waiting, at: state.first)
    } else {
      state.queue.append(waiting)
    }
    return advance(host, &state, now: now)
  }

  /// A request that started has ended.
  mutating func finished(host: String, holdFor: Duration? = nil, now: Duration) -> [Action] {
    guard var state = hosts.removeValue(forKey: host) else { return [] }
    state.active = max(0, state.active - 1)
    if let holdFor, holdFor > .zero {
      state.heldUntil = max(state.heldUntil ?? .zero, now + holdFor)
    }
    return advance(host, &state, now: now)
  }

  /// A request that still waits is given up.
  mutating func withdraw(_ ticket: Ticket, host: String, now: Duration) -> [Action] {
    guard var state = hosts.removeValue(forKey: host) else { return [] }
    if let index = state.queue[state.first...].firstIndex(where: { $0.ticket == ticket }) {
      state.queue.remove(at: index)
    }
    return advance(host, &state, now: now)
  }

  /// Time has passed.
  mutating func tick(now: Duration) -> [Action] {
    var actions: [Action] = []
    for (host, wake) in wakes where wake <= now {
      guard var state = hosts.removeValue(forKey: host) else { continue }
      actions += advance(host, &state, now: now)
    }
    nextWake = wakes.values.min()
    return actions
  }
}

extension HostPacing {
  private mutating func advance(_ host: String, _ state: inout Host, now: Duration) -> [Action] {
    var actions: [Action] = []
    var wake: Duration?
    if let until = state.heldUntil, until <= now { state.heldUntil = nil }
    while state.first < state.queue.count {
      let next = state.queue[state.first]
      if let until = state.heldUntil {
        guard until - now > Self.longestHold else {
          wake = until
          break
        }
        actions.append(.refuse(next.ticket, wait: until - now))
        state.first += 1
        continue
      }
      guard state.active < max(1, next.manners.connections) else { break }
      state.delay = next.manners.delay
      if let last = state.lastStart, now < last + next.manners.delay {
        wake = last + next.manners.delay
        break
      }
      state.active += 1
      state.lastStart = now
      state.first += 1
      actions.append(.start(next.ticket))
    }
    if state.first == state.queue.count {
      state.queue.removeAll(keepingCapacity: false)
      state.first = 0
    } else if state.first > 64, state.first * 2 > state.queue.count {
      state.queue.removeFirst(state.first)
      state.first = 0
    }
    if let wake {
      wakes[host] = wake
      nextWake = min(nextWake ?? wake, wake)
    } else if !wakes.isEmpty {
      wakes[host] = nil
    }
    if state.matters(now: now) { hosts[host] = state }
    prune(now: now)
    return actions
  }

  /// A host that nothing waits for is forgotten once its delay and hold can matter no more.
  private mutating func prune(now: Duration) {
    guard hosts.count > pruneAt else { return }
    hosts = hosts.filter { $1.matters(now: now) }
    pruneAt = max(1024, hosts.count * 2)
  }
}

extension HostPacing.Host {
  fileprivate func matters(now: Duration) -> Bool {
    if active > 0 || !queue.isEmpty { return true }
    if let heldUntil, heldUntil > now { return true }
    if let lastStart, lastStart + delay > now { return true }
    return false
  }
}
