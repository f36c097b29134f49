import ArgumentParser
import Daemon
import Foundation
import Places
import Rules
import Settings
import State
import Text

/// `marsad backtest RULE|FILE`: what rules would have found in the articles of the past. It works
/// beside a running daemon.
struct BacktestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Tries a rule, or a draft of rules, on the articles of the archive.",
    discussion: """
      RULE is the name of a rule of the configuration. FILE (with a slash in it, or named *.yaml or \
      *.yml) is a draft: a file with rules, lists or places, which takes the rest from the \
      configuration, or a whole configuration. A drafted rule is held against the running one of \
      its name: what would be gained, what lost.

      The archive holds the text of each article that rules were tried on, as long as archive.keep \
      says; days are those of UTC. Nothing is changed and nothing is sent.
      """)

  @Argument(help: ArgumentHelp("The name of a rule, or a YAML file.", valueName: "rule|file"))
  var target: String

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(
      "Only articles first seen from this time on: RFC 3339, a day, or how long ago (90m, 7d).",
      valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Only articles first seen before this time.", valueName: "time"))
  var until: String?

  @Option(help: ArgumentHelp("Only articles of this source.", valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp("Samples shown of each kind, the last ones.", valueName: "n"))
  var limit = 5

  func validate() throws {
    for (name, text) in [("--since", since), ("--until", until)] {
      if let text, Timestamps.parse(text, now: Date()) == nil {
        throw ValidationError(
          "\(name) takes a time such as 2026-11-24T08:00:00Z, 2026-11-24 or 7d.")
      }
    }
    guard (0...1_000).contains(limit) else {
      throw ValidationError("--limit takes a number from 0 to 1000.")
    }
  }

  func run() async throws {
    let now = Date()
    let query = ArchiveQuery(
      since: since.flatMap { Timestamps.parse($0, now: now) },
      until: until.flatMap { Timestamps.parse($0, now: now) }, source: source)
    let plan = try BacktestPlan(target, common: common)
    let places = ImportedPlaces.added(
      to: try Gazetteer.standard(), besideState: plan.statePath)
    if let fault = places.fault { Console.error(Console.line(fault)) }
    let backtest: Backtest
    do throws(RuleFaults) {
      backtest = try plan.backtest(places.gazetteer)
    } catch {
      throw BacktestPlan.refuse(error.faults)
    }
    let report: BacktestReport
    let extent: ArchiveExtent
    do {
      let state = try StateFile(path: plan.statePath, access: .reader)
      defer { state.close() }
      try checkSource(state, plan)
      var progress = Progress("matching")
      defer { progress.end() }
      report = try await backtest.run(state, query, samples: limit) { progress.tell($0, of: $1) }
      extent = try state.archiveExtent()
    } catch let error as StateError {
      Console.error(SafeDisplay.line("marsad backtest: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
    let text = BacktestText(report: report, query: query, extent: extent)
    if common.json { Console.out(text.json.text) } else { text.print(isKept: plan.isKept) }
  }

  private func checkSource(_ state: StateFile, _ plan: BacktestPlan) throws {
    guard let source else { return }
    let names = Set(try state.sources().map(\.name) + plan.sourceNames)
    guard !names.contains(source) else { return }
    let near = Nearest.name(to: source, among: names.sorted())
    throw ValidationError(
      "there is no source \"\(SafeDisplay.line(source))\""
        + (near.map { "; did you mean \"\(SafeDisplay.line($0))\"?" } ?? ""))
  }
}

/// What a backtest is asked to try: read, but not yet compiled.
struct BacktestPlan {
  let statePath: String
  /// Whether the running configuration keeps an archive; nil without one.
  let isKept: Bool?
  private let running: Configuration?
  private let draft: Configuration?
  private let isWhole: Bool
  /// The one rule that is tried; nil for all of a draft.
  private let only: String?

  init(_ target: String, common: CommonOptions) throws {
    let exists = FileManager.default.fileExists(atPath: common.configurationPath)
    let loaded = common.config != nil || exists ? common.load() : nil
    if let loaded, loaded.configuration == nil { throw Self.refuse(loaded.faults) }
    running = loaded?.configuration
    isKept = running.map { $0.archive.keepSeconds > 0 }
    guard Self.isFile(target, rules: running?.rules ?? []) else {
      statePath = loaded?.statePath ?? common.statePath
      draft = nil
      isWhole = false
      try Self.find(target, in: running)
      only = target
      return
    }
    guard FileManager.default.fileExists(atPath: target) else {
      throw ValidationError("there is no file \(SafeDisplay.line(target))")
    }
    let read = ConfigurationLoader.loadDraft(
      file: target, over: running, environment: CommonOptions.environment)
    guard let configuration = read.loaded.configuration else {
      throw Self.refuse(read.loaded.faults)
    }
    guard !configuration.rules.isEmpty else {
      throw ValidationError("\(SafeDisplay.line(target)) has no rules to try")
    }
    draft = configuration
    isWhole = read.isWhole
    only = nil
    statePath = loaded?.statePath ?? common.state ?? read.loaded.statePath
  }

  var sourceNames: [String] {
    [running, draft].compactMap(\.self).flatMap(\.sources).map(\.name)
  }

  func backtest(_ gazetteer: Gazetteer) throws(RuleFaults) -> Backtest {
    if let draft {
      return try Backtest(
        draft: draft, isWhole: isWhole, over: running, gazetteer: gazetteer)
    }
    var configuration = running ?? Configuration(file: "")
    configuration.rules.removeAll { $0.name != only }
    return try Backtest(configuration, gazetteer: gazetteer)
  }

  /// A rule's own name wins over a file of that name, unless it is written like a path.
  private static func isFile(_ target: String, rules: [Rule]) -> Bool {
    if target.contains("/") || target.hasSuffix(".yaml") || target.hasSuffix(".yml") { return true }
    guard !rules.contains(where: { $0.name == target }) else { return false }
    return FileManager.default.fileExists(atPath: target)
  }

  private static func find(_ name: String, in running: Configuration?) throws {
    let names = running?.rules.map(\.name) ?? []
    guard !names.contains(name) else { return }
    let shown = SafeDisplay.line(name)
    guard running != nil else {
      throw ValidationError("there is no configuration with a rule \"\(shown)\"; give --config")
    }
    let near = Nearest.name(to: name, among: names)
    throw ValidationError(
      "there is no rule and no file \"\(shown)\""
        + (near.map { "; did you mean the rule \"\(SafeDisplay.line($0))\"?" } ?? ""))
  }

  /// Tells the faults; what is then to be thrown.
  static func refuse(_ faults: [Fault]) -> ExitCode {
    for fault in faults { Console.error(Console.line(fault)) }
    return ExitCode.configuration
  }
}
