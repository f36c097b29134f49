internal import Alerts
internal import Foundation
internal import Logging
package import Places

/// `marsad demo`: sample sites, a receiver and the daemon on 127.0.0.1, from the baseline to
/// alerts at the receiver and in the log.
///
/// A tour: `SampleSite` serves `SampleArticle`s, `SampleReceiver` verifies what arrives,
/// `DemoFolder` holds the configuration, `DemoScript` decides what comes next, `DemoText` says it.
package struct Demo: Sendable {
  /// How a demo ended.
  package enum Ending: Equatable, Sendable {
    /// All alerts arrived, once each, and stand in the log with the same bytes.
    case complete
    /// A signal ended it.
    case interrupted
    /// It did not come to its end in time; titles of articles whose alerts are missing.
    case timedOut(missing: [String])
    /// Alerts of log and webhook differ, or some came twice, or were refused.
    case inconsistent(String)
  }

  /// The demo is over within 20 s; building its stage takes part of that.
  static let limit = Duration.seconds(17)

  private let folder: DemoFolder
  private let port: UInt16
  private let say: @Sendable (String) -> Void

  /// - Parameters:
  ///   - port: the site's; the receiver's is the next one. 0 lets the system choose both.
  ///   - say: takes lines for the person who watches.
  package init(folder: DemoFolder, port: UInt16, say: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    self.port = port
    self.say = say
  }

  /// Shows everything and ends by itself.
  package func run(gazetteer: Gazetteer) async throws -> Ending {
    let (happenings, stage) = AsyncStream.makeStream(of: DemoScript.Happening.self)
    defer { stage.finish() }
    return try await serving { delivery in
      stage.yield(.arrived(delivery))
    } body: { site, receiver in
      say(DemoText.line("rules", "\(folder.configuration)\n\n\(DemoFolder.rules)"))
      let daemon = try Daemon(
        configurationFile: folder.configuration, state: nil, gazetteer: gazetteer,
        surroundings: Daemon.Surroundings(
          environment: [:],
          log: Logger(label: "demo", factory: { _ in SwiftLogNoOpLogHandler() }),
          observer: DemoObserver { stage.yield(.event($0)) }))
      return try await withThrowingTaskGroup(of: Ending?.self) { group in
        group.addTask {
          try await daemon.run()
          return .interrupted
        }
        group.addTask {
          try await Task.sleep(for: Self.limit)
          stage.finish()
          return nil
        }
        group.addTask { await play(happenings, site: site, receiver: receiver) }
        defer { group.cancelAll() }
        while let ending = try await group.next() {
          if let ending { return ending }
        }
        return .interrupted
      }
    }
  }

  /// Serves site and receiver until a signal or cancellation, for rules of one's own.
  package func serve() async throws {
    try await serving { delivery in
      say(DemoText.arrived(delivery, ReceivedAlert(delivery.body)))
    } body: { _, _ in
      while !Task.isCancelled { try await Task.sleep(for: .seconds(3_600)) }
    }
  }

  private func play(
    _ happenings: AsyncStream<DemoScript.Happening>, site: SampleSite, receiver: SampleReceiver
  ) async -> Ending {
    var script = DemoScript()
    for await happening in happenings {
      for action in script.note(happening) {
        switch action {
        case .say(let text): say(text)
        case .publish(let articles): site.publish(articles)
        case .finish: return verdict(script, receiver)
        }
      }
    }
    return .timedOut(missing: script.missing)
  }

  /// Holds the log against what arrived.
  private func verdict(_ script: DemoScript, _ receiver: SampleReceiver) -> Ending {
    let lines = folder.logLines()
    guard receiver.refused == 0 else {
      return .inconsistent("the receiver refused \(receiver.refused) signatures")
    }
    guard script.repeats == 0 else {
      return .inconsistent("\(script.repeats) alerts arrived more than once")
    }
    guard script.arrived.count == SampleArticle.expected.count else {
      return .inconsistent(
        "\(script.arrived.count) alerts arrived, not \(SampleArticle.expected.count)")
    }
    guard Set(lines) == Set(script.arrived.values), lines.count == script.arrived.count else {
      return .inconsistent("log and webhook differ: see \(folder.log)")
    }
    say(
      DemoText.line(
        "checked",
        "\(lines.count) alerts at the webhook and in \(folder.log): same ids, same bytes"))
    return .complete
  }

  /// Opens both servers, writes the configuration for their ports and runs `body` beside them.
  private func serving<Result: Sendable>(
    arrived: @escaping @Sendable (SampleReceiver.Delivery) -> Void,
    body: (SampleSite, SampleReceiver) async throws -> Result
  ) async throws -> Result {
    let site = SampleSite(opening: Date())
    let receiver = SampleReceiver(
      secrets: [try WebhookSecret(folder.secret())], now: { Date() }, arrived: arrived)
    let siteServer = try DemoServer(port: port) { try await site.respond(to: $0) }
    let receiverServer = try DemoServer(port: port == 0 ? 0 : port + 1) {
      try await receiver.respond(to: $0)
    }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await siteServer.run() }
      group.addTask { try await receiverServer.run() }
      defer { group.cancelAll() }
      let sitePort = try await siteServer.listeningPort()
      let receiverPort = try await receiverServer.listeningPort()
      try folder.writeConfiguration(sitePort: sitePort, receiverPort: receiverPort)
      say(DemoText.line("site", "http://127.0.0.1:\(sitePort)/ (and /wire/feed/, /badia/atom.xml)"))
      say(DemoText.line("receiver", "http://127.0.0.1:\(receiverPort)/hook"))
      return try await body(site, receiver)
    }
  }
}

/// Hands events on.
private struct DemoObserver: DaemonObserver {
  let forward: @Sendable (DaemonEvent) -> Void

  init(_ forward: @escaping @Sendable (DaemonEvent) -> Void) { self.forward = forward }

  func note(_ event: DaemonEvent) { forward(event) }
}
