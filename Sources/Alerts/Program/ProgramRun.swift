internal import CProcess
internal import Fetch
internal import Foundation

/// One run of a program in a process group of its own: with its input, the beginning of what it
/// writes, and a limit of time. It inherits no descriptor and no signal setting of ours.
final class ProgramRun: Sendable {
  enum End: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut
    /// Our own end came first.
    case cut
  }

  struct Result: Equatable, Sendable {
    var end: End
    /// Standard output and error, as they came, the beginning.
    var output: [UInt8]
  }

  /// By `errno`.
  struct NotStarted: Error, Equatable {
    var code: Int32
  }

  static let outputBytes = 4_096
  /// After SIGTERM a group has so long until SIGKILL.
  static let grace = Duration.seconds(2)

  private let process: pid_t
  private let input: [UInt8]
  private let inputEnd: Int32
  private let outputEnd: Int32
  /// A byte says that the program has ended or that it is to end.
  private let bell: (read: Int32, write: Int32)
  private let deadline: ContinuousClock.Instant

  private static let hasEnded: UInt8 = 1
  private static let isCancelled: UInt8 = 2

  /// Starts it.
  init(
    command: [String], variables: [ProgramSettings.Variable], input: [UInt8], timeout: Duration
  ) throws(NotStarted) {
    let forInput = try Self.pipe()
    var open = [forInput.read, forInput.write]
    defer { for descriptor in open { close(descriptor) } }
    let forOutput = try Self.pipe()
    open += [forOutput.read, forOutput.write]
    let bell = try Self.pipe()
    open += [bell.read, bell.write]
    process = try Self.start(
      command, variables.map { "\($0.name)=\($0.value)" }, input: forInput.read,
      output: forOutput.write)
    self.input = input
    inputEnd = forInput.write
    outputEnd = forOutput.read
    self.bell = bell
    deadline = .now + timeout
    open = [forInput.read, forOutput.write]
    for descriptor in [inputEnd, outputEnd, bell.read, bell.write] {
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(outputEnd)
    close(bell.read)
    close(bell.write)
  }

  /// Waits for its end; once. Cancelling the task ends the program.
  func result() async -> Result {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isWatched = EngineThread.start(named: "marsad.program") { [self] in
          var info = siginfo_t()
          // It stays a zombie, and its group's number its own, until `attend` has done with it.
          while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
          ring(Self.hasEnded)
        }
        let isAttended =
          isWatched
          && EngineThread.start(named: "marsad.program") { [self] in
            continuation.resume(returning: attend())
          }
        guard !isAttended else { return }
        // Without threads it cannot be looked after.
        close(inputEnd)
        kill(-process, SIGKILL)
        _ = reap()
        continuation.resume(returning: Result(end: .cut, output: []))
      }
    } onCancel: {
      ring(Self.isCancelled)
    }
  }

  private func ring(_ what: UInt8) {
    var byte = what
    _ = Foundation.write(bell.write, &byte, 1)
  }

  /// Writes, reads and waits until the program has ended. Its thread takes no signals: one who does
  /// not read must not end us.
  private func attend() -> Result {
    var written = 0
    var isWriting = true
    var isReading = true
    var output: [UInt8] = []
    /// Why it is being ended, and when it is killed.
    var verdict: End?
    var killAt: ContinuousClock.Instant?
    var hasEnded = false
    while !hasEnded {
      let next = killAt ?? deadline
      let wait = ContinuousClock.now.duration(to: next).components
      let milliseconds = wait.seconds * 1_000 + wait.attoseconds / 1_000_000_000_000_000 + 1
      var watched = [pollfd(fd: bell.read, events: Int16(POLLIN), revents: 0)]
      watched.append(pollfd(fd: isReading ? outputEnd : -1, events: Int16(POLLIN), revents: 0))
      watched.append(pollfd(fd: isWriting ? inputEnd : -1, events: Int16(POLLOUT), revents: 0))
      _ = poll(&watched, nfds_t(watched.count), Int32(min(max(0, milliseconds), 60_000)))
      if watched[0].revents != 0 {
        for byte in heard() {
          if byte == Self.hasEnded { hasEnded = true }
          if byte == Self.isCancelled, verdict == nil {
            verdict = .cut
            killAt = .now + Self.grace
            kill(-process, SIGTERM)
          }
        }
      }
      if watched[1].revents != 0 { isReading = read(into: &output) }
      if watched[2].revents != 0 {
        isWriting = write(from: &written)
        if !isWriting { close(inputEnd) }
      }
      guard !hasEnded, ContinuousClock.now >= next else { continue }
      if verdict == nil {
        verdict = .timedOut
        kill(-process, SIGTERM)
        killAt = .now + Self.grace
      } else {
        kill(-process, SIGKILL)
        killAt = .now + .seconds(60)
      }
    }
    if isWriting { close(inputEnd) }
    while isReading, read(into: &output, atOnce: true) {}
    // What it leaves behind of its own group when it is ended goes with it.
    if verdict != nil { kill(-process, SIGKILL) }
    let end = Self.end(reap())
    return Result(end: end == .exited(0) ? end : verdict ?? end, output: output)
  }

  private func reap() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }

  private func heard() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = Foundation.read(bell.read, &bytes, bytes.count)
    return count > 0 ? Array(bytes.prefix(count)) : []
  }

  /// False when there is no more; with `atOnce` also when there is no more now.
  private func read(into output: inout [UInt8], atOnce: Bool = false) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = Foundation.read(outputEnd, &buffer, buffer.count)
    guard count > 0 else { return count < 0 && !atOnce && (errno == EAGAIN || errno == EINTR) }
    output += buffer.prefix(min(count, Self.outputBytes - output.count))
    // A program that left others behind may write for ever: what counts is here.
    return !atOnce || output.count < Self.outputBytes
  }

  /// False when all is written, or nobody reads.
  private func write(from written: inout Int) -> Bool {
    let count = input.withUnsafeBytes { bytes in
      Foundation.write(
        inputEnd, bytes.baseAddress?.advanced(by: written), bytes.count - written)
    }
    guard count >= 0 else { return errno == EAGAIN || errno == EINTR }
    written += count
    return written < input.count
  }

  private static func end(_ status: Int32) -> End {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}

extension ProgramRun {
  private static func pipe() throws(NotStarted) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard marsad_pipe(&ends) == 0 else { throw NotStarted(code: errno) }
    return (ends[0], ends[1])
  }

  private static func start(
    _ command: [String], _ variables: [String], input: Int32, output: Int32
  ) throws(NotStarted) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    let code = marsad_spawn_apart(&actions)
    guard code == 0 else { throw NotStarted(code: code) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var arguments = command.map { strdup($0) } + [nil]
    var environment = variables.map { strdup($0) } + [nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let started = posix_spawn(
      &process, command.first ?? "", &actions, &attributes, &arguments, &environment)
    guard started == 0 else { throw NotStarted(code: started) }
    return process
  }
}
