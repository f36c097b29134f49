import Alerts
import ArgumentParser
import Daemon
import Fetch
import Foundation
import Settings
import State
import Text

/// `marsad destinations`: how every destination is doing, and whether one takes a message.
struct DestinationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destinations",
    abstract: "Lists destinations and how they are doing, or sends one a test.",
    subcommands: [List.self, Test.self], defaultSubcommand: List.self)

  /// `marsad destinations [list]`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists destinations: what waits, since when, what failed.")

    @OptionGroup var common: CommonOptions

    func run() throws {
      let loaded = common.load()
      var rows: [String: DestinationRow] = [:]
      var sums: [String: OutboxSum] = [:]
      var pauses: [Pause] = []
      let now = Date()
      do throws(StateError) {
        let state = try StateFile(path: loaded.statePath, access: .reader)
        defer { state.close() }
        for row in try state.destinations() { rows[row.name] = row }
        sums = try state.outboxSums()
        pauses = try state.pauses(at: now).filter { $0.kind == .destination }
      } catch {
        // Before the first run there is no state.
        guard error.reason == .missing, loaded.configuration != nil else {
          Console.error(SafeDisplay.line("marsad destinations: \(error)", limit: 2_000))
          throw ExitCode.failure
        }
      }
      let kinds = (loaded.configuration?.destinations ?? []).reduce(into: [String: String]()) {
        $0[$1.name] = $1.kind.word
      }
      let names = Set(kinds.keys).union(rows.keys).sorted()
      let lines = names.map { name in
        DestinationText(
          name: name, kind: kinds[name], row: rows[name], sum: sums[name] ?? OutboxSum(),
          pause: pauses.first { $0.name == name })
      }
      if common.json {
        Console.out(JSONValue.array(lines.map(\.json)).text)
        return
      }
      var table = Table([
        "DESTINATION", "KIND", "STATE", "WAITING", "OLDEST", "HELD", "UNDELIVERED", "WHY",
      ])
      for line in lines { table.add(line.cells(now: now)) }
      Console.out(lines.isEmpty ? "There are no destinations." : table.text)
    }
  }

  /// `marsad destinations test NAME`
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Sends one marsad.test event and says what came back.",
      discussion: """
        One attempt, beside the queue and without a record. Of a log it is only looked at whether \
        it can be written.
        """)

    @Argument(help: "The destination's name.")
    var name: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
      let configuration = try common.loadOrRefuse()
      guard let settings = configuration.destinations.first(where: { $0.name == name }) else {
        let known = configuration.destinations.map(\.name).joined(separator: ", ")
        Console.error(
          SafeDisplay.line("marsad destinations test: no destination \(name); there are: \(known)"))
        throw ExitCode.failure
      }
      let engine = FetchEngine()
      let trial = await DestinationTrial.run(
        settings, engine: engine, environment: CommonOptions.environment, now: Date())
      await engine.shutdown()
      Console.out(
        common.json
          ? DestinationText.json(trial, settings).text : DestinationText.text(trial, settings))
      if trial.answer.failure != nil { throw ExitCode.failure }
    }
  }
}
