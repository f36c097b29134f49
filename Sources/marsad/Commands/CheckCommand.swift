import ArgumentParser
import Daemon
import Places
import Rules
import Settings
import Text

/// `marsad check`: every fault of the configuration at once. It never touches the network.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Shows every fault of the configuration and runs the rules' own tests.",
    discussion: """
      Each fault is one line on standard output: file:line:column: what; hint. \
      Exit 78 where one of them is an error.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let loaded = common.load()
    let report = CheckReport(loaded)
    if common.json {
      Console.out(report.json.text)
    } else {
      for fault in report.faults { Console.out(Console.line(fault)) }
      Console.out(report.summary)
    }
    if report.errorCount > 0 { throw ExitCode.configuration }
  }
}

/// What a check found.
struct CheckReport {
  let file: String
  let faults: [Fault]
  let configuration: Configuration?

  init(_ loaded: ConfigurationLoader.Loaded) {
    file = loaded.file
    configuration = loaded.configuration
    faults = loaded.faults(with: Self.ruleFaults(loaded))
  }

  /// What compiling the rules and running their own tests finds.
  private static func ruleFaults(_ loaded: ConfigurationLoader.Loaded) -> [Fault] {
    guard let configuration = loaded.configuration else { return [] }
    let places: (gazetteer: Gazetteer, fault: Fault?)
    do throws(GazetteerError) {
      places = ImportedPlaces.added(
        to: try Gazetteer.standard(), besideState: loaded.statePath)
    } catch {
      return [Fault(SourceMark(file: configuration.file, line: 1, column: 1), "\(error)")]
    }
    let more = [places.fault].compactMap(\.self)
    do throws(RuleFaults) {
      let rules = try Setup.compile(configuration, gazetteer: places.gazetteer)
      return more + rules.warnings + rules.runTests()
    } catch {
      return more + error.faults
    }
  }

  var errorCount: Int { faults.count { $0.weight == .error } }
  var warningCount: Int { faults.count - errorCount }

  var summary: String {
    let file = SafeDisplay.line(file)
    let warnings = warningCount == 0 ? "" : ", \(Self.amount(warningCount, "warning"))"
    guard errorCount == 0, let configuration else {
      return "\(file): refused: \(Self.amount(errorCount, "error"))\(warnings)"
    }
    let parts = [
      Self.amount(configuration.sources.count, "source"),
      Self.amount(configuration.rules.count, "rule"),
      Self.amount(testCount, "rule test"),
      Self.amount(configuration.destinations.count, "destination"),
    ]
    return "\(file): ok: \(parts.joined(separator: ", "))\(warnings)"
  }

  var json: JSONValue {
    .object([
      ("ok", .bool(errorCount == 0)), ("file", .string(file)),
      ("errors", .count(errorCount)), ("warnings", .count(warningCount)),
      ("sources", .count(configuration?.sources.count)),
      ("rules", .count(configuration?.rules.count)),
      ("tests", .count(configuration.map { _ in testCount })),
      ("destinations", .count(configuration?.destinations.count)),
      ("faults", .array(faults.map(Self.json))),
    ])
  }

  private var testCount: Int { configuration?.rules.reduce(0) { $0 + $1.tests.count } ?? 0 }

  private static func json(_ fault: Fault) -> JSONValue {
    .object([
      ("file", .string(fault.mark.file)), ("line", .count(fault.mark.line)),
      ("column", .count(fault.mark.column)),
      ("severity", .string(fault.weight == .error ? "error" : "warning")),
      ("message", .string(fault.message)), ("hint", .text(fault.hint)),
    ])
  }

  private static func amount(_ count: Int, _ what: String) -> String {
    "\(count) \(what)\(count == 1 ? "" : "s")"
  }
}
