/// Adds up what the steps of a backtest found: a value, without threads or files.
struct BacktestSum {
  /// Who matched an article.
  struct Verdict: OptionSet {
    let rawValue: UInt8
    static let running = Verdict(rawValue: 1)
    static let draft = Verdict(rawValue: 2)
  }

  /// An article that some rule matches.
  struct Find {
    var hit: BacktestReport.Hit
    /// Its number, where other sources showed it too.
    var article: Int64?
    /// By the number of the rule.
    var verdicts: [Int: Verdict]
  }

  struct Step {
    /// For each row that was tried its article's number, where other sources showed it too.
    var rows: [Int64?] = []
    var damaged = 0
    var finds: [Find] = []
  }

  private struct Key: Hashable {
    var article: Int64
    var rule: Int
  }

  /// An article of several sources, under one rule.
  private struct Shared {
    var running: BacktestReport.Hit?
    var draft: BacktestReport.Hit?
  }

  /// Rows that were dealt with.
  private(set) var rows = 0
  private var report = BacktestReport()
  private let samples: Int
  private var several: Set<Int64> = []
  private var shared: [Key: Shared] = [:]

  init(_ rules: [BacktestReport.RuleReport], samples: Int) {
    report.rules = rules
    self.samples = samples
  }

  /// Takes the next step, in the order of the archive.
  mutating func add(_ step: Step) {
    rows += step.rows.count + step.damaged
    report.damaged += step.damaged
    for article in step.rows {
      if article.map({ several.insert($0).inserted }) ?? true { report.articles += 1 }
    }
    for find in step.finds {
      for (rule, verdict) in find.verdicts.sorted(by: { $0.key < $1.key }) {
        let running = verdict.contains(.running) ? find.hit : nil
        let draft = verdict.contains(.draft) ? find.hit : nil
        guard let article = find.article else {
          count(rule, running, draft)
          continue
        }
        // Only its last row tells what neither side found.
        var known = shared[Key(article: article, rule: rule)] ?? Shared()
        known.running = known.running ?? running
        known.draft = known.draft ?? draft
        shared[Key(article: article, rule: rule)] = known
      }
    }
  }

  /// The whole, after the last step.
  mutating func finished() -> BacktestReport {
    let rest = shared.sorted { ($0.key.article, $0.key.rule) < ($1.key.article, $1.key.rule) }
    for (key, known) in rest { count(key.rule, known.running, known.draft) }
    shared = [:]
    return report
  }

  private mutating func count(
    _ rule: Int, _ running: BacktestReport.Hit?, _ draft: BacktestReport.Hit?
  ) {
    if let running { report.rules[rule].running.add(running, samples: samples) }
    if let draft { report.rules[rule].draft.add(draft, samples: samples) }
    if let draft, running == nil { report.rules[rule].gained.add(draft, samples: samples) }
    if let running, draft == nil { report.rules[rule].lost.add(running, samples: samples) }
  }
}
