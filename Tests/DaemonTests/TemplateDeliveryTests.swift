import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

/// Shaped messages, through the queue and a real socket.
@Suite struct TemplateDeliveryTests {
  let post: DeliveryPost
  let receiver: LoopbackServer

  init() throws {
    post = try DeliveryPost()
    receiver = try LoopbackServer()
  }

  private func destination(_ text: String, _ contentType: String) throws -> DestinationSettings {
    var settings = post.webhook(receiver.url("/hook"))
    if case .webhook(var webhook) = settings.kind {
      webhook.body = BodyTemplate(
        template: try Template(text, format: TemplateFormat(contentType: contentType)),
        contentType: contentType)
      settings.kind = .webhook(webhook)
    }
    return settings
  }

  @Test func `a receiver gets the shaped body, signed as it is sent, the same on every attempt`()
    async throws
  {
    receiver.otherwise(.answer(500))
    let desk = try destination("{{ type }}|{{ destination.name }}\n", "text/plain; charset=utf-8")
    let sent = try post.commit(1, to: ["desk"])
    let service = post.service([desk])
    _ = try await service.drain(for: .seconds(400))
    receiver.otherwise(.answer(204))
    #expect(try await service.drain(for: .seconds(100_000)) == 0)
    let requests = receiver.requests
    #expect(requests.count >= 3)
    let secret = try WebhookSecret(DeliveryPost.secret)
    for request in requests {
      #expect(String(decoding: request.body, as: UTF8.self) == "marsad.test|خبر 1")
      #expect(request.header("content-type") == "text/plain; charset=utf-8")
      #expect(request.header("webhook-id") == sent.id)
      let stamp = try #require(Int(request.header("webhook-timestamp") ?? ""))
      let signed = StandardWebhooks.headers(
        id: sent.id, timestamp: stamp, body: Array(request.body), secrets: [secret])
      let signature = signed.first { $0.name.lowercased() == "webhook-signature" }?.value
      #expect(request.header("webhook-signature") == signature)
    }
  }

  @Test func `an event that a template makes too much of steps aside, and the next one is sent`()
    async throws
  {
    receiver.otherwise(.answer(204))
    let desk = try destination(
      "{{#if destination.name == \"خبر 1\"}}{{#each rule.tags}}x{{else}}"
        + String(repeating: "{{ event | json | url }}", count: 2_000) + "{{/each}}{{/if}}{{ id }}",
      "text/plain")
    try post.commit(1, to: ["desk"])
    let second = try post.commit(2, to: ["desk"])
    let service = post.service([desk])
    _ = try await service.drain(for: .zero)
    #expect(receiver.requests.map { String(decoding: $0.body, as: UTF8.self) } == [second.id])
    let row = try #require(try post.state.deliveries(destination: "desk").first)
    #expect(row.state == .pending)
    #expect(row.lastError?.contains("makes more than 262144 bytes") == true)
  }
}
