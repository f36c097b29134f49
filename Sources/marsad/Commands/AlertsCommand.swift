import Alerts
import ArgumentParser
import Daemon
import Foundation
import Settings
import State
import Text

/// `marsad alerts`: the alerts that were committed, and which of them a person has seen to. It works
/// beside a running daemon.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "Lists alerts, or says that they were seen to.",
    subcommands: [List.self, Acknowledge.self], defaultSubcommand: List.self)

  /// `marsad alerts [list]`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists alerts, the oldest first.",
      discussion:
        "With --json each line is one event, byte for byte as it was delivered; where a rule alerts once a story, the copies that came later are added as also_at, and acknowledged says when a person had seen to it."
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var selection: AlertSelectionOptions

    @Option(help: ArgumentHelp("Only the last so many.", valueName: "n"))
    var limit: Int?

    @Flag(help: "Adds the article's text: with --json as article.text, to which offsets refer.")
    var text = false

    func validate() throws {
      if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
      let start = selection.start(now: Date())
      do throws(StateError) {
        try list(from: start)
      } catch {
        Console.error(SafeDisplay.line("marsad alerts: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
    }

    private func list(from start: Date?) throws(StateError) {
      let state = try StateFile(path: common.statePath, access: .reader)
      defer { state.close() }
      try state.forEachAlert(
        since: start, rule: selection.rule, withBodies: text, withCopies: true, limit: limit
      ) { row in
        let copies = row.copies.map(AlertEvent.Copy.init)
        if common.json {
          let event = AlertEvent.listing(
            acknowledged: row.acknowledged, in: AlertEvent.Copy.listing(copies, in: row.event))
          Console.out(bytes: text ? EventText.adding(row.body, to: event) : event)
        } else {
          Console.out(AlertLine.text(row, withBody: text))
        }
      }
    }
  }

  /// `marsad alerts ack ID …`
  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ack", abstract: "Says that a person has seen to alerts.",
      discussion: """
        `marsad alerts` shows it then. Destinations whose receivers know of acknowledgements and \
        that had the alert are told, once for each alert; logs and webhooks are not. --undo takes \
        it back here; what receivers were told stays told.
        """)

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("Ids as `marsad alerts` shows them.", valueName: "id"))
    var ids: [String]

    @Flag(help: "Takes it back.")
    var undo = false

    func run() throws {
      let loaded = common.load()
      let knowing = Set(
        (loaded.configuration?.destinations ?? []).filter(\.knowsAcknowledgements).map(\.name))
      if loaded.configuration == nil, !undo {
        Console.error(
          "marsad alerts ack: the configuration cannot be read (see marsad check): no receiver is told"
        )
      }
      let now = Date()
      let result: AcknowledgedIDs
      do throws(StateError) {
        let state = try StateFile(path: loaded.statePath, access: .guest)
        defer { state.close() }
        result =
          undo
          ? try state.unacknowledge(ids)
          : try state.acknowledge(ids, at: now) { alert, destinations in
            let told = AlertEvent.acknowledgement(ofAlert: alert.id, stored: alert.event, at: now)
            return AlertRecord(
              id: told.id, type: AlertEvent.Kind.acknowledged.rawValue, at: now, event: told.event,
              destinations: destinations.filter(knowing.contains))
          }
      } catch {
        Console.error(SafeDisplay.line("marsad alerts ack: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
      report(result)
      guard result.unknown.isEmpty else { throw ExitCode.failure }
    }

    private func report(_ result: AcknowledgedIDs) {
      if common.json {
        func list(_ ids: [String]) -> JSONValue { .array(ids.map { .string($0) }) }
        Console.out(
          JSONValue.object([
            (undo ? "undone" : "acknowledged", list(result.changed)),
            ("unchanged", list(result.unchanged)), ("unknown", list(result.unknown)),
          ]).text)
      } else {
        let word = undo ? "Taken back" : "Acknowledged"
        let other = undo ? "Was not acknowledged" : "Was acknowledged before"
        for id in result.changed { Console.out("\(word): \(SafeDisplay.line(id))") }
        for id in result.unchanged { Console.out("\(other): \(SafeDisplay.line(id))") }
      }
      for id in result.unknown {
        Console.error("marsad alerts ack: there is no alert \(SafeDisplay.line(id))")
      }
    }
  }
}

/// An alert for people, on one line, and its text below when asked for.
enum AlertLine {
  private struct Event: Decodable {
    struct Rule: Decodable { var name: String?, severity: String? }
    struct Article: Decodable {
      struct Source: Decodable { var name: String? }
      var title: String?, url: String?, source: Source?, forwardedFrom: Named?

      enum CodingKeys: String, CodingKey {
        case title, url, source
        case forwardedFrom = "forwarded_from"
      }
    }
    struct Place: Decodable { var name: String?, relation: String? }
    struct Match: Decodable { var text: String? }
    struct Named: Decodable { var name: String? }
    struct Failure: Decodable { var kind: String?, message: String? }
    var rule: Rule?, article: Article?, matches: [Match]?, places: [Place]?
    var source: Named?, destination: Named?, error: Failure?
  }

  static func text(_ row: AlertRow, withBody: Bool) -> String {
    let event = try? JSONDecoder().decode(Event.self, from: Data(row.event))
    var parts = [Timestamps.short(row.at), row.id]
    if let article = event?.article {
      parts += ["[\(event?.rule?.severity ?? "-")]", row.rule ?? "-", "·", article.title ?? ""]
      if row.type != "article.matched" { parts.insert(row.type, at: 2) }
      let words = unique((event?.matches ?? []).compactMap(\.text))
      let places = unique(
        (event?.places ?? []).filter { $0.relation != "mentioned" }.compactMap(\.name))
      if !words.isEmpty { parts.append("· " + words.prefix(5).joined(separator: ", ")) }
      if !places.isEmpty { parts.append("· " + places.prefix(5).joined(separator: ", ")) }
      if !row.copies.isEmpty {
        parts.append("· also at \(unique(row.copies.map(\.source)).joined(separator: ", "))")
      }
      if let name = article.forwardedFrom?.name { parts.append("· forwarded from \(name)") }
      parts.append("· \(article.source?.name ?? "") \(article.url ?? "")")
    } else {
      parts += [row.type, event?.source?.name ?? event?.destination?.name ?? ""]
      if let error = event?.error { parts.append("\(error.kind ?? ""): \(error.message ?? "")") }
    }
    if let seen = row.acknowledged { parts.append("· acknowledged \(Timestamps.short(seen))") }
    let line = SafeDisplay.line(parts.joined(separator: " "), limit: 1_000)
    guard withBody, let body = row.body else { return line }
    let lines = body.split(separator: "\n", omittingEmptySubsequences: true)
    return ([line] + lines.map { "    " + SafeDisplay.line(String($0), limit: 100_000) })
      .joined(separator: "\n")
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
