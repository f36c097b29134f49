internal import Fetch
internal import Glibc
internal import Settings
internal import Synchronization

/// A small HTTP server for people and Prometheus on this machine: one request a connection, GET and
/// HEAD alone, everything limited. One thread of its own carries all connections, so that whoever
/// holds them holds up nothing else.
///
/// Requests come out of `requests`; `answer` takes what goes back, from any thread.
final class WebListener: Sendable {
  struct Limits: Equatable, Sendable {
    /// Connections at once. When one more comes, the one that has been longest without a whole
    /// request gives way.
    var connections = 32
    /// For a whole request, from the connection on.
    var request = Duration.seconds(10)
    /// For the answer to be made.
    var answer = Duration.seconds(15)
    /// For the answer to be taken.
    var sending = Duration.seconds(20)
  }

  struct Request: Sendable {
    let id: Int
    let request: WebRequest
  }

  /// What other threads leave for the listener's.
  private struct Mail {
    var answers: [(id: Int, bytes: WebAnswer)] = []
    var isClosing = false
  }

  /// Whole requests, until `close`.
  let requests: AsyncStream<Request>
  private let mail: MailBox

  /// A pair of sockets wakes the thread. Closed with the last of the thread and its owner.
  private final class MailBox: Sendable {
    let mail = Mutex(Mail())
    let reading: Int32
    private let writing: Int32

    init?() {
      var ends: [Int32] = [-1, -1]
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
      guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
      (reading, writing) = (ends[0], ends[1])
    }

    deinit {
      Glibc.close(reading)
      Glibc.close(writing)
    }

    func leave(_ change: (inout Mail) -> Void) {
      mail.withLock { change(&$0) }
      // A full one wakes it just as well.
      _ = Glibc.write(writing, [1], 1)
    }
  }

  /// Listens at once.
  init(_ address: ListenAddress, limits: Limits = Limits()) throws(ListenFailure) {
    let socket = try ListeningSocket(address)
    guard let mail = MailBox() else {
      throw ListenFailure(
        address: address.description,
        reason: .failed(step: "socketpair", said: String(cString: strerror(errno))))
    }
    self.mail = mail
    let hosts: HostCheck = if case .unix = address { .any } else { .loopback }
    let (requests, sink) = AsyncStream.makeStream(of: Request.self)
    self.requests = requests
    EngineThread.start(named: "marsad.http") {
      var loop = Loop(socket: socket, mail: mail, hosts: hosts, limits: limits, sink: sink)
      loop.run()
      sink.finish()
    }
  }

  deinit { close() }

  /// Gives a request its answer. One that came too late is dropped.
  func answer(_ id: Int, _ answer: WebAnswer) {
    mail.leave { $0.answers.append((id, answer)) }
  }

  /// Ends it: connections are cut, a unix socket's file goes, `requests` ends.
  func close() { mail.leave { $0.isClosing = true } }
}

// MARK: - The thread

extension WebListener {
  private struct Connection {
    enum Phase: Equatable {
      case reading
      case answering(isHead: Bool)
      case sending
      /// All is sent; what the other side still says is read, or its system would drop the answer.
      case ending
    }

    let descriptor: Int32
    let began: ContinuousClock.Instant
    var phase = Phase.reading
    var deadline: ContinuousClock.Instant
    var input: [UInt8] = []
    var output: [UInt8] = []
    var sent = 0

    var events: Int16 {
      switch phase {
      case .reading, .ending: Int16(POLLIN)
      case .answering: 0
      case .sending: Int16(POLLOUT)
      }
    }
  }

  private struct Loop {
    let socket: ListeningSocket
    let mail: MailBox
    let hosts: HostCheck
    let limits: Limits
    let sink: AsyncStream<Request>.Continuation
    private let clock = ContinuousClock()
    private var connections: [Int: Connection] = [:]
    private var nextID = 0
    /// After the system had no room for a connection.
    private var acceptAgain: ContinuousClock.Instant?

    init(
      socket: ListeningSocket, mail: MailBox, hosts: HostCheck, limits: Limits,
      sink: AsyncStream<Request>.Continuation
    ) {
      self.socket = socket
      self.mail = mail
      self.hosts = hosts
      self.limits = limits
      self.sink = sink
    }

    mutating func run() {
      while true {
        let now = clock.now
        expire(at: now)
        let ids = Array(connections.keys)
        var watched = [pollfd(fd: mail.reading, events: Int16(POLLIN), revents: 0)]
        let isAccepting = canAccept(at: now)
        watched.append(
          pollfd(fd: isAccepting ? socket.descriptor : -1, events: Int16(POLLIN), revents: 0))
        for id in ids {
          guard let connection = connections[id] else { continue }
          watched.append(
            pollfd(fd: connection.descriptor, events: connection.events, revents: 0))
        }
        _ = poll(&watched, nfds_t(watched.count), wait(from: now))
        if watched[0].revents != 0, !takeMail() { break }
        for (id, entry) in zip(ids, watched.dropFirst(2)) where entry.revents != 0 {
          advance(id)
        }
        if watched[1].revents != 0 { accept() }
      }
      for connection in connections.values { Glibc.close(connection.descriptor) }
    }

