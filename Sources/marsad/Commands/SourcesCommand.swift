import ArgumentParser
import Foundation
import Settings
import State
import Text

/// `marsad sources`: how every source is doing. It works beside a running daemon.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources", abstract: "Lists the sources and how they are doing.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "The configured feeds as OPML 2.0; the same as marsad export --opml.")
  var opml = false

  func validate() throws {
    if opml, common.json { throw ValidationError("give --opml or --json, not both") }
  }

  func run() throws {
    if opml { return try printOPML() }
    let loaded = common.load()
    let now = Date()
    let rows = try rows(loaded, now: now)
    if common.json {
      Console.out(JSONValue.array(rows.map(Self.json)).text)
      return
    }
    var table = Table(["SOURCE", "STATE", "KIND", "POLLED", "NEXT", "ENTRIES", "ARTICLES", "ERROR"])
    for row in rows { table.add(Self.cells(row, now: now)) }
    Console.out(rows.isEmpty ? "There are no sources." : table.text)
  }

  /// The state's rows, and those of the configuration that were never polled.
  private func rows(_ loaded: ConfigurationLoader.Loaded, now: Date) throws -> [SourceRow] {
    var rows: [SourceRow] = []
    do throws(StateError) {
      let state = try StateFile(path: loaded.statePath, access: .reader)
      defer { state.close() }
      let pauses = try state.pauses(at: now).filter { $0.kind == .source }
      rows = try state.sources(at: now).map { status in
        SourceRow(
          name: status.name, url: status.url, status: status,
          pause: pauses.first { $0.name == status.name })
      }
    } catch {
      // Before the first run there is no state, and the configuration's sources are shown alone.
      guard error.reason == .missing, loaded.configuration != nil else {
        Console.error(SafeDisplay.line("marsad sources: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
    }
    let known = Set(rows.map(\.name))
    let fresh = (loaded.configuration?.sources ?? []).filter { !known.contains($0.name) }
    rows += fresh.map { SourceRow(name: $0.name, url: $0.url) }
    return rows.sorted { $0.name < $1.name }
  }

  private func printOPML() throws {
    let configuration = try common.loadOrRefuse()
    let kinds: [String: String]
    if let rows = try? rows(common.load(), now: Date()) {
      kinds = rows.reduce(into: [:]) { $0[$1.name] = $1.status?.kind }
    } else {
      kinds = [:]
    }
    Console.out(
      SubscriptionFiles.written(configuration.sources, kinds: kinds))
  }

  private static func json(_ row: SourceRow) -> JSONValue {
    let status = row.status
    var pairs: [(key: String, value: JSONValue)] = [
      ("name", .string(row.name)), ("url", .string(row.url)), ("kind", .text(status?.kind)),
      ("state", .string(row.state.rawValue)), ("last_poll", .time(status?.lastPoll)),
      ("last_success", .time(status?.lastSuccess)), ("next_poll", .time(status?.nextPoll)),
      ("interval_s", status?.intervalSeconds.map { .number($0) } ?? .null),
      ("entries", .count(status?.entries ?? 0)), ("articles", .count(status?.articles ?? 0)),
    ]
    if let pause = row.pause { pairs.append(("paused_until", .time(pause.until))) }
    if let place = status?.movedTo { pairs.append(("moved_to", .string(place))) }
    if let error = status?.error {
      let fields: [(key: String, value: JSONValue)] = [
        ("kind", .string(error.kind)), ("message", .string(error.message)),
        ("count", .count(error.count)), ("since", .time(error.since)),
      ]
      pairs.append(("error", .object(fields)))
    }
    return .object(pairs)
  }

  private static func cells(_ row: SourceRow, now: Date) -> [String] {
    let status = row.status
    let polled = status?.lastPoll.map { Timestamps.distance(now.timeIntervalSince($0)) + " ago" }
    let next = (row.pause.map(\.until) ?? status?.nextPoll).map {
      $0 <= now ? "now" : "in " + Timestamps.distance($0.timeIntervalSince(now))
    }
    let error =
      status?.error.map { "\($0.kind) (\($0.count)): \($0.message)" }
      ?? status?.movedTo.map { "moved for good to \($0)" }
    return [
      row.name, row.state.rawValue, status?.kind ?? "-", polled ?? "never", next ?? "-",
      String(status?.entries ?? 0), String(status?.articles ?? 0), error ?? "",
    ]
  }
}

/// A source of the state, or one of the configuration that was never polled.
private struct SourceRow {
  var name: String
  var url: String
  var status: SourceStatus?
  var pause: Pause?

  var state: SourceStatus.State { status?.state ?? .ok }
}
