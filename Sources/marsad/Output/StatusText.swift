import Daemon
import Foundation
import State
import Text

/// What `marsad status` shows, for people and for machines.
struct StatusText {
  let report: StatusReport
  let path: String

  // MARK: For people

  var text: String {
    let problems = report.problems
    var lines = [
      Self.field("daemon", daemon),
      Self.field("sources", sources),
      Self.field("found", found),
      Self.field("state", "\(path), \(StateCommand.size(report.stateBytes))"),
    ]
    for pause in report.pauses { lines.append(Self.field("paused", Self.words(pause))) }
    if !report.rules.isEmpty {
      var table = Table(["RULE", "24 H", "7 D", "LAST"])
      for rule in report.rules {
        table.add([
          rule.name, String(rule.day), String(rule.week), rule.last.map(Timestamps.short) ?? "-",
        ])
      }
      lines += ["", table.text]
    }
    if !report.destinations.isEmpty {
      var table = Table(["DESTINATION", "STATE", "WAITING", "OLDEST", "HELD", "DEAD", "DISABLED"])
      for destination in report.destinations {
        let sum = destination.sum
        let oldest = sum.oldestWaiting.map { Timestamps.distance(report.at.timeIntervalSince($0)) }
        table.add([
          destination.name, state(of: destination), String(sum.waiting), oldest ?? "-",
          String(sum.held), String(sum.dead), String(sum.disabled),
        ])
      }
      lines += ["", table.text]
    }
    lines.append("")
    if problems.isEmpty {
      lines.append("All is well.")
    } else {
      lines.append("To be seen to:")
      for problem in problems.prefix(Self.problemsShown) {
        let name = problem.name.map { " \($0)" } ?? ""
        lines.append("  " + SafeDisplay.line("\(problem.kind)\(name): \(problem.message)"))
      }
      if problems.count > Self.problemsShown {
        lines.append("  and \(problems.count - Self.problemsShown) more (--json names all)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static let problemsShown = 30

  private static func field(_ name: String, _ text: String) -> String {
    name.padding(toLength: 9, withPad: " ", startingAt: 0) + SafeDisplay.line(text, limit: 1_000)
  }

  private var daemon: String {
    guard let holder = report.holder else { return "not running" }
    let version = holder.version.map { "version \($0)" }
    let since = holder.since.map { "since \(Timestamps.short($0)) UTC" }
    let process = holder.process.map { "pid \($0)" }
    let facts = [version, since, process].compactMap(\.self).joined(separator: ", ")
    return facts.isEmpty ? "running" : "running, \(facts)"
  }

  private var sources: String {
    var parts = ["\(report.sources.count)"]
    for state in [SourceStatus.State.failing, .silent, .paused] where report.count(state) > 0 {
      parts.append("\(report.count(state)) \(state.rawValue)")
    }
    if !report.unpolled.isEmpty { parts.append("\(report.unpolled.count) never polled") }
    return parts.joined(separator: ", ")
  }

  private var found: String {
    let last = report.lastAlert.map { alert in
      "; last alert \(Timestamps.short(alert.at)) UTC" + (alert.rule.map { ", \($0)" } ?? "")
    }
    return "\(report.articlesOfDay) articles and \(report.alertsOfDay) alerts in 24 h\(last ?? "")"
  }

  private func state(of destination: StatusReport.Destination) -> String {
    if destination.row?.disabledAt != nil { return "disabled" }
    if report.pause(.destination, destination.name) != nil { return "paused" }
    return destination.row?.failingSince == nil ? "ok" : "failing"
  }

  /// `source Al-Sharq News, since 2026-11-24 08:30 UTC, until somebody resumes it`
  static func words(_ pause: Pause) -> String {
    let end = pause.until.map { "\(Timestamps.short($0)) UTC" } ?? "somebody resumes it"
    return
      "\(pause.kind.rawValue) \(pause.name), since \(Timestamps.short(pause.since)) UTC, until "
      + end
  }

  // MARK: For machines

  var json: JSONValue {
    let problems = report.problems
    return .object([
      ("well", .bool(problems.isEmpty)), ("at", .time(report.at)),
      ("problems", .array(problems.map(Self.json))),
      (
        "daemon",
        .object([
          ("running", .bool(report.holder != nil)), ("pid", .count(report.holder?.process)),
          ("version", .text(report.holder?.version)), ("since", .time(report.holder?.since)),
        ])
      ),
      (
        "sources",
        .object([
          ("count", .count(report.sources.count)), ("ok", .count(report.count(.ok))),
          ("failing", .count(report.count(.failing))), ("silent", .count(report.count(.silent))),
          ("paused", .count(report.count(.paused))),
          ("never_polled", .count(report.unpolled.count)),
          ("network_gone_since", .time(report.outage)),
        ])
      ),
      ("articles_24h", .count(report.articlesOfDay)), ("alerts_24h", .count(report.alertsOfDay)),
      ("last_alert", lastAlert), ("rules", .array(report.rules.map(Self.json))),
      ("destinations", .array(report.destinations.map(json))),
      ("pauses", .array(report.pauses.map(Self.json))),
      (
        "state", .object([("path", .string(path)), ("bytes", .count(report.stateBytes))])
      ),
    ])
  }

  private static func json(_ problem: StatusReport.Problem) -> JSONValue {
    .object([
      ("kind", .string(problem.kind)), ("name", .text(problem.name)),
      ("message", .string(problem.message)),
    ])
  }

  private var lastAlert: JSONValue {
    guard let alert = report.lastAlert else { return .null }
    return .object([
      ("id", .string(alert.id)), ("type", .string(alert.type)), ("rule", .text(alert.rule)),
      ("at", .time(alert.at)),
    ])
  }

  private static func json(_ rule: RuleSum) -> JSONValue {
    .object([
      ("name", .string(rule.name)), ("alerts_24h", .count(rule.day)),
      ("alerts_7d", .count(rule.week)), ("last_alert", .time(rule.last)),
    ])
  }

  private func json(_ destination: StatusReport.Destination) -> JSONValue {
    let sum = destination.sum
    return .object([
      ("name", .string(destination.name)), ("state", .string(state(of: destination))),
      ("waiting", .count(sum.waiting)), ("oldest_waiting", .time(sum.oldestWaiting)),
      ("held", .count(sum.held)), ("dead", .count(sum.dead)), ("disabled", .count(sum.disabled)),
    ])
  }

  static func json(_ pause: Pause) -> JSONValue {
    .object([
      ("kind", .string(pause.kind.rawValue)), ("name", .string(pause.name)),
      ("since", .time(pause.since)), ("until", .time(pause.until)),
    ])
  }
}
