import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

/// Messages as another's library reads them: the `standardwebhooks` package of PyPI, behind TLS that
/// wants a client's certificate.
@Suite(
  .enabled(
    if: PythonPackages.has("standardwebhooks") && TLSServer.isAvailable,
    "scripts/test installs the package standardwebhooks"))
struct ReferenceReceiverTests {
  private struct Line: Decodable {
    var id: String
    var body: String
    var accepted: [Bool]
    var forged: Bool
    var client: String
  }

  private let post: DeliveryPost

  init() throws {
    post = try DeliveryPost()
    for (name, common) in [("server", "127.0.0.1"), ("client", "Marsad of the desk")] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
      process.arguments = [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-days", "2", "-subj", "/CN=\(common)", "-addext", "subjectAltName=IP:127.0.0.1",
        "-keyout", post.scratch.path("\(name).key"), "-out", post.scratch.path("\(name).pem"),
      ]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
    }
  }

  /// Runs the receiver around a body, which gets its port; gives what it saw.
  private func receiving(
    _ secrets: [String], _ body: (Int) async throws -> Void
  ) async throws -> [Line] {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/receiver.py").path
    let output = post.scratch.path("received")
    try post.scratch.write("received", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: PythonPackages.interpreter)
    process.arguments =
      [
        script, post.scratch.path("server.pem"), post.scratch.path("server.key"),
        post.scratch.path("client.pem"),
      ] + secrets
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    try process.run()
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let scratch = post.scratch
    #expect(await eventually { !scratch.lines("received").isEmpty })
    try await body(try #require(Int(scratch.lines("received").first ?? "")))
    return try scratch.lines("received").dropFirst().map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }

  private func destination(_ port: Int, secrets: [String]) -> DestinationSettings {
    var settings = post.webhook("https://127.0.0.1:\(port)/hook", secrets: secrets)
    if case .webhook(var webhook) = settings.kind {
      webhook.sending.isInsecureAllowed = false
      webhook.sending.fetch.certificateFile = post.scratch.path("server.pem")
      webhook.sending.clientCertificate = .init(
        certificate: .file(path: post.scratch.path("client.pem"), mark: post.mark),
        key: .file(path: post.scratch.path("client.key"), mark: post.mark))
      settings.kind = .webhook(webhook)
    }
    return settings
  }

  @Test(.timeLimit(.minutes(1)))
  func `the reference library accepts every message, with either secret while they rotate`()
    async throws
  {
    let old = DeliveryPost.secret
    let new = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    let other = "whsec_plJ3nmyCDGBKInavdOK15jsl"
    try post.scratch.write("new", new + "\n")
    var ids: [String] = []
    let lines = try await receiving([old, new, other]) { port in
      // The library compares with the clock on the wall.
      let service = post.service([destination(port, secrets: ["secret"])], wall: true)
      for number in 1...20 { ids.append(try post.commit(number, to: ["desk"]).id) }
      _ = try await service.drain(for: .zero)
      await service.reload([destination(port, secrets: ["new", "secret"])])
      for number in 21...40 { ids.append(try post.commit(number, to: ["desk"]).id) }
      _ = try await service.drain(for: .zero)
      await service.reload([destination(port, secrets: ["new"])])
      for number in 41...60 { ids.append(try post.commit(number, to: ["desk"]).id) }
      #expect(try await service.drain(for: .zero) == 0)
    }
    #expect(lines.map(\.id) == ids)
    #expect(lines.map(\.body) == ids)
    #expect(lines.prefix(20).allSatisfy { $0.accepted == [true, false, false] })
    #expect(lines.dropFirst(20).prefix(20).allSatisfy { $0.accepted == [true, true, false] })
    #expect(lines.suffix(20).allSatisfy { $0.accepted == [false, true, false] })
    #expect(lines.allSatisfy { !$0.forged })
    #expect(lines.allSatisfy { $0.client == "Marsad of the desk" })
  }

  @Test(.timeLimit(.minutes(1)))
  func `without its certificate, or with another authority, nothing is accepted`() async throws {
    let lines = try await receiving([DeliveryPost.secret]) { port in
      var anonymous = destination(port, secrets: ["secret"])
      var distrustful = anonymous
      distrustful.name = "other"
      if case .webhook(var webhook) = anonymous.kind {
        var changed = webhook
        changed.sending.fetch.certificateFile = post.scratch.path("client.pem")
        distrustful.kind = .webhook(changed)
        webhook.sending.clientCertificate = nil
        anonymous.kind = .webhook(webhook)
      }
      try post.commit(1, to: ["desk", "other"])
      let service = post.service([anonymous, distrustful], wall: true)
      #expect(try await service.drain(for: .zero) == 2)
    }
    #expect(lines.isEmpty)
    let errors = try post.state.deliveries().map { $0.lastError ?? "" }
    // What a client sees of the refusal, an alert or a reset, is a matter of who is faster.
    #expect(errors.allSatisfy { !$0.isEmpty })
    #expect(errors.contains { $0.contains("self-signed") || $0.contains("verif") })
  }
}
