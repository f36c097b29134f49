internal import CCurl
internal import Glibc
internal import Synchronization

/// How other threads speak to the engine's: commands in order, and an eventfd that wakes it.
final class Mailbox: Sendable {
  enum Command: Sendable {
    case start(id: UInt64, FetchRequest, CheckedContinuation<FetchEngine.Outcome, Never>)
    case cancel(id: UInt64)
    /// Memory for bodies has become free.
    case relief
    case ping(CheckedContinuation<Void, Never>)
    case stop(CheckedContinuation<Void, Never>?)
  }

  private struct State {
    var commands: [Command] = []
    var isClosed = false
  }

  /// Readable when commands wait.
  let descriptor: Int32
  private let state = Mutex(State())
  private let lastID = Atomic<UInt64>(0)

  init() { descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) }

  deinit { close(descriptor) }

  func newID() -> UInt64 { lastID.wrappingAdd(1, ordering: .relaxed).newValue }

  /// False when the engine has stopped: nobody will read the command.
  func send(_ command: Command) -> Bool {
    let (isOpen, isFirst) = state.withLock { state in
      guard !state.isClosed else { return (false, false) }
      state.commands.append(command)
      return (true, state.commands.count == 1)
    }
    if isFirst { eventfd_write(descriptor, 1) }
    return isOpen
  }

  /// Everything sent so far, on the engine's thread.
  func takeAll() -> [Command] {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
    return state.withLock { state in
      defer { state.commands = [] }
      return state.commands
    }
  }

  /// Refuses what comes from now on and gives what is left.
  func close() -> [Command] {
    state.withLock { state in
      state.isClosed = true
      defer { state.commands = [] }
      return state.commands
    }
  }

  private func close(_ descriptor: Int32) { Glibc.close(descriptor) }
}
