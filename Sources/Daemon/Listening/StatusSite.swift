internal import Foundation
internal import State
internal import Synchronization

/// What is served: health, readiness, metrics and the status page. It reads and never changes
/// anything.
struct StatusSite: Sendable {
  let vitals: Vitals
  let metrics: Metrics
  let pulse: Pulse
  let board: StatusBoard

  /// A sign of life may be this old: three of the watchdog's rounds.
  static let longestSilence = Duration.seconds(30)

  func answer(_ request: WebRequest) async -> WebAnswer {
    let answer = await answer(to: request)
    metrics.answered(code: answer.status)
    return answer
  }

  private func answer(to request: WebRequest) async -> WebAnswer {
    switch request.path {
    case "/": await board.page(request)
    case "/metrics": await board.metricsText()
    case "/-/healthy": health
    case "/-/ready": readiness
    default:
      .text(404, "There is nothing here. The status page is at /, metrics are at /metrics.")
    }
  }

  private var health: WebAnswer {
    guard let age = pulse.age, age <= Self.longestSilence else {
      return .text(503, "Marsad's own loops do not answer.")
    }
    return .text(200, "Marsad is healthy.")
  }

  private var readiness: WebAnswer {
    let now = vitals.now
    if now.isStopping { return .text(503, "Marsad is stopping.") }
    if let failure = now.stateFailure {
      return .text(503, "The state file cannot be used: \(failure)")
    }
    guard pulse.age != nil else { return .text(503, "Marsad is starting.") }
    return .text(200, "Marsad is ready.")
  }
}

/// The configuration in force and since when: what the page tells besides the state file.
final class Standing: Sendable {
  struct Facts: Sendable {
    var setup: Setup
    var since: Date
  }

  private let facts: Mutex<Facts>

  init(_ setup: Setup, since: Date) { facts = Mutex(Facts(setup: setup, since: since)) }

  var now: Facts { facts.withLock(\.self) }

  func take(_ setup: Setup) { facts.withLock { $0.setup = setup } }
}
