package import Alerts
internal import FlyingFox
internal import FlyingSocks
package import Foundation
internal import Synchronization

/// The demo's webhook receiver: `POST /hook` takes an alert if its signature is right (Standard
/// Webhooks 1.0.0), `GET /received` lists what was taken, one alert a line, oldest first.
package final class SampleReceiver: Sendable {
  /// One delivery that proved whom it came from.
  package struct Delivery: Sendable, Equatable {
    package var id: String
    package var body: [UInt8]
    /// True when this id had arrived before.
    package var isRepeat: Bool
  }

  private struct Shelf {
    var ids: Set<String> = []
    var bodies: [[UInt8]] = []
    var refused = 0
  }

  private let secrets: [WebhookSecret]
  private let now: @Sendable () -> Date
  private let arrived: @Sendable (Delivery) -> Void
  private let shelf = Mutex(Shelf())

  /// - Parameter arrived: told of each delivery before it is answered.
  package init(
    secrets: [WebhookSecret], now: @escaping @Sendable () -> Date,
    arrived: @escaping @Sendable (Delivery) -> Void
  ) {
    self.secrets = secrets
    self.now = now
    self.arrived = arrived
  }

  /// How many deliveries were refused for a wrong signature.
  package var refused: Int { shelf.withLock { $0.refused } }

  /// What the receiver answers: 204 for a good delivery, 401 for a wrong signature.
  func respond(to request: HTTPRequest) async throws -> HTTPResponse {
    switch (request.method, request.path) {
    case (.POST, "/hook"):
      return take(request, body: [UInt8](try await request.bodyData))
    case (.GET, "/received"):
      let bodies = shelf.withLock { $0.bodies }
      let lines: [UInt8] = bodies.flatMap { body -> [UInt8] in body + [0x0A] }
      return HTTPResponse(
        statusCode: .ok, headers: HTTPHeaders([.contentType: "application/jsonl; charset=utf-8"]),
        body: Data(lines))
    default:
      return HTTPResponse(statusCode: .notFound)
    }
  }

  private func take(_ request: HTTPRequest, body: [UInt8]) -> HTTPResponse {
    let id = request.headers[HTTPHeader("webhook-id")] ?? ""
    let isGenuine = StandardWebhooks.verify(
      id: id, timestamp: request.headers[HTTPHeader("webhook-timestamp")] ?? "",
      signatures: request.headers[HTTPHeader("webhook-signature")] ?? "", body: body,
      secrets: secrets, now: Int(now().timeIntervalSince1970))
    guard isGenuine else {
      shelf.withLock { $0.refused += 1 }
      return HTTPResponse(statusCode: .unauthorized)
    }
    let isRepeat = shelf.withLock { shelf in
      shelf.bodies.append(body)
      return !shelf.ids.insert(id).inserted
    }
    arrived(Delivery(id: id, body: body, isRepeat: isRepeat))
    return HTTPResponse(statusCode: .noContent)
  }
}
