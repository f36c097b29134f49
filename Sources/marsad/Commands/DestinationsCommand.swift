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
      abstract: "Sends one event, marsad.test if nothing else is said, and tells what came back.",
      discussion: """
        One attempt, beside the queue and without a record. Of a log it is only looked at whether \
        it can be written. With --print nothing is sent: what would be is shown, of the sample \
        article.matched if nothing else is said.
        """)

    @Argument(help: "The destination's name.")
    var name: String

    @Flag(name: .customLong("print"), help: "Shows what would be sent, and sends nothing.")
    var prints = false

    @Option(
      help: ArgumentHelp(
        "A sample event: \(SampleEvent.all.map(\.name).joined(separator: ", ")).",
        valueName: "name"))
    var sample: String?

    @Option(help: ArgumentHelp("An alert of the state file, by its id.", valueName: "id"))
    var alert: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
      if sample != nil, alert != nil {
        throw ValidationError("--sample and --alert do not go together.")
      }
      guard let sample, SampleEvent.named(sample) == nil else { return }
      let known = SampleEvent.all.map(\.name)
      let near = Nearest.name(to: sample, among: known).map { "; did you mean \($0)?" }
      throw ValidationError(
        "There is no sample \(SafeDisplay.line(sample))"
          + (near ?? "; there are: \(known.joined(separator: ", "))."))
    }

    func run() async throws {
      let configuration = try common.loadOrRefuse()
      guard let settings = configuration.destinations.first(where: { $0.name == name }) else {
        let known = configuration.destinations.map(\.name).joined(separator: ", ")
        throw complaint("no destination \(name); there are: \(known)")
      }
      let now = Date()
      let bytes = try bytes(configuration, now: now)
      guard let event = EventDocument(bytes) else {
        throw complaint("the stored event cannot be read")
      }
      if prints { return try show(event, bytes, settings) }
      let engine = FetchEngine()
      let trial = await DestinationTrial.run(
        event, bytes, to: settings, engine: engine, environment: CommonOptions.environment,
        now: now)
      await engine.shutdown()
      Console.out(
        common.json
          ? DestinationText.json(trial, settings).text : DestinationText.text(trial, settings))
      if trial.answer.failure != nil { throw ExitCode.failure }
    }

    /// The event that is meant.
    private func bytes(_ configuration: Configuration, now: Date) throws -> [UInt8] {
      if let name = sample ?? (prints && alert == nil ? "article.matched" : nil) {
        return SampleEvent.named(name)?.bytes ?? []
      }
      guard let alert else { return AlertEvent.test(destination: name, now: now).encoded() }
      let found: [UInt8]?
      do throws(StateError) {
        let state = try StateFile(
          path: configuration.statePath ?? common.statePath, access: .reader)
        defer { state.close() }
        found = try state.event(id: alert)
      } catch {
        throw complaint("\(error)")
      }
      guard let found else {
        throw complaint("there is no alert \(alert); marsad alerts lists them with their ids")
      }
      return found
    }

    private func show(
      _ event: EventDocument, _ bytes: [UInt8], _ settings: DestinationSettings
    ) throws {
      let body: (bytes: [UInt8], contentType: String)
      do throws(DeliveryFailure) {
        body = try DestinationTrial.body(of: event, bytes, to: settings)
      } catch {
        throw complaint(error.message)
      }
      guard !common.json else {
        let json = DestinationText.json(body.bytes, contentType: body.contentType, settings)
        return Console.out(json.text)
      }
      Console.error(
        SafeDisplay.line("\(body.contentType), \(body.bytes.count) bytes, not sent:", limit: 300))
      Console.out(DestinationText.body(body.bytes))
    }

    private func complaint(_ text: String) -> ExitCode {
      Console.error(SafeDisplay.line("marsad destinations test: \(text)", limit: 2_000))
      return .failure
    }
  }
}
