import ArgumentParser
import Foundation
import Settings
import State
import Text

/// `marsad deliveries`: what went where, and the replaying of it.
struct DeliveriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries", abstract: "Lists deliveries, or asks that some be sent again.",
    subcommands: [List.self, Retry.self], defaultSubcommand: List.self)

  /// `marsad deliveries [list]`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists deliveries, the oldest first.")

    enum Only: String, CaseIterable, ExpressibleByArgument {
      case pending
      case delivered
      case dead
      case disabled

      var state: DeliveryRow.State {
        switch self {
        case .pending: .pending
        case .delivered: .delivered
        case .dead: .dead
        case .disabled: .disabled

        }
      }
    }

    @OptionGroup var common: CommonOptions

    @Option(help: "Only those in this state; may be given several times.")
    var only: [Only] = []

    @Option(help: ArgumentHelp("Only to this destination.", valueName: "name"))
    var destination: String?

    @Option(help: ArgumentHelp("Only the last so many.", valueName: "n"))
    var limit: Int?

    func validate() throws {
      if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
      let rows: [DeliveryRow]
      do throws(StateError) {
        let state = try StateFile(path: common.statePath, access: .reader)
        defer { state.close() }
        rows = try state.deliveries(
          states: only.isEmpty ? nil : Set(only.map(\.state)), destination: destination,
          limit: limit)
      } catch {
        Console.error(SafeDisplay.line("marsad deliveries: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
      if common.json {
        Console.out(JSONValue.array(rows.map(Self.json)).text)
        return
      }
      var table = Table(["ID", "ALERT", "DESTINATION", "STATE", "ATTEMPTS", "NEXT", "LAST"])
      for row in rows {
        let last = [row.lastStatus.map(String.init), row.lastError].compactMap(\.self)
        table.add([
          String(row.id), row.alert, row.destination, row.state.name, String(row.attempts),
          row.nextAttempt.map(Timestamps.short) ?? "-", last.joined(separator: " "),
        ])
      }
      Console.out(rows.isEmpty ? "There are no deliveries." : table.text)
    }

    private static func json(_ row: DeliveryRow) -> JSONValue {
      .object([
        ("id", .integer(row.id)), ("alert", .string(row.alert)),
        ("destination", .string(row.destination)), ("state", .string(row.state.name)),
        ("attempts", .count(row.attempts)), ("next_attempt", .time(row.nextAttempt)),
        ("last_status", .count(row.lastStatus)), ("last_error", .text(row.lastError)),
      ])
    }
  }

  /// `marsad deliveries retry ID …`
  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Asks that deliveries be sent again, whatever their state.",
      discussion: "A running daemon acts within 5 s. A disabled destination is put back to use.")

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("Ids as `marsad deliveries` shows them.", valueName: "id"))
    var ids: [Int64]

    func run() throws {
      let found: Set<Int64>
      do throws(StateError) {
        let state = try StateFile(path: common.statePath, access: .guest)
        defer { state.close() }
        found = Set(try state.requestRetry(ids, at: Date()))
      } catch {
        Console.error(SafeDisplay.line("marsad deliveries retry: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
      let missing = ids.filter { !found.contains($0) }
      if common.json {
        Console.out(
          JSONValue.object([
            ("retrying", .array(ids.filter(found.contains).map { .integer($0) })),
            ("unknown", .array(missing.map { .integer($0) })),
          ]).text)
      } else if !found.isEmpty {
        let shown = ids.filter(found.contains).map(String.init).joined(separator: ", ")
        Console.out("To be sent again: \(shown)")
      }
      guard missing.isEmpty else {
        let shown = missing.map(String.init).joined(separator: ", ")
        Console.error("marsad deliveries retry: there is no delivery \(shown)")
        throw ExitCode.failure
      }
    }
  }
}
