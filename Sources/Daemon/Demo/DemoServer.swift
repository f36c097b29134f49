internal import FlyingFox
internal import FlyingSocks
internal import Foundation

/// One HTTP server of the demo, bound to 127.0.0.1 and nothing else.
struct DemoServer: Sendable {
  private let server: HTTPServer

  /// - Parameter port: 0 lets the system choose.
  init(
    port: UInt16, answer: @Sendable @escaping (HTTPRequest) async throws -> HTTPResponse
  ) throws {
    server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: ClosureHTTPHandler(answer))
  }

  /// Serves until it is cancelled.
  func run() async throws { try await server.run() }

  /// The port, once the server listens.
  func listeningPort() async throws -> UInt16 {
    try await server.waitUntilListening(timeout: 30)
    guard case .ip4(_, let port) = await server.listeningAddress else {
      throw SocketError.unsupportedAddress
    }
    return port
  }
}
