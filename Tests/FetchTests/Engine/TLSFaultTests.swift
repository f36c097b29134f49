import TestSupport
import Testing

@testable import Fetch

/// What is said of each way in which TLS fails: `openssl s_server` on the loopback, a fault each.
@Suite(.enabled(if: TLSServer.isAvailable)) struct TLSFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: TLSServer.Fault
    var isTrusted: Bool
    var words: String
    var testDescription: String { "\(fault)" }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      Case(fault: .expired, isTrusted: true, words: "has expired"),
      Case(fault: .notYetValid, isTrusted: true, words: "not valid yet"),
      Case(fault: .otherHost, isTrusted: true, words: "another host name"),
      Case(fault: .none, isTrusted: false, words: "self-signed"),
      Case(fault: .unknownAuthority, isTrusted: false, words: "unknown authority"),
      Case(fault: .oldVersion, isTrusted: true, words: "older than TLS 1.2"),
    ])
  func `each fault has a sentence of its own that says what to do`(fault: Case) async throws {
    let server = try TLSServer(fault.fault)
    var request = FetchRequest.loopback(server.url("/"))
    request.settings.robots = .ignore
    if fault.isTrusted { request.settings.certificateFile = server.certificateFile }
    let engine = FetchEngine()
    // The server takes a moment to listen.
    var error: FetchError
    repeat {
      error = try #require(
        await #expect(throws: FetchError.self) { try await engine.fetch(request) })
    } while error.code == "connect"
    #expect(error.code == "tls")
    #expect(error.message.hasPrefix("test: TLS: "), "\(error.message)")
    #expect(error.message.contains(fault.words), "\(error.message)")
    #expect(error.message.contains(";"))
  }

  @Test(arguments: [
    ("error:0A00010B:SSL routines::wrong version number", "without TLS"),
    ("SSL certificate problem: certificate revoked", "revoked"),
    ("error:0A000410:SSL routines::sslv3 alert handshake failure", "no cipher in common"),
    ("something new", "something new"),
  ])
  func `the words of OpenSSL are put into others`(detail: String, words: String) {
    #expect(TLSFault.advice(detail).contains(words))
  }
}
