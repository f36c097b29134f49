internal import Synchronization

/// What the bodies of all answers may hold together: those that are coming in, and those that wait
/// to be read. Small ones pass; a larger one takes its share while it grows and gives it back when
/// whoever read it lets it go.
///
/// One transfer at a time, the favourite, may go beyond the whole: so that there is always one that
/// can come to its end, and those that hold shares cannot all wait for each other. The whole is thus
/// exceeded by one body at most.
package final class BodyMemory: Sendable {
  private struct State {
    var used = 0
    var favourite: UInt64?
    /// Transfers that found no room.
    var waiting = 0
  }

  /// Bodies up to this size are not counted: the number of transfers bounds them.
  static let free = 64 << 10

  let total: Int
  private let state = Mutex(State())
  private let wake: Mutex<(@Sendable () -> Void)?> = Mutex(nil)

  package init(total: Int) { self.total = total }

  /// What is counted now.
  package var used: Int { state.withLock(\.used) }

  /// Called, from any thread, when something was given back that somebody wanted.
  func onRelief(_ body: @escaping @Sendable () -> Void) { wake.withLock { $0 = body } }

  /// Takes `bytes` more for a transfer, or says that there is no room for them now.
  func take(_ bytes: Int, for job: UInt64) -> Bool {
    state.withLock { state in
      let isFavourite = state.favourite == job
      guard isFavourite || state.used + bytes <= total || state.used == 0 else {
        return false
      }
      state.used += bytes
      return true
    }
  }

  /// Whether a transfer that found no room may start again: as the favourite when there is none,
  /// else on relief when half of the whole is free.
  func mayStart(_ job: UInt64, onRelief: Bool) -> Bool {
    state.withLock { state in
      if state.favourite == nil {
        state.favourite = job
        return true
      }
      guard onRelief, state.used <= total / 2 else {
        return false
      }
      return true
    }
  }

  /// A transfer has ended, whatever became of it.
  func ended(_ job: UInt64) {
    let isRelief = state.withLock { state in
      guard state.favourite == job else { return false }
      state.favourite = nil
      return state.waiting > 0
    }
    if isRelief { wake.withLock(\.self)?() }
  }

  func give(_ bytes: Int) {
    guard bytes > 0 else { return }
    let isRelief = state.withLock { state in
      state.used -= bytes
      return state.waiting > 0
    }
    if isRelief { wake.withLock(\.self)?() }
  }

  /// How many transfers wait for room.
  func setWaiting(_ count: Int) { state.withLock { $0.waiting = count } }
}

/// A body's share of the memory, given back when the last answer that carries it is gone.
package final class BodyShare: Sendable, Equatable {
  private let memory: BodyMemory
  private let bytes: Int

  init(_ memory: BodyMemory, bytes: Int) {
    self.memory = memory
    self.bytes = bytes
  }

  deinit { memory.give(bytes) }

  /// It says nothing of the answer.
  package static func == (_: BodyShare, _: BodyShare) -> Bool { true }
}
