internal import Foundation
internal import Rules
internal import Settings
internal import State

extension StatusPage {
  private static let rulesShown = 200

  var rules: HTML {
    var days: [String: [Int: Int]] = [:]
    for entry in facts.ruleDays { days[entry.rule, default: [:]][entry.day] = entry.alerts }
    let totals = days.mapValues { $0.values.reduce(0, +) }
    let all = facts.standing.setup.configuration.rules
    let sorted = all.enumerated().sorted {
      let counts = (totals[$0.element.name] ?? 0, totals[$1.element.name] ?? 0)
      return counts.0 != counts.1 ? counts.0 > counts.1 : $0.offset < $1.offset
    }.prefix(Self.rulesShown).map(\.element)
    let rows = sorted.map { rule in
      row(rule, days: days[rule.name] ?? [:], total: totals[rule.name] ?? 0)
    }
    return """
      <section id="rules" aria-labelledby="rules-title">
      <h2 id="rules-title">Rules</h2>
      <table role="table">
      <caption class="unseen">Rules and how often they alerted</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Rule</th>\
      <th scope="col" role="columnheader">Severity</th>\
      <th scope="col" role="columnheader">Alerts a day</th>\
      <th scope="col" role="columnheader">\(StatusFacts.ruleDays) days</th></tr></thead>
      <tbody role="rowgroup">
      \(HTML.joined(rows))
      </tbody></table>
      \(all.count > rows.count ? "<p>And \(all.count - rows.count) more.</p>" : "")
      </section>
      """
  }

  private func row(_ rule: Rule, days: [Int: Int], total: Int) -> HTML {
    let chart = DayChart(
      days, days: StatusFacts.ruleDays, today: facts.today, words: "Alerts a day")
    let pause = facts.pauses.first { $0.kind == .rule && $0.name == rule.name }
    let paused: HTML = pause == nil ? "" : " <span class=\"state paused\">paused</span>"
    return """
      <tr role="row"><th scope="row" role="rowheader">\(foreign: rule.name)\(paused)</th>\
      <td role="cell" data-label="Severity"><span class="severity \(rule.severity.rawValue)">\
      \(rule.severity.rawValue)</span></td>\
      <td role="cell" data-label="Alerts a day">\(chart.svg) <span class="today">\
      \(chart.values.last ?? 0) today</span></td>\
      <td role="cell" data-label="\(StatusFacts.ruleDays) days">\(Self.grouped(total))</td></tr>

      """
  }
}
