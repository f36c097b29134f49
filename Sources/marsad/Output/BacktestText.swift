import Daemon
import Foundation
import Rules
import State
import Text

/// What `marsad backtest` found, for people and for machines.
struct BacktestText {
  let report: BacktestReport
  let query: ArchiveQuery
  /// Of the whole archive.
  let extent: ArchiveExtent

  /// Sources shown to people; machines get all.
  private static let sourcesShown = 20

  /// - Parameter isKept: whether the configuration keeps an archive; nil without one.
  func print(isKept: Bool?) {
    Console.out(head)
    if isKept == false { Console.out("archive.keep is 0: no further articles are kept") }
    if report.damaged > 0 {
      Console.out("\(report.damaged) texts of the archive are damaged and were left out")
    }
    if report.rules.count > 1 { Console.out(overview) }
    for rule in report.rules where report.rules.count == 1 || rule.isChanged { print(rule) }
  }

  private var head: String {
    guard let first = extent.first, let last = extent.last else {
      return "The archive holds no articles yet: it fills while marsad runs."
    }
    let all = "\(report.articles) \(report.articles == 1 ? "article" : "articles") tried"
    return "\(all); the archive goes from \(Timestamps.short(first)) to \(Timestamps.short(last))"
  }

  private var overview: String {
    var table = Table(["RULE", "RUNNING", "DRAFT", "GAINED", "LOST"])
    for rule in report.rules {
      table.add([
        rule.name, rule.standing == .new ? "-" : String(rule.running.count),
        rule.standing == .dropped ? "-" : String(rule.draft.count), String(rule.gained.count),
        String(rule.lost.count),
      ])
    }
    return "\n" + table.text
  }

  private func print(_ rule: BacktestReport.RuleReport) {
    let name = SafeDisplay.line(rule.name)
    switch rule.standing {
    case .running:
      Console.out("\n\(name): \(Self.articles(rule.running.count))")
      counts([("ARTICLES", rule.running)])
    case .new:
      Console.out("\n\(name), new: \(Self.articles(rule.draft.count)) gained")
      counts([("GAINED", rule.gained)])
    case .dropped:
      Console.out("\n\(name), dropped: \(Self.articles(rule.running.count)) lost")
      counts([("LOST", rule.lost)])
    case .compared:
      Console.out(
        "\n\(name): \(Self.articles(rule.running.count)) as it runs, \(rule.draft.count) as drafted: "
          + "\(rule.gained.count) gained, \(rule.lost.count) lost")
      counts([
        ("RUNNING", rule.running), ("DRAFT", rule.draft), ("GAINED", rule.gained),
        ("LOST", rule.lost),
      ])
    }
    samples(rule.running, "")
    samples(rule.gained, " gained")
    samples(rule.lost, " lost")
  }

  private static func articles(_ count: Int) -> String {
    "\(count) \(count == 1 ? "article" : "articles")"
  }

  private func counts(_ columns: [(name: String, tally: BacktestReport.Tally)]) {
    guard columns.contains(where: { $0.tally.count > 0 }) else { return }
    var days = Table(["DAY"] + columns.map(\.name))
    for day in Set(columns.flatMap { $0.tally.days.keys }).sorted() {
      days.add([Self.text(day: day)] + columns.map { String($0.tally.days[day] ?? 0) })
    }
    Console.out(days.text)
    var sources = Table(["SOURCE"] + columns.map(\.name))
    let all = columns.map(\.tally).reduce(into: [String: Int]()) { sum, tally in
      sum.merge(tally.sources) { max($0, $1) }
    }
    let names = all.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    for name in names.prefix(Self.sourcesShown) {
      sources.add([name] + columns.map { String($0.tally.sources[name] ?? 0) })
    }
    Console.out(sources.text)
    if names.count > Self.sourcesShown {
      Console.out("and \(names.count - Self.sourcesShown) more sources")
    }
  }

  private func samples(_ tally: BacktestReport.Tally, _ kind: String) {
    guard !tally.samples.isEmpty else { return }
    let count = tally.samples.count
    Console.out(
      count == tally.count ? "all\(kind):" : "the last \(count) of \(tally.count)\(kind):")
    for sample in tally.samples {
      let line = [
        Timestamps.short(sample.seen), sample.article.title, "·", sample.source,
        sample.article.url ?? "",
      ]
      Console.out("  " + SafeDisplay.line(line.joined(separator: " "), limit: 1_000))
      for match in sample.matches.prefix(3) {
        Console.out(
          "    words  \(SafeDisplay.line(match.text, limit: 80)): "
            + SafeDisplay.line(match.snippet, limit: 200))
      }
      for place in sample.places.prefix(3) {
        let area = place.area.map { " " + SafeDisplay.line($0, limit: 80) } ?? ""
        Console.out(
          "    place  \(SafeDisplay.line(place.text, limit: 80)): \(place.relation.rawValue)\(area)"
        )
      }
      for missing in sample.missing.prefix(3) {
        Console.out("    lacks  \(SafeDisplay.line(missing))")
      }
    }
  }

  private static func text(day: Int) -> String {
    String(Timestamps.text(Date(timeIntervalSince1970: Double(day) * 86_400)).prefix(10))
  }
}

// MARK: - JSON

extension BacktestText {
  var json: JSONValue {
    .object([
      ("since", .time(query.since)), ("until", .time(query.until)),
      ("source", .text(query.source)), ("articles", .count(report.articles)),
      ("damaged", .count(report.damaged)),
      (
        "archive",
        .object([
          ("from", .time(extent.first)), ("to", .time(extent.last)),
          ("texts", .count(extent.count)), ("bytes", .count(extent.bytes)),
        ])
      ),
      ("rules", .array(report.rules.map(Self.json))),
    ])
  }

  private static func json(_ rule: BacktestReport.RuleReport) -> JSONValue {
    let hasRunning = rule.standing != .new
    let hasDraft = rule.standing == .new || rule.standing == .compared
    return .object([
      ("name", .string(rule.name)), ("standing", .string(rule.standing.rawValue)),
      ("running", hasRunning ? json(rule.running) : .null),
      ("draft", hasDraft ? json(rule.draft) : .null),
      ("gained", hasDraft ? json(rule.gained) : .null),
      ("lost", hasRunning && rule.standing != .running ? json(rule.lost) : .null),
    ])
  }

  private static func json(_ tally: BacktestReport.Tally) -> JSONValue {
    let days = tally.days.sorted { $0.key < $1.key }.map { day, count in
      JSONValue.object([("day", .string(text(day: day))), ("count", .count(count))])
    }
    let sources = tally.sources.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      JSONValue.object([("source", .string($0.key)), ("count", .count($0.value))])
    }
    return .object([
      ("count", .count(tally.count)), ("by_day", .array(days)), ("by_source", .array(sources)),
      ("samples", .array(tally.samples.map(json))),
    ])
  }

  private static func json(_ sample: BacktestReport.Sample) -> JSONValue {
    .object([
      ("title", .string(sample.article.title)), ("url", .text(sample.article.url)),
      ("source", .string(sample.source)), ("first_seen", .time(sample.seen)),
      ("published", .time(sample.article.published)),
      ("language", .text(sample.article.language)),
      ("matches", .array(sample.matches.map(TrialText.json))),
      ("places", .array(sample.places.map(TrialText.json))),
      ("missing", .array(sample.missing.map { .string($0) })),
    ])
  }
}
