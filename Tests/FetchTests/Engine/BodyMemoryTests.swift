import TestSupport
import Testing

@testable import Fetch

@Suite struct BodyMemoryTests {
  let server: LoopbackServer

  init() throws {
    server = try LoopbackServer()
    server.on("/robots.txt", .answer(404))
  }

  private func engine(bodyBytes: Int) -> FetchEngine {
    var settings = EngineSettings()
    settings.bodyBytes = bodyBytes
    return FetchEngine(settings: settings)
  }

  private func request(_ path: String) -> FetchRequest {
    var request = FetchRequest.loopback(server.url(path))
    request.settings.hostConnections = 50
    return request
  }

  @Test(.timeLimit(.minutes(1)))
  func `bodies larger together than the memory come one after another, all of them whole`()
    async throws
  {
    let body = (0..<400_000).map { UInt8(truncatingIfNeeded: $0) }
    server.otherwise(.answer(200, [], body))
    let engine = engine(bodyBytes: 500_000)
    let whole = try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<30 {
        group.addTask { try await engine.fetch(request("/\(index)")).body == body }
      }
      return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
    }
    #expect(whole == 30)
    await engine.ping()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a body that is kept holds its share, and one may always come`() async throws {
    server.otherwise(.answer(200, [], [UInt8](repeating: 1, count: 400_000)))
    let engine = engine(bodyBytes: 500_000)
    var kept: [FetchResponse] = []
    // Nothing of it is let go: each further one is the favourite.
    for index in 0..<5 { kept.append(try await engine.fetch(request("/\(index)"))) }
    #expect(kept.allSatisfy { $0.body.count == 400_000 && $0.share != nil })
  }

  @Test(.timeLimit(.minutes(1)))
  func `small bodies are not counted and pass while the memory is full`() async throws {
    server.on("/endless", Reply(.send(Reply.head(200, [])), .flood([1, 2, 3], times: .max)))
    server.on("/small", .text("ok"))
    server.on("/big", .answer(200, [], [UInt8](repeating: 1, count: 400_000)))
    let engine = engine(bodyBytes: 200_000)
    let big = try await engine.fetch(request("/big"))
    let small = try await engine.fetch(request("/small"))
    #expect(small.share == nil && big.share != nil)
    #expect(small.body == Array("ok".utf8))
  }

  @Test(.timeLimit(.minutes(1)))
  func `what waits for memory can be cancelled and ends with the engine`() async throws {
    let gate = Gate()
    server.on(
      "/slow",
      Reply(
        .send(Reply.head(200, []) + [UInt8](repeating: 1, count: 300_000)), .wait(gate), .close))
    server.on("/big", .answer(200, [], [UInt8](repeating: 1, count: 300_000)))
    let engine = engine(bodyBytes: 200_000)
    let slow = Task { try await engine.fetch(request("/slow")) }
    while server.pageRequests.isEmpty { await Task.yield() }
    let waiting = Task { try await engine.fetch(request("/big")) }
    let other = Task { try await engine.fetch(request("/big")) }
    while server.pageRequests.count < 3 { await Task.yield() }
    waiting.cancel()
    _ = await waiting.result
    await engine.shutdown()
    gate.open()
    _ = await slow.result
    _ = await other.result
  }

  @Test func `shares are given back whatever becomes of a transfer`() {
    let memory = BodyMemory(total: 100)
    #expect(memory.take(80, for: 1))
    #expect(!memory.take(80, for: 2))
    #expect(memory.mayStart(2, onRelief: false))
    #expect(memory.take(80, for: 2))
    #expect(!memory.mayStart(3, onRelief: false))
    memory.give(80)
    memory.ended(2)
    memory.give(80)
    #expect(memory.used == 0)
    #expect(memory.mayStart(3, onRelief: false))
  }
}
