import Alerts
import Daemon
import Foundation
import State
import Text

/// A destination and how it is doing, for people and for machines.
struct DestinationText {
  var name: String
  /// nil when the configuration has it no more.
  var kind: String?
  /// nil when it never got an alert.
  var row: DestinationRow?
  var sum: OutboxSum
  var pause: Pause?

  private var undelivered: Int { sum.dead + sum.disabled }

  private var state: String {
    if kind == nil { return "removed" }
    if row?.disabledAt != nil { return "disabled" }
    if pause != nil { return "paused" }
    return row?.failingSince != nil ? "failing" : "ok"
  }

  var json: JSONValue {
    .object([
      ("name", .string(name)), ("kind", .text(kind)), ("state", .string(state)),
      ("waiting", .count(row?.pending ?? 0)), ("oldest_waiting", .time(row?.oldestPending)),
      ("held", .count(sum.held)), ("undelivered", .count(undelivered)),
      ("failing_since", .time(row?.failingSince)),
      ("failures", .count(row?.failures ?? 0)), ("disabled_at", .time(row?.disabledAt)),
      ("reason", .text(row?.reason)), ("paused_until", .time(pause?.until)),
    ])
  }

  func cells(now: Date) -> [String] {
    let oldest = row?.oldestPending.map { Timestamps.distance(now.timeIntervalSince($0)) }
    let since = row?.failingSince.map { "failing since \(Timestamps.short($0))" }
    let end = pause.map { $0.until.map { "until \(Timestamps.short($0)) UTC" } ?? "until resumed" }
    return [
      name, kind ?? "-", state, String(row?.pending ?? 0), oldest ?? "-", String(sum.held),
      String(undelivered), row?.reason ?? end ?? since ?? "-",
    ]
  }

  // MARK: A test

  /// A body for people: its own lines, and nothing in them that a terminal obeys.
  static func body(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in
        let blanks = line.prefix { $0 == " " }
        return blanks + SafeDisplay.line(String(line), limit: .max)
      }
      .joined(separator: "\n")
  }

  static func json(
    _ body: [UInt8], contentType: String, _ settings: DestinationSettings
  ) -> JSONValue {
    .object([
      ("destination", .string(settings.name)), ("content_type", .string(contentType)),
      ("bytes", .count(body.count)), ("body", .string(String(decoding: body, as: UTF8.self))),
    ])
  }

  static func json(_ trial: DestinationTrial, _ settings: DestinationSettings) -> JSONValue {
    .object([
      ("destination", .string(settings.name)), ("id", .string(trial.id)),
      ("delivered", .bool(trial.answer.failure == nil)), ("status", .count(trial.answer.status)),
      ("seconds", .number((trial.seconds * 1_000).rounded() / 1_000)),
      ("error", .text(trial.answer.failure?.message)),
      ("answer", .string(String(decoding: trial.answer.body, as: UTF8.self))),
    ])
  }

  static func text(_ trial: DestinationTrial, _ settings: DestinationSettings) -> String {
    var lines: [String] = []
    func add(_ text: String) { lines.append(SafeDisplay.line(text, limit: 2_000)) }
    let seconds = String(format: "%.3f", trial.seconds)
    if case .log = settings.kind {
      add("\(settings.name): \(trial.answer.failure?.message ?? "the log can be written")")
      return lines.joined(separator: "\n")
    }
    if let failure = trial.answer.failure {
      add("\(settings.name): \(failure.message) (\(seconds) s)")
    } else {
      let what = trial.answer.status.map { "answered \($0)" } ?? "done"
      add("\(settings.name): \(what) in \(seconds) s")
    }
    let answer = String(decoding: trial.answer.body, as: UTF8.self)
    if !answer.isEmpty { add("answer: \(answer)") }
    if let trouble = trial.answer.trouble { add(trouble) }
    guard case .webhook(let webhook) = settings.kind else { return lines.joined(separator: "\n") }
    add(
      webhook.secrets.isEmpty
        ? "not signed: this destination has no secret"
        : "webhook-id: \(trial.id); a receiver verifies webhook-signature over id.timestamp.body"
          + (webhook.secrets.count > 1 ? ", one of \(webhook.secrets.count)" : ""))
    return lines.joined(separator: "\n")
  }
}