    /// Milliseconds until the first deadline; -1 where there is none.
    private func wait(from now: ContinuousClock.Instant) -> Int32 {
      var first = connections.values.map(\.deadline).min()
      if let acceptAgain { first = min(first ?? acceptAgain, acceptAgain) }
      guard let first else { return -1 }
      return Int32(max(0, min(60_000, now.duration(to: first) / .milliseconds(1) + 1)))
    }

    private mutating func expire(at now: ContinuousClock.Instant) {
      for (id, connection) in connections where connection.deadline <= now {
        if case .answering(let isHead) = connection.phase {
          send(.text(503, "Marsad is too busy to answer; try again soon."), to: id, isHead: isHead)
        } else {
          drop(id)
        }
      }
    }

    /// False when all is to end.
    private mutating func takeMail() -> Bool {
      var waste = [UInt8](repeating: 0, count: 256)
      while Glibc.read(mail.reading, &waste, waste.count) == waste.count {}
      let (answers, isClosing) = mail.mail.withLock { mail in
        defer { mail.answers = [] }
        return (mail.answers, mail.isClosing)
      }
      guard !isClosing else { return false }
      for (id, answer) in answers {
        guard case .answering(let isHead) = connections[id]?.phase else { continue }
        send(answer, to: id, isHead: isHead)
      }
      return true
    }

    // MARK: Connections

    private func canAccept(at now: ContinuousClock.Instant) -> Bool {
      if let acceptAgain, acceptAgain > now { return false }
      return connections.count < limits.connections || longestReading != nil
    }

    private var longestReading: Int? {
      connections.filter { $0.value.phase == .reading || $0.value.phase == .ending }
        .min { $0.value.began < $1.value.began }?.key
    }

    private mutating func accept() {
      let descriptor = Glibc.accept(socket.descriptor, nil, nil)
      guard descriptor >= 0 else {
        if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
          acceptAgain = clock.now.advanced(by: .seconds(1))
        }
        return
      }
      acceptAgain = nil
      guard OpenFiles.leavesRoom(descriptor), fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0,
        fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
      else {
        Glibc.close(descriptor)
        return
      }
      if connections.count >= limits.connections, let oldest = longestReading { drop(oldest) }
      nextID += 1
      connections[nextID] = Connection(
        descriptor: descriptor, began: clock.now,
        deadline: end(in: limits.request))
      advance(nextID)
    }

    private func end(in limit: Duration) -> ContinuousClock.Instant {
      clock.now.advanced(by: limit)
    }

    private mutating func drop(_ id: Int) {
      guard let connection = connections.removeValue(forKey: id) else { return }
      Glibc.close(connection.descriptor)
    }

    private mutating func advance(_ id: Int) {
      switch connections[id]?.phase {
      case .reading: receive(id)
      case .sending: write(id)
      case .ending: drain(id)
      // The other side has gone.
      case .answering: drop(id)
      case nil: break
      }
    }

    private mutating func receive(_ id: Int) {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while let connection = connections[id], connection.phase == .reading {
        let count = recv(connection.descriptor, &buffer, buffer.count, 0)
        guard count > 0 else {
          if count == 0 || (errno != EAGAIN && errno != EINTR) { drop(id) }
          if count < 0, errno == EINTR { continue }
          return
        }
        connections[id]?.input += buffer[..<count]
        switch WebRequest.read(connections[id]?.input ?? [], hosts: hosts) {
        case .incomplete: continue
        case .refused(let answer): send(answer, to: id, isHead: false)
        case .request(let request):
          let deadline = end(in: limits.answer)
          connections[id]?.phase = .answering(isHead: request.isHead)
          connections[id]?.deadline = deadline
          connections[id]?.input = []
          sink.yield(Request(id: id, request: request))
        }
      }
    }

    private mutating func send(_ answer: WebAnswer, to id: Int, isHead: Bool) {
      let deadline = end(in: limits.sending)
      connections[id]?.phase = .sending
      connections[id]?.output = answer.bytes(isHead: isHead)
      connections[id]?.deadline = deadline
      write(id)
    }

    private mutating func write(_ id: Int) {
      while let connection = connections[id], connection.phase == .sending {
        let left = connection.output.count - connection.sent
        guard left > 0 else {
          shutdown(connection.descriptor, Int32(SHUT_WR))
          let deadline = end(in: .seconds(1))
          connections[id]?.output = []
          connections[id]?.phase = .ending
          connections[id]?.deadline = deadline
          drain(id)
          return
        }
        let count = connection.output.withUnsafeBytes { bytes in
          Glibc.send(
            connection.descriptor, bytes.baseAddress?.advanced(by: connection.sent), left,
            Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else {
          if errno != EAGAIN, errno != EINTR { drop(id) }
          if errno == EINTR { continue }
          return
        }
        connections[id]?.sent += count
      }
    }

    private mutating func drain(_ id: Int) {
      var waste = [UInt8](repeating: 0, count: 4_096)
      guard let connection = connections[id] else { return }
      for _ in 0..<64 {
        let count = recv(connection.descriptor, &waste, waste.count, 0)
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        guard count > 0 else { break }
      }
      drop(id)
    }
  }
}
