import Daemon
import Foundation
import Places
import Rules
import Settings
import State
import TestSupport
import Testing

/// Rules over the archive, beside what the daemon itself made of the same articles.
@Suite struct BacktestTests {
  private static let gazetteer = Result { try Gazetteer.standard() }

  private static func feed(_ items: [(id: Int, title: String, text: String)]) -> Reply {
    let list = items.map {
      "<item><guid>g\($0.id)</guid><link>http://127.0.0.1/a/\($0.id)</link><title>\($0.title)</title><description>\($0.text)</description></item>"
    }.joined()
    return .text(
      "<rss><channel><title>t</title>\(list)</channel></rss>", 200,
      [("Content-Type", "application/rss+xml")])
  }

  /// A desk whose two sources showed some articles, all held against `rules`.
  private func desk(rules: String, more: String = "") async throws -> Desk {
    let desk = try Desk()
    let wire = (0..<60).map { number in
      (
        number, number % 3 == 0 ? "An attack near Al-Bukamal" : "Market news",
        number % 2 == 0 ? "A convoy was seen." : "لداعش خلايا في الريف"
      )
    }
    desk.site.on("/wire", Self.feed(wire))
    desk.site.on("/front", Self.feed([(3, "An attack near Al-Bukamal", "Shared by both.")]))
    try desk.configure(
      sources: """
          - {name: wire, url: "\(desk.site.url("/wire"))", full_text: never, first_poll: alert, tags: [syria]}
          - {name: front, url: "\(desk.site.url("/front"))", full_text: never, first_poll: alert}
        """, rules: rules, more: more)
    try await desk.once()
    return desk
  }

  private func configuration(_ desk: Desk) throws -> Configuration {
    try #require(
      ConfigurationLoader.load(file: desk.scratch.path("marsad.yaml"), environment: [:])
        .configuration)
  }

  private func run(
    _ backtest: Backtest, _ desk: Desk, _ query: ArchiveQuery = .init(), samples: Int = 5
  ) async throws -> BacktestReport {
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .reader)
    defer { state.close() }
    return try await backtest.run(state, query, samples: samples) { _, _ in }
  }

  private static let rules = """
      - {name: attack, match: attack}
      - {name: daesh, match: داعش, sources: [syria]}
      - {name: near, match: attack, where: {within: 60 km, of: Al-Bukamal}, sources: [front]}
      - {name: nothing, match: volcano}
    """

  @Test func `a running rule finds in the archive what it found when it ran`() async throws {
    let desk = try await desk(rules: Self.rules)
    let alerts = desk.log.reduce(into: [String: Int]()) { $0[$1.rule?.name ?? "", default: 0] += 1 }
    let backtest = try Backtest(try configuration(desk), gazetteer: Self.gazetteer.get())
    let report = try await run(backtest, desk)
    for rule in report.rules {
      #expect(rule.running.count == alerts[rule.name] ?? 0, "\(rule.name)")
      #expect(rule.standing == .running)
      #expect(rule.running.days.values.reduce(0, +) == rule.running.count)
      #expect(rule.running.sources.values.reduce(0, +) == rule.running.count)
    }
    // Its two sources count the article that both showed once.
    #expect(report.articles == 60)
    #expect(report.rules[0].running.count == 20)
    #expect(report.rules[1].running.sources == ["wire": 30])
    #expect(report.rules[2].running.sources == ["front": 1])
    let sample = try #require(report.rules[0].running.samples.first)
    #expect(report.rules[0].running.samples.count == 5)
    #expect(sample.matches.map(\.text) == ["attack"])
    #expect(sample.source == "wire")
  }

  @Test func `a draft tells what it gains and what it loses, and why`() async throws {
    let desk = try await desk(rules: Self.rules)
    let file = try desk.scratch.write(
      "draft.yaml",
      """
      lists: {group: [داعش]}
      rules:
        - {name: attack, match: {all: [attack, {list: group}]}, sources: [syria]}
        - {name: daesh, match: {any: [{list: group}, convoy]}}
        - {name: market, match: market}
      """)
    let running = try configuration(desk)
    let read = ConfigurationLoader.loadDraft(file: file, over: running, environment: [:])
    #expect(!read.isWhole && read.loaded.faults.isEmpty, "\(read.loaded.faults)")
    let draft = try #require(read.loaded.configuration)
    let backtest = try Backtest(
      draft: draft, isWhole: false, over: running, gazetteer: Self.gazetteer.get())
    let report = try await run(backtest, desk, samples: 2)
    #expect(report.rules.map(\.name) == ["attack", "daesh", "market"])
    #expect(report.rules.map(\.standing) == [.compared, .compared, .new])
    let attack = report.rules[0]
    #expect(attack.running.count == 20 && attack.draft.count == 10)
    #expect(attack.gained.count == 0 && attack.lost.count == 10)
    #expect(attack.lost.samples.count == 2)
    #expect(
      attack.lost.samples.allSatisfy { !$0.missing.isEmpty && $0.matches.first?.text == "attack" })
    let daesh = report.rules[1]
    #expect(daesh.running.count == 30 && daesh.draft.count == 60)
    #expect(daesh.gained.count == 30 && daesh.lost.count == 0)
    #expect(report.rules[2].gained.count == 40)
    #expect(report.rules[2].gained.samples.count == 2)
  }

  @Test func `a whole configuration stands alone, and drops what it does not name`() async throws {
    let desk = try await desk(rules: Self.rules)
    let text = try String(contentsOfFile: desk.scratch.path("marsad.yaml"), encoding: .utf8)
    let file = try desk.scratch.write(
      "whole.yaml",
      text.replacing("- {name: attack, match: attack}", with: "- {name: raid, match: attack}"))
    let running = try configuration(desk)
    let read = ConfigurationLoader.loadDraft(file: file, over: running, environment: [:])
    #expect(read.isWhole)
    let draft = try #require(read.loaded.configuration, "\(read.loaded.faults)")
    let backtest = try Backtest(
      draft: draft, isWhole: true, over: running, gazetteer: Self.gazetteer.get())
    let report = try await run(backtest, desk)
    #expect(report.rules.first?.standing == .dropped)
    #expect(report.rules.first?.lost.count == 20)
    #expect(report.rules.last?.name == "raid")
    #expect(report.rules.last?.gained.count == 20)
    #expect(report.rules.dropFirst().dropLast().allSatisfy { !$0.isChanged })
  }

  @Test func `a query is kept to, and samples are the last ones`() async throws {
    let desk = try await desk(rules: Self.rules)
    let backtest = try Backtest(try configuration(desk), gazetteer: Self.gazetteer.get())
    let front = try await run(backtest, desk, .init(source: "front"))
    #expect(front.articles == 1)
    #expect(front.rules.map(\.running.count) == [1, 0, 1, 0])
    let future = try await run(backtest, desk, .init(since: Date() + 3_600))
    #expect(future.articles == 0)
    let none = try await run(backtest, desk, samples: 0)
    #expect(none.rules[0].running.count == 20 && none.rules[0].running.samples.isEmpty)
  }

  @Test func `no archive is kept where it is turned off`() async throws {
    let desk = try await desk(rules: Self.rules, more: "archive: {keep: 0d}")
    #expect(!desk.log.isEmpty)
    let state = try StateFile(path: desk.scratch.path("state.sqlite"), access: .reader)
    defer { state.close() }
    #expect(try state.archiveExtent().count == 0)
  }
}
