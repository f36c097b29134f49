import Foundation
import Settings
import Synchronization
import TestSupport
import Testing

@testable import Daemon

/// The listener with real sockets and an answer that names the path.
@Suite struct WebListenerTests {
  /// Serves until `body` returns.
  private func serving<Value: Sendable>(
    _ address: String, limits: WebListener.Limits = .init(),
    answer: @escaping @Sendable (WebRequest) async -> WebAnswer = { .text(200, "at \($0.path)") },
    _ body: @escaping @Sendable (WebListener) async throws -> Value
  ) async throws -> Value {
    let parsed = try #require(ListenAddress(address))
    let listener = try WebListener(parsed, limits: limits)
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask {
        await withDiscardingTaskGroup { answers in
          for await request in listener.requests {
            answers.addTask { listener.answer(request.id, await answer(request.request)) }
          }
        }
        return nil
      }
      group.addTask { try await body(listener) }
      defer { listener.close() }
      while let value = try await group.next() {
        if let value {
          listener.close()
          return value
        }
      }
      throw CancellationError()
    }
  }

  @Test func `one request a connection is answered, and HEAD without a body`() async throws {
    let port = try RawClient.freePort()
    try await serving("127.0.0.1:\(port)") { _ in
      let get = await RawClient.get("/x", at: .loopback(port: port))
      #expect(get?.hasPrefix("HTTP/1.1 200 OK\r\n") == true)
      #expect(get?.hasSuffix("\r\n\r\nat /x\n") == true)
      #expect(get?.contains("\r\nContent-Length: 6\r\n") == true)
      #expect(get?.contains("\r\nConnection: close\r\n") == true)
      let head = await RawClient.get("/x", at: .loopback(port: port), method: "HEAD")
      #expect(head == get.map { String($0.dropLast(6)) })
      let post = await RawClient.get("/x", at: .loopback(port: port), method: "POST")
      #expect(post?.hasPrefix("HTTP/1.1 405 ") == true)
      #expect(post?.contains("\r\nAllow: GET, HEAD\r\n") == true)
    }
  }

  @Test func `connections that say nothing hold nobody up and take few files`() async throws {
    let port = try RawClient.freePort()
    var limits = WebListener.Limits()
    limits.connections = 4
    try await serving("127.0.0.1:\(port)", limits: limits) { _ in
      let slow = try (0..<40).map { _ in try #require(RawClient(.loopback(port: port))) }
      for client in slow { client.send("GET / HT") }
      for _ in 0..<10 {
        let answer = await RawClient.get("/x", at: .loopback(port: port))
        #expect(answer?.hasSuffix("at /x\n") == true)
      }
      #expect(try Self.connections(ofServerAt: port) <= 4)
      // All but the youngest were cut, without a word.
      #expect(await slow[0].rest().isEmpty)
    }
  }

  @Test func `a request that takes too long is cut`() async throws {
    let port = try RawClient.freePort()
    var limits = WebListener.Limits()
    limits.request = .milliseconds(50)
    try await serving("127.0.0.1:\(port)", limits: limits) { _ in
      let client = try #require(RawClient(.loopback(port: port)))
      client.send("GET / HTTP/1.1\r\n")
      #expect(await client.rest().isEmpty)
    }
  }

  @Test func `an answer that does not come is excused`() async throws {
    let port = try RawClient.freePort()
    let isOver = Mutex(false)
    var limits = WebListener.Limits()
    limits.answer = .milliseconds(50)
    let late: @Sendable (WebRequest) async -> WebAnswer = { _ in
      _ = await eventually { isOver.withLock(\.self) }
      return .text(200, "late")
    }
    try await serving("127.0.0.1:\(port)", limits: limits, answer: late) { _ in
      let answer = await RawClient.get("/", at: .loopback(port: port))
      #expect(answer?.hasPrefix("HTTP/1.1 503 ") == true)
      isOver.withLock { $0 = true }
    }
  }

  @Test func `an answer longer than any buffer arrives whole`() async throws {
    let port = try RawClient.freePort()
    let long = String(repeating: "ع", count: 4_000_000)
    let answer: @Sendable (WebRequest) async -> WebAnswer = { _ in .text(200, long) }
    try await serving("127.0.0.1:\(port)", answer: answer) { _ in
      let answer = try #require(await RawClient.get("/", at: .loopback(port: port)))
      #expect(answer.utf8.count > 8_000_000)
      #expect(answer.hasSuffix(long.suffix(10) + "\n"))
    }
  }

  @Test func `a taken port is told, whoever has it`() async throws {
    let server = try LoopbackServer()
    let address = try #require(ListenAddress("127.0.0.1:\(server.port)"))
    #expect(throws: ListenFailure(address: "127.0.0.1:\(server.port)", reason: .taken)) {
      _ = try WebListener(address)
    }
  }

  // MARK: - Unix sockets

  @Test func `a unix socket is for its owner and group, answers any host and goes with its server`()
    async throws
  {
    let scratch = try Scratch()
    let path = scratch.path("http")
    try await serving("unix:\(path)") { _ in
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      #expect(mode as? Int == 0o660)
      let answer = await RawClient.get("/x", at: .unix(path: path), host: "desk.example")
      #expect(answer?.hasSuffix("at /x\n") == true)
      let address = try #require(ListenAddress("unix:\(path)"))
      #expect(throws: ListenFailure(address: "unix:\(path)", reason: .taken)) {
        _ = try WebListener(address)
      }
      #expect(await RawClient.get("/x", at: .unix(path: path)) != nil)
    }
    #expect(await eventually { !FileManager.default.fileExists(atPath: path) })
  }

  @Test func `a socket that a killed process left is replaced, any other file is not`()
    async throws
  {
    let scratch = try Scratch()
    let path = scratch.path("http")
    Self.leaveSocket(at: path)
    #expect(FileManager.default.fileExists(atPath: path))
    try await serving("unix:\(path)") { _ in
      #expect(await RawClient.get("/x", at: .unix(path: path)) != nil)
    }
    let file = try scratch.write("notes", "kept")
    let address = try #require(ListenAddress("unix:\(file)"))
    #expect(throws: ListenFailure(address: "unix:\(file)", reason: .noSocket)) {
      _ = try WebListener(address)
    }
    #expect(scratch.lines("notes") == ["kept"])
  }

  /// As a process that was killed leaves it: bound, and closed without its file going.
  private static func leaveSocket(at path: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
    _ = withUnsafePointer(to: name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    listen(descriptor, 1)
    close(descriptor)
  }

  /// Connections that stand at the server's end. Files of the whole process would be those of other
  /// tests too.
  private static func connections(ofServerAt port: Int) throws -> Int {
    let table = try String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)
    let suffix = ":" + String(format: "%04X", port)
    return table.split(separator: "\n").dropFirst().count { line in
      let fields = line.split(separator: " ")
      return fields.count > 3 && fields[1].hasSuffix(suffix) && fields[3] == "01"
    }
  }
}
