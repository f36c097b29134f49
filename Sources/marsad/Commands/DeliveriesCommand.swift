import ArgumentParser
import Foundation
import State
import Text

/// `marsad deliveries`: what went where, why not, and the replaying of it.
struct DeliveriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries",
    abstract: "Lists deliveries, shows their attempts, sends them again or drops them.",
    subcommands: [List.self, Show.self, Retry.self, Drop.self], defaultSubcommand: List.self)

  /// `marsad deliveries [list]`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists deliveries, the oldest first.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: DeliverySelectionOptions

    @Option(help: ArgumentHelp("Only the last so many.", valueName: "n"))
    var limit: Int?

    func validate() throws {
      if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() throws {
      let rows = try withState(common, .reader, "deliveries") { state throws(StateError) in
        try state.deliveries(options.selection(), limit: limit)
      }
      if common.json {
        Console.out(JSONValue.array(rows.map { .object(DeliveryText.fields($0)) }).text)
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
  }

  /// `marsad deliveries show ID …`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows every attempt: when, what was answered, and the answer's beginning.")

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("Ids as `marsad deliveries` shows them.", valueName: "id"))
    var ids: [Int64]

    func run() throws {
      let found = try withState(common, .reader, "deliveries show") { state throws(StateError) in
        var found: [(DeliveryRow, [AttemptRow])] = []
        for row in try state.deliveries(DeliverySelection(ids: ids)) {
          found.append((row, try state.attempts(delivery: row.id)))
        }
        return found
      }
      if common.json {
        Console.out(JSONValue.array(found.map { DeliveryText.json($0, attempts: $1) }).text)
      } else if !found.isEmpty {
        let texts = found.map { DeliveryText.text($0, attempts: $1) }
        Console.out(texts.joined(separator: "\n\n"))
      }
      let known = Set(found.map(\.0.id))
      try DeliveriesCommand.complain(of: ids.filter { !known.contains($0) }, "show")
    }
  }

  /// `marsad deliveries retry ID …`, or by what they have in common
  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "retry",
      abstract: "Asks that deliveries be sent again: by id, rule, time or destination.",
      discussion: """
        By id whatever their state; otherwise dead and disabled ones, unless --only says which. \
        A running daemon acts within 5 s. A disabled destination is put back to use.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: DeliverySelectionOptions

    @Argument(help: ArgumentHelp("Ids as `marsad deliveries` shows them.", valueName: "id"))
    var ids: [Int64] = []

    func validate() throws { try DeliveriesCommand.validate(ids, options) }

    func run() throws {
      let found = try withState(common, .guest, "deliveries retry") { state throws(StateError) in
        try state.requestRetry(
          try DeliveriesCommand.chosen(ids, options, state), at: Date())
      }
      try DeliveriesCommand.report(
        found, asked: ids, common, key: "retrying", words: "To be sent again", "retry")
    }
  }

  /// `marsad deliveries drop ID …`, or by what they have in common
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drop",
      abstract:
        "Forgets deliveries, so that they are never sent: by id, rule, time or destination.",
      discussion: """
        By id whatever their state; otherwise dead and disabled ones, unless --only says which. \
        The alerts themselves stay (`marsad alerts`).
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var options: DeliverySelectionOptions

    @Argument(help: ArgumentHelp("Ids as `marsad deliveries` shows them.", valueName: "id"))
    var ids: [Int64] = []

    func validate() throws { try DeliveriesCommand.validate(ids, options) }

    func run() throws {
      let found = try withState(common, .guest, "deliveries drop") { state throws(StateError) in
        try state.drop(try DeliveriesCommand.chosen(ids, options, state))
      }
      try DeliveriesCommand.report(
        found, asked: ids, common, key: "dropped", words: "Dropped", "drop")
    }
  }
}

extension DeliveriesCommand {
  fileprivate static func validate(_ ids: [Int64], _ options: DeliverySelectionOptions) throws {
    guard ids.isEmpty == options.isEmpty else { return }
    throw ValidationError(
      ids.isEmpty
        ? "Say which: ids, or --dead, --only, --rule, --since, --until, --destination."
        : "Give either ids or what the deliveries have in common.")
  }

  fileprivate static func chosen(
    _ ids: [Int64], _ options: DeliverySelectionOptions, _ state: StateFile
  ) throws(StateError) -> [Int64] {
    guard ids.isEmpty else { return ids }
    return try state.deliveryIDs(options.selection(unsaid: [.dead, .disabled]))
  }

  fileprivate static func report(
    _ found: [Int64], asked: [Int64], _ common: CommonOptions, key: String, words: String,
    _ command: String
  ) throws {
    let known = Set(found)
    let missing = asked.filter { !known.contains($0) }
    if common.json {
      Console.out(
        JSONValue.object([
          (key, .array(found.map { .integer($0) })),
          ("unknown", .array(missing.map { .integer($0) })),
        ]).text)
    } else if !found.isEmpty {
      let shown = found.prefix(20).map(String.init).joined(separator: ", ")
      let more = found.count > 20 ? " and \(found.count - 20) more" : ""
      Console.out("\(words): \(shown)\(more)")
    } else if asked.isEmpty {
      Console.out("There are no such deliveries.")
    }
    try complain(of: missing, command)
  }

  /// Ends with 1 where ids were asked for that there are not.
  fileprivate static func complain(of missing: [Int64], _ command: String) throws {
    guard !missing.isEmpty else { return }
    let shown = missing.map(String.init).joined(separator: ", ")
    Console.error("marsad deliveries \(command): there is no delivery \(shown)")
    throw ExitCode.failure
  }
}

/// Opens the state file for a command and closes it; a failure is told and ends with 1.
private func withState<Value>(
  _ common: CommonOptions, _ access: StateFile.Access, _ command: String,
  _ body: (StateFile) throws(StateError) -> Value
) throws -> Value {
  do throws(StateError) {
    let state = try StateFile(path: common.statePath, access: access)
    defer { state.close() }
    return try body(state)
  } catch {
    Console.error(SafeDisplay.line("marsad \(command): \(error)", limit: 2_000))
    throw ExitCode.failure
  }
}
