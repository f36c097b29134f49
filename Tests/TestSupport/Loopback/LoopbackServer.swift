internal import Glibc
internal import Synchronization

/// An HTTP/1.1 server on the loopback that does exactly what a test says, its own bytes included.
///
///     let server = try LoopbackServer()
///     server.on("/feed", .text("<rss/>"), .answer(304))    // in turn; the last one stays
///     … server.url("/feed") …
///     #expect(server.requests.map(\.path) == ["/feed"])
///
/// Each connection has a thread; it ends with the server, which ends with its last reference.
package final class LoopbackServer: Sendable {
  private struct State {
    var replies: [String: [Reply]] = [:]
    var fallback = Reply.text("not found", 404)
    var judge: (@Sendable (RecordedRequest) -> Reply)?
    var requests: [RecordedRequest] = []
    var connections: [Int32] = []
    var connectionCount = 0
    var isStopped = false
  }

  /// What the threads share; it outlives the server while they end.
  private final class Core: Sendable {
    let state = Mutex(State())
  }

  package let host: String
  package let port: Int
  private let listener: Int32
  private let core = Core()

  /// Listens on a free port of `host`, or on `port`.
  package init(host: String = "127.0.0.1", port: Int = 0) throws {
    let isV6 = host.contains(":")
    let descriptor = socket(
      isV6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw LoopbackFailure(step: "socket", code: errno) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    let bound = isV6 ? Self.bind6(descriptor, host, port) : Self.bind4(descriptor, host, port)
    guard let bound, listen(descriptor, 1024) == 0 else {
      let code = errno
      close(descriptor)
      throw LoopbackFailure(step: "bind \(host):\(port)", code: code)
    }
    self.host = host
    self.port = bound
    listener = descriptor
    let core = core
    LoopbackThread.start { Self.accept(descriptor, core) }
  }

  deinit { stop() }

  /// Replies to a path (query included; without one also for any query), in turn; the last stays.
  package func on(_ path: String, _ replies: Reply...) {
    core.state.withLock { $0.replies[path] = replies }
  }

  /// The reply to every other path; 404 unless set.
  package func otherwise(_ reply: Reply) {
    core.state.withLock { $0.fallback = reply }
  }

  /// Every reply, made of its request; in place of what `on` says.
  package func answering(_ judge: @escaping @Sendable (RecordedRequest) -> Reply) {
    core.state.withLock { $0.judge = judge }
  }

  package func url(_ path: String) -> String {
    "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)"
  }

  /// `host:port`, as in a Host field.
  package var authority: String { "\(host):\(port)" }

  package var requests: [RecordedRequest] { core.state.withLock(\.requests) }

  /// Without those for robots.txt.
  package var pageRequests: [RecordedRequest] { requests.filter { $0.path != "/robots.txt" } }

  package var connectionCount: Int { core.state.withLock(\.connectionCount) }

  /// Ends every connection; gates that a reply waits for are abandoned.
  package func stop() {
    let connections: [Int32]? = core.state.withLock { state in
      guard !state.isStopped else { return nil }
      state.isStopped = true
      return state.connections
    }
    guard let connections else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
  }
}

/// What a loopback server could not do.
package struct LoopbackFailure: Error, CustomStringConvertible {
  package let step: String
  package let code: Int32
  package var description: String { "\(step): \(String(cString: strerror(code)))" }
}

extension LoopbackServer {
  private static func accept(_ listener: Int32, _ core: Core) {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        close(listener)
        return
      }
      let number: Int? = core.state.withLock { state in
        guard !state.isStopped else { return nil }
        state.connections.append(connection)
        state.connectionCount += 1
        return state.connectionCount - 1
      }
      guard let number else {
        close(connection)
        close(listener)
        return
      }
      LoopbackThread.start {
        serve(connection, number, core)
        core.state.withLock { $0.connections.removeAll { $0 == connection } }
        close(connection)
      }
    }
  }

  private static func serve(_ connection: Int32, _ number: Int, _ core: Core) {
    var reader = RequestReader(connection: connection)
    while let request = reader.next(number: number) {
      let reply: Reply = core.state.withLock { state in
        state.requests.append(request)
        if let judge = state.judge { return judge(request) }
        let path = String(request.path.prefix { $0 != "?" })
        let key = state.replies[request.path] != nil ? request.path : path
        guard let replies = state.replies[key], let first = replies.first else {
          return state.fallback
        }
        if replies.count > 1 { state.replies[key] = Array(replies.dropFirst()) }
        return first
      }
      for step in reply.steps {
        guard carryOut(step, connection, core) else { return }
      }
    }
  }

  /// False when the connection ends here.
  private static func carryOut(_ step: Reply.Step, _ connection: Int32, _ core: Core) -> Bool {
    switch step {
    case .send(let bytes): return write(bytes, connection)
    case .flood(let bytes, let times):
      for _ in 0..<times where !write(bytes, connection) { return false }
      return true
    case .wait(let gate):
      gate.waitUntilOpen()
      return !core.state.withLock(\.isStopped)
    case .hold:
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
      return false
    case .close: return false
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
      return false
    }
  }

  private static func write(_ bytes: [UInt8], _ connection: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        send(
          connection, buffer.baseAddress?.advanced(by: sent), bytes.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }
}

extension LoopbackServer {
  /// The port that was bound, or nil.
  private static func bind4(_ descriptor: Int32, _ host: String, _ port: Int) -> Int? {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  private static func bind6(_ descriptor: Int32, _ host: String, _ port: Int) -> Int? {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = UInt16(port).bigEndian
    inet_pton(AF_INET6, host, &address.sin6_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    return isBound ? Int(UInt16(bigEndian: address.sin6_port)) : nil
  }
}
