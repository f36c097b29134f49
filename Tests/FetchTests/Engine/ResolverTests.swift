import Fetch
import TestSupport
import Testing

/// Resolvers that fail, waver, or say another address the second time they are asked.
@Suite(.enabled(if: NetworkNamespace.isAvailable)) struct ResolverTests {
  private struct World: Sendable {
    let engines: [FetchEngine]
    let names: NameServer
    let server: LoopbackServer
    let trap: LoopbackServer
  }

  private let world: World
  private let open: [UInt8] = [93, 184, 216, 34]

  init() throws {
    world = try NetworkNamespace.make {
      World(
        engines: (0..<8).map { _ in FetchEngine() }, names: try NameServer(),
        server: try LoopbackServer(host: "93.184.216.34", port: 80),
        trap: try LoopbackServer(host: "127.0.0.1", port: 80))
    }
    world.server.otherwise(.text("ok", 200, [("Connection", "close")]))
  }

  private func fetch(_ host: String, engine: Int = 0) async throws(FetchError) -> FetchResponse {
    var settings = FetchSettings()
    settings.robots = .ignore
    return try await world.engines[engine].fetch(
      FetchRequest(url: "http://\(host)/", settings: settings, source: "test"))
  }

  @Test func `a name that turns to a private address later is refused at the socket`() async throws
  {
    world.names.answer("rebind.example", .addresses([open]), .addresses([[127, 0, 0, 1]]))
    #expect(try await fetch("rebind.example").body == Array("ok".utf8))
    for engine in 1..<8 {
      let error = await #expect(throws: FetchError.self) {
        try await fetch("rebind.example", engine: engine)
      }
      #expect(error?.reason == .refusedAddress("127.0.0.1"))
    }
    #expect(world.trap.connectionCount == 0)
  }

  @Test(
    arguments: [
      [[10, 0, 0, 1], [93, 184, 216, 34]], [[93, 184, 216, 34], [127, 0, 0, 1]],
      [[169, 254, 169, 254], [93, 184, 216, 34], [192, 168, 0, 1]],
    ] as [[[UInt8]]])
  func `of several records only the allowed are used`(records: [[UInt8]]) async throws {
    world.names.answer("both.example", .addresses(records))
    #expect(try await fetch("both.example").remoteAddress == "93.184.216.34")
    #expect(world.trap.connectionCount == 0)
  }

  @Test func `a resolver in trouble is a named error, and the next poll asks anew`() async throws {
    world.names.answer("waver.example", .noSuchName, .addresses([open]))
    let error = await #expect(throws: FetchError.self) { try await fetch("waver.example") }
    #expect(error?.reason == .unknownHost("waver.example"))
    #expect(try await fetch("waver.example").status == 200)
  }
}
