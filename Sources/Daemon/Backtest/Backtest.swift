internal import Foundation
package import Places
package import Rules
package import Settings
package import State

/// Tries rules on the archive's articles as the daemon would have tried them: the running rules,
/// those of a draft, and what changes between the two.
///
/// The archive is walked in small steps, so that memory stays bounded and the daemon beside it is
/// not held up; steps are matched on all cores.
package struct Backtest: Sendable {
  /// Rules made ready, with what the sources they are scoped to are like.
  private struct Side: Sendable {
    let rules: RuleSet
    let sources: [String: SourceSettings]

    init(_ configuration: Configuration, gazetteer: Gazetteer) throws(RuleFaults) {
      rules = try Setup.compile(configuration, gazetteer: gazetteer)
      sources = Dictionary(configuration.sources.map { ($0.name, $0) }) { first, _ in first }
    }

    func article(_ article: ArchivedArticle, of source: String) -> MatchableArticle {
      MatchableArticle(article, source: sources[source], named: source)
    }
  }

  private let running: Side
  private let draft: Side?
  private let subjects: [BacktestReport.RuleReport]

  /// Rules of the running configuration alone.
  package init(_ running: Configuration, gazetteer: Gazetteer) throws(RuleFaults) {
    self.running = try Side(running, gazetteer: gazetteer)
    draft = nil
    subjects = running.rules.map { .init(name: $0.name, standing: .running) }
  }

  /// - Parameter isWhole: whether a running rule that the draft does not name is one it drops.
  package init(
    draft: Configuration, isWhole: Bool, over running: Configuration?, gazetteer: Gazetteer
  ) throws(RuleFaults) {
    var running = running ?? Configuration(file: draft.file)
    let drafted = Set(draft.rules.map(\.name))
    if !isWhole { running.rules.removeAll { !drafted.contains($0.name) } }
    self.running = try Side(running, gazetteer: gazetteer)
    self.draft = try Side(draft, gazetteer: gazetteer)
    let known = Set(running.rules.map(\.name))
    subjects =
      running.rules.map { rule in
        .init(name: rule.name, standing: drafted.contains(rule.name) ? .compared : .dropped)
      }
      + draft.rules.filter { !known.contains($0.name) }.map { .init(name: $0.name, standing: .new) }
  }

  /// - Parameters:
  ///   - samples: how many articles are shown of each kind.
  ///   - progress: told how many rows are dealt with, of how many.
  package func run(
    _ state: StateFile, _ query: ArchiveQuery, samples: Int,
    progress: (_ done: Int, _ all: Int) -> Void
  ) async throws -> BacktestReport {
    var sum = BacktestSum(subjects, samples: samples)
    let all = try state.archiveExtent(query).count
    try await walk(state, query) { step in
      sum.add(step)
      progress(sum.rows, all)
    }
    var report = sum.finished()
    for index in report.rules.indices { try fill(&report.rules[index], state, samples: samples) }
    return report
  }
}

// MARK: - Matching

extension Backtest {
  /// Matches step after step, as many at once as there are cores; `body` gets them in their order.
  private func walk(
    _ state: StateFile, _ query: ArchiveQuery, _ body: (BacktestSum.Step) -> Void
  ) async throws {
    let atOnce = max(1, ProcessInfo.processInfo.activeProcessorCount)
    let numbers = Dictionary(
      subjects.enumerated().map { ($0.element.name, $0.offset) }
    ) { first, _ in first }
    try await withThrowingTaskGroup(of: (Int, BacktestSum.Step).self) { group in
      var last: ArchivePosition?
      var started = 0
      var isAtEnd = false
      func start() throws {
        guard !isAtEnd else { return }
        let (rows, position) = try state.archive(query, after: last)
        last = position
        guard !rows.isEmpty else {
          isAtEnd = true
          return
        }
        let number = started
        started += 1
        group.addTask { (number, try match(rows, numbers)) }
      }
      for _ in 0..<atOnce { try start() }
      var ready: [Int: BacktestSum.Step] = [:]
      var next = 0
      while let (number, step) = try await group.next() {
        ready[number] = step
        while let step = ready.removeValue(forKey: next) {
          body(step)
          next += 1
        }
        try start()
      }
    }
  }

  private func match(
    _ rows: [ArchiveRow], _ numbers: [String: Int]
  ) throws -> BacktestSum.Step {
    var step = BacktestSum.Step()
    for row in rows {
      try Task.checkCancellation()
      guard let article = row.unpacked() else {
        step.damaged += 1
        continue
      }
      step.rows.append(row.isShared ? row.article : nil)
      var verdicts: [Int: BacktestSum.Verdict] = [:]
      for rule in running.rules.matching(running.article(article, of: row.source)) {
        if let number = numbers[rule.name] { verdicts[number, default: []].insert(.running) }
      }
      if let draft {
        for rule in draft.rules.matching(draft.article(article, of: row.source)) {
          if let number = numbers[rule.name] { verdicts[number, default: []].insert(.draft) }
        }
      }
      guard !verdicts.isEmpty else { continue }
      step.finds.append(
        .init(
          hit: .init(row: row.id, source: row.source, seen: row.seen),
          article: row.isShared ? row.article : nil, verdicts: verdicts))
    }
    return step
  }
}

// MARK: - Samples

extension Backtest {
  private func fill(
    _ rule: inout BacktestReport.RuleReport, _ state: StateFile, samples: Int
  ) throws {
    switch rule.standing {
    case .running: try fill(&rule.running, rule.name, by: running, state, samples)
    case .compared, .new, .dropped:
      if let draft { try fill(&rule.gained, rule.name, by: draft, state, samples) }
      let opponent = rule.standing == .compared ? draft : nil
      try fill(&rule.lost, rule.name, by: running, against: opponent, state, samples)
    }
  }

  private func fill(
    _ tally: inout BacktestReport.Tally, _ name: String, by side: Side, against: Side? = nil,
    _ state: StateFile, _ count: Int
  ) throws {
    for id in tally.rows(samples: count) {
      // What was forgotten in between is left out.
      guard let row = try state.archived(id), let article = row.unpacked() else { continue }
      let finding = side.rules.evaluate(side.article(article, of: row.source)).findings
        .first { $0.rule.name == name }
      let explanation = against.flatMap { other in
        other.rules.explain(other.article(article, of: row.source))
          .first { $0.rule.name == name }
      }
      tally.samples.append(
        .init(
          article: article, source: row.source, seen: row.seen,
          matches: finding?.matches ?? [], places: finding?.places ?? [],
          missing: explanation?.missing ?? []))
    }
  }
}
