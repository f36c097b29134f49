import Alerts
import Fetch
import Testing

@Suite struct StandardWebhooksTests {
  let body = Array(#"{"test": 2432232314}"#.utf8)
  let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"

  @Test func `the published vector comes out`() throws {
    let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signature = StandardWebhooks.sign(
      id: id, timestamp: 1_614_265_330, body: body, secret: secret)
    #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `each live secret signs and either verifies`() throws {
    let new = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let old = try WebhookSecret("a passphrase of the desk")
    let headers = StandardWebhooks.headers(
      id: id, timestamp: 1_000, body: body, secrets: [new, old])
    #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
    let signatures = headers[2].value
    #expect(signatures.split(separator: " ").count == 2)
    for secret in [new, old] {
      #expect(
        StandardWebhooks.verify(
          id: id, timestamp: "1000", signatures: signatures, body: body, secrets: [secret],
          now: 1_100))
    }
  }

  @Test func `a forged body, id or time, and an old message, are refused`() throws {
    let secret = try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let signature = StandardWebhooks.sign(id: id, timestamp: 1_000, body: body, secret: secret)
    func verify(
      id: String, time: String = "1000", body: [UInt8], now: Int = 1_000, signatures: String? = nil
    ) -> Bool {
      StandardWebhooks.verify(
        id: id, timestamp: time, signatures: signatures ?? signature, body: body,
        secrets: [secret], now: now)
    }
    #expect(verify(id: id, body: body))
    #expect(verify(id: id, body: body, signatures: "v1a,xyz v1,AAAA \(signature)"))
    #expect(!verify(id: id + "x", body: body))
    #expect(!verify(id: id, body: body + [0x20]))
    #expect(!verify(id: id, time: "1001", body: body))
    #expect(!verify(id: id, time: "-9223372036854775808", body: body))
    #expect(!verify(id: id, body: body, now: 1_301))
    #expect(!verify(id: id, body: body, signatures: ""))
  }

  @Test(arguments: [
    ("", WebhookSecret.Fault.empty), (" \n", .empty), ("whsec_!!!!", .notBase64),
    ("whsec_AAAA", .length(bytes: 3)),
  ])
  func `what is no secret is refused without telling it`(
    text: String, fault: WebhookSecret.Fault
  ) {
    #expect(throws: fault) { try WebhookSecret(text) }
  }

  @Test func `a secret shows itself nowhere`() throws {
    let secret = try WebhookSecret("hunter2-hunter2-hunter2")
    #expect(!"\(secret)".contains("hunter"))
    #expect(!String(reflecting: secret).contains("hunter"))
  }

  @Test func `SHA-256 of the empty message is the published one`() {
    #expect(
      Digest.hex(Digest.sha256([]))
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
