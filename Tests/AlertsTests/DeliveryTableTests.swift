import Alerts
import Foundation
import Testing

/// What is done about each answer and fault, and when: played through with a clock that only the
/// test moves, and held against the table in `docs/delivery.md`.
@Suite struct DeliveryTableTests {
  /// One line of the table.
  private struct Row: Equatable {
    var answer: String
    var failure: String
    var attempts: String
    var next: String
    var told: String
    var end: String
  }

  private static func fault(_ kind: String, misconfigured: Bool = false) -> DeliveryFailure {
    DeliveryFailure(
      scope: .destination, kind: kind, message: kind, isMisconfigured: misconfigured)
  }

  private static let answers: [(String, DeliveryFailure?)] =
    ([200, 201, 202, 204, 299] + [301, 302, 303, 307, 308]
    + [400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 418, 421]
    + [422, 425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 507, 511, 999])
    .map { ("\($0)", status($0)) } + [
      ("429 or 503, Retry-After: 120", status(429, retryAfter: .seconds(120))),
      ("429 or 503, Retry-After: a year", status(503, retryAfter: .seconds(31_536_000))),
      ("4xx or 5xx, `webhook-delivery: abort-message`", status(400, aborts: true)),
      ("no such host", fault("dns")), ("connection refused", fault("connect")),
      ("TLS fault", fault("tls")), ("no answer in time", fault("timeout")),
      ("connection reset, broken HTTP, endless headers", fault("protocol")),
      ("address refused by the guard", fault("address", misconfigured: true)),
      ("plain http without `insecure`, unreadable secret", fault("address", misconfigured: true)),
    ]

  @Test func `the table in the documentation is what is done`() throws {
    var rows: [Row] = []
    for (name, failure) in Self.answers {
      var row = Self.play(failure)
      row.answer = name
      if var last = rows.last, last.failure == row.failure {
        var twin = row
        twin.answer = last.answer
        if twin == last {
          last.answer += ", \(name)"
          rows[rows.count - 1] = last
          continue
        }
      }
      let place = rows.firstIndex { other in
        var twin = row
        twin.answer = other.answer
        return twin == other
      }
      if let place { rows[place].answer += ", \(name)" } else { rows.append(row) }
    }
    let table = Self.markdown(rows)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/delivery.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(page.range(of: "<!-- table by DeliveryTableTests -->\n"))
    let end = try #require(page.range(of: "<!-- end of the table -->"))
    if ProcessInfo.processInfo.environment["MARSAD_WRITE_REFERENCE"] != nil {
      let written = page.replacingCharacters(in: start.upperBound..<end.lowerBound, with: table)
      try written.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(String(page[start.upperBound..<end.lowerBound]) == table)
  }

  /// Two messages to a receiver that always does the same to the first.
  private static func play(_ failure: DeliveryFailure?) -> Row {
    var storm = Storm()
    storm.enqueue(1...2)
    let far = storm.now + 30 * 86_400
    let isOfMessage = failure?.scope == .message || failure?.scope == .aborted
    storm.run(until: far) { id, _ in id == 1 || !isOfMessage ? failure : nil }
    let told = storm.notices.map { notice -> String in
      switch notice {
      case .failing(_, .zero, _, _): "failing at once"
      case .failing(_, let stage, _, _): "failing \(words(stage.components.seconds))"
      case .recovered: "recovered"
      case .disabled(let since, _, _):
        "disabled \(words(Int64((storm.attempts.last?.at ?? since).timeIntervalSince(since))))"
      }
    }
    let times = storm.times(1)
    let shown = times.count <= 10 ? times : Array(times.prefix(6))
    let schedule = (1...9).reduce(into: [0.0]) { times, tries in
      let wait = RetrySchedule().wait(after: tries, chance: 0.5) ?? .zero
      times.append(times[tries - 1] + Double(wait.components.seconds))
    }
    let attempts =
      times == schedule
      ? "the schedule: 10, the last after \(words(Int64(times[9])))"
      : shown.map { words(Int64($0)) }.joined(separator: ", ")
        + (times.count > shown.count ? ", … (\(times.count) in all)" : "")
    let whose: String
    switch failure?.scope {
    case nil: whose = "none"
    case .destination: whose = "destination"
    case .message: whose = "message"
    case .throttled: whose = "destination, no attempt used"
    case .gone: whose = "destination, for good"
    case .aborted: whose = "message, for good"
    case .cut: whose = "ours"
    }
    let end: String
    switch storm.fates[1] {
    case .delivered: end = "delivered"
    case .dead: end = "dead"
    case .disabled: end = "disabled"
    default: end = "pending"
    }
    let next = storm.times(2).first.map { words(Int64($0)) } ?? "never"
    return Row(
      answer: "", failure: whose, attempts: attempts, next: next,
      told: told.isEmpty ? "nobody" : told.joined(separator: ", "), end: end)
  }

  private static func markdown(_ rows: [Row]) -> String {
    let head = """
      | answer or fault | failure of | attempts at | next message at | told | ends |
      |---|---|---|---|---|---|

      """
    return head
      + rows.map {
        "| \($0.answer) | \($0.failure) | \($0.attempts) | \($0.next) | \($0.told) | \($0.end) |\n"
      }.joined()
  }

  /// `2 h 35 min 5 s`
  private static func words(_ seconds: Int64) -> String {
    let units: [(String, Int64)] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
    var rest = seconds
    var parts: [String] = []
    for (name, size) in units where rest >= size {
      parts.append("\(rest / size) \(name)")
      rest %= size
    }
    return parts.isEmpty ? "0" : parts.joined(separator: " ")
  }
}
