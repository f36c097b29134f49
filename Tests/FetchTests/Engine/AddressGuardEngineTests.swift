import Fetch
import Foundation
import TestSupport
import Testing

/// A network where every address answers, so that what is refused is refused by us alone.
@Suite(.enabled(if: NetworkNamespace.isAvailable)) struct AddressGuardEngineTests {
  private struct World: Sendable {
    let engine: FetchEngine
    /// Stands on every address of the namespace.
    let trap: LoopbackServer
    let publicServer: LoopbackServer
  }

  private let world: World

  init() throws {
    world = try NetworkNamespace.make {
      var settings = EngineSettings()
      settings.hosts = [
        "mixed.example:80:10.0.0.1,93.184.216.34", "private.example:80:10.0.0.1,fd00::1",
        "xn--mgbh0fb.example:80:93.184.216.34",
      ]
      let trap = try LoopbackServer(host: "0.0.0.0", port: 81)
      let publicServer = try LoopbackServer(host: "0.0.0.0", port: 80)
      return World(
        engine: FetchEngine(settings: settings), trap: trap, publicServer: publicServer)
    }
    world.trap.otherwise(.text("trapped"))
    world.publicServer.on("/robots.txt", .answer(404))
  }

  private func request(_ url: String, allow: [String] = []) -> FetchRequest {
    var settings = FetchSettings()
    settings.allowPrivate = allow.compactMap { AddressBlock($0) }
    return FetchRequest(url: url, settings: settings, source: "test")
  }

  static let spellings = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "127.0.0.01", "0",
    "0.0.0.0", "localhost", "x.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[fd00::1]", "[fe80::1]", "10.0.0.1", "169.254.169.254",
    "100.64.0.1", "192.168.0.1", "172.16.0.1", "198.18.0.1", "127%2e0.0.1", "%31%32%37.0.0.1",
    "１２７.0.0.1", "127。0。0。1", "93.184.216.34@127.0.0.1", "127.0.0.1.", "①②⑦.0.0.1",
    "192.0.2.1", "[2002:7f00:1::]", "0300.0250.0.1",
  ]

  @Test(arguments: spellings)
  func `no spelling of a forbidden address is reached`(host: String) async throws {
    let error = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://\(host):81/"))
    }
    #expect(["address", "dns"].contains(error?.code), "\(String(describing: error))")
    #expect(world.trap.requests.isEmpty)
    #expect(world.trap.connectionCount == 0)
  }

  @Test(arguments: spellings)
  func `no redirect reaches a forbidden address`(host: String) async throws {
    world.publicServer.on("/go", .redirect(to: "http://\(host):81/x"))
    let error = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://93.184.216.34/go"))
    }
    #expect(["address", "dns", "redirect"].contains(error?.code), "\(String(describing: error))")
    #expect(world.trap.connectionCount == 0)
  }

  @Test(arguments: [
    "http://93.184.216.34\\@127.0.0.1:81/", "\\\\127.0.0.1:81/", "//127.0.0.1:81/",
    "http:127.0.0.1:81/",
    "http:///127.0.0.1:81/", "http://127.0.0.1:81#@93.184.216.34/", "http://\t127.0.0.1:81/",
  ])
  func `no trick of syntax reaches a forbidden address`(location: String) async throws {
    world.publicServer.on("/go", .redirect(to: location))
    _ = try? await world.engine.fetch(request("http://93.184.216.34/go"))
    #expect(world.trap.connectionCount == 0)
  }

  @Test func `a name without an address is told as such`() async throws {
    let error = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://nowhere.invalid/"))
    }
    #expect(error?.reason == .unknownHost("nowhere.invalid"))
  }

  @Test func `a public address is reached`() async throws {
    world.publicServer.on("/", .text("ok"))
    let response = try await world.engine.fetch(request("http://93.184.216.34/"))
    #expect(response.status == 200)
    #expect(response.remoteAddress == "93.184.216.34")
  }

  @Test func `of several addresses only the allowed are used`() async throws {
    world.publicServer.on("/", .text("ok"))
    let response = try await world.engine.fetch(request("http://mixed.example/"))
    #expect(response.remoteAddress == "93.184.216.34")
    let error = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://private.example/"))
    }
    #expect(error?.code == "address")
  }

  @Test func `an international name is understood`() async throws {
    world.publicServer.on("/", .text("ok"))
    let response = try await world.engine.fetch(request("http://مثال.example/"))
    #expect(response.status == 200)
  }

  @Test func `what one source may reach, another may not, not even over a kept connection`()
    async throws
  {
    world.publicServer.on("/", .text("ok"))
    let allowed = request("http://10.1.2.3/", allow: ["10.1.0.0/16"])
    #expect(try await world.engine.fetch(allowed).status == 200)
    let error = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://10.1.2.3/"))
    }
    #expect(error?.reason == .refusedAddress("10.1.2.3"))
    #expect(
      error?.message
        == "test: 10.1.2.3 is no public address; if that is meant, add it to allow_private")
    let outside = await #expect(throws: FetchError.self) {
      try await world.engine.fetch(request("http://10.2.0.1/", allow: ["10.1.0.0/16"]))
    }
    #expect(outside?.code == "address")
    #expect(try await world.engine.fetch(allowed).timing.reusedConnection)
  }

  @Test func `the environment's proxy is not asked`() async throws {
    setenv("http_proxy", "http://127.0.0.1:81", 1)
    setenv("ALL_PROXY", "http://127.0.0.1:81", 1)
    defer {
      unsetenv("http_proxy")
      unsetenv("ALL_PROXY")
    }
    world.publicServer.on("/", .text("ok"))
    #expect(try await world.engine.fetch(request("http://93.184.216.34/")).status == 200)
    #expect(world.trap.connectionCount == 0)
  }

  @Test func `a configured proxy is asked, but not for forbidden addresses`() async throws {
    var through = request("http://news.example/feed")
    through.settings.proxy = "http://127.0.0.1:81"
    through.settings.robots = .ignore
    #expect(try await world.engine.fetch(through).body == Array("trapped".utf8))
    #expect(world.trap.requests.map(\.path) == ["http://news.example/feed"])
    through.url = "http://2130706433/"
    let error = await #expect(throws: FetchError.self) { try await world.engine.fetch(through) }
    #expect(error?.code == "address")
    #expect(world.trap.requests.count == 1)
  }
}
