import Foundation
import State
import Text

/// A delivery and its attempts, for people and for machines. Answers come from strangers: nothing
/// of them reaches a terminal unescaped.
enum DeliveryText {
  static func fields(_ row: DeliveryRow) -> [(key: String, value: JSONValue)] {
    [
      ("id", .integer(row.id)), ("alert", .string(row.alert)),
      ("destination", .string(row.destination)), ("state", .string(row.state.name)),
      ("attempts", .count(row.attempts)), ("next_attempt", .time(row.nextAttempt)),
      ("last_status", .count(row.lastStatus)), ("last_error", .text(row.lastError)),
      ("created", .time(row.created)), ("finished", .time(row.finished)),
      ("type", .string(row.type)), ("rule", .text(row.rule)), ("held", .text(row.held)),
      ("digest", .text(row.digest)),
    ]
  }

  static func json(_ row: DeliveryRow, attempts: [AttemptRow]) -> JSONValue {
    let history = attempts.map { attempt -> JSONValue in
      .object([
        ("at", .time(attempt.at)), ("seconds", .number(rounded(attempt.seconds))),
        ("status", .count(attempt.status)), ("error", .text(attempt.error)),
        ("answer", .string(String(decoding: attempt.answer, as: UTF8.self))),
      ])
    }
    return .object(fields(row) + [("history", .array(history))])
  }

  static func text(_ row: DeliveryRow, attempts: [AttemptRow]) -> String {
    var lines = [
      line(
        "delivery \(row.id): \(row.type) \(row.alert) to \(row.destination), \(row.state.name)")
    ]
    if let rule = row.rule { lines.append(line("rule: \(rule)")) }
    lines.append("committed: \(Timestamps.text(row.created))")
    if let next = row.nextAttempt { lines.append("next attempt: \(Timestamps.text(next))") }
    if let finished = row.finished { lines.append("finished: \(Timestamps.text(finished))") }
    if let held = row.held { lines.append(line("held for: \(held)")) }
    if let digest = row.digest { lines.append("listed in: \(digest)") }
    if attempts.isEmpty { lines.append("no attempt yet") }
    if row.attempts > attempts.count, !attempts.isEmpty {
      lines.append("\(row.attempts) attempts, the last \(attempts.count):")
    }
    for attempt in attempts {
      let outcome =
        attempt.error ?? attempt.status.map { "answered \($0)" } ?? "written"
      lines.append(
        line("  \(Timestamps.text(attempt.at))  \(rounded(attempt.seconds)) s  \(outcome)"))
      let answer = String(decoding: attempt.answer, as: UTF8.self)
      for part in answer.split(separator: "\n", omittingEmptySubsequences: true) {
        lines.append("    | " + SafeDisplay.line(String(part), limit: 4_096))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ text: String) -> String { SafeDisplay.line(text, limit: 2_000) }

  private static func rounded(_ seconds: Double) -> Double {
    (seconds * 1_000).rounded() / 1_000
  }
}
