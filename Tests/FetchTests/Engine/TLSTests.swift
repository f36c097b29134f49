import Fetch
import TestSupport
import Testing

@Suite(.enabled(if: TLSServer.isAvailable)) struct TLSTests {
  let engine = FetchEngine()
  let server: TLSServer

  init() throws { server = try TLSServer() }

  private func request(trusting file: String?) -> FetchRequest {
    var request = FetchRequest.loopback(server.url("/"))
    request.settings.robots = .ignore
    request.settings.certificateFile = file
    return request
  }

  /// The server takes a moment to listen.
  private func firstAnswer(_ request: FetchRequest) async throws -> FetchResponse {
    while let error = await failure(request) {
      guard error.code == "connect" else { throw error }
    }
    return try await engine.fetch(request)
  }

  private func failure(_ request: FetchRequest) async -> FetchError? {
    do throws(FetchError) {
      _ = try await engine.fetch(request)
      return nil
    } catch {
      return error
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a new connection resumes the session of the one before`() async throws {
    let trusted = request(trusting: server.certificateFile)
    _ = try await firstAnswer(trusted)
    let second = try await engine.fetch(trusted)
    #expect(!second.timing.reusedConnection)
    #expect(String(decoding: second.body, as: UTF8.self).contains("Reused, TLSv1.3"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `a certificate that nobody vouches for is refused`() async throws {
    let sound = try await firstAnswer(request(trusting: server.certificateFile))
    #expect(sound.status == 200)
    let error = await #expect(throws: FetchError.self) {
      try await engine.fetch(request(trusting: nil))
    }
    #expect(error?.code == "tls")
  }
}
