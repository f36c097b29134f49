import ArgumentParser
import Foundation
import State

/// States as words on the command line.
enum DeliveryStateWord: String, CaseIterable, ExpressibleByArgument {
  case pending
  case delivered
  case dead
  case disabled
  case held
  case digested

  var state: DeliveryRow.State {
    switch self {
    case .pending: .pending
    case .delivered: .delivered
    case .dead: .dead
    case .disabled: .disabled
    case .held: .held
    case .digested: .digested
    }
  }
}

/// Which deliveries are meant, other than by their ids.
struct DeliverySelectionOptions: ParsableArguments {
  @Option(help: "Only those in this state; may be given several times.")
  var only: [DeliveryStateWord] = []

  @Flag(help: "The same as --only dead.")
  var dead = false

  @Option(help: ArgumentHelp("Only to this destination.", valueName: "name"))
  var destination: String?

  @Option(help: ArgumentHelp("Only alerts of this rule.", valueName: "name"))
  var rule: String?

  @Option(
    help: ArgumentHelp(
      "Only alerts from this time on: RFC 3339, a day, or how long ago (90m, 7d).",
      valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Only alerts before this time.", valueName: "time"))
  var until: String?

  func validate() throws {
    for (name, text) in [("--since", since), ("--until", until)] {
      if let text, Timestamps.parse(text, now: Date()) == nil {
        throw ValidationError(
          "\(name) takes a time such as 2026-11-24T08:00:00Z, 2026-11-24 or 7d.")
      }
    }
  }

  var isEmpty: Bool {
    only.isEmpty && !dead && destination == nil && rule == nil && since == nil && until == nil
  }

  /// - Parameter unsaid: the states where none are given.
  func selection(ids: [Int64]? = nil, unsaid: Set<DeliveryRow.State>? = nil) -> DeliverySelection {
    let said = Set(only.map(\.state) + (dead ? [.dead] : []))
    let now = Date()
    return DeliverySelection(
      ids: ids, states: said.isEmpty ? unsaid : said, destination: destination, rule: rule,
      since: since.flatMap { Timestamps.parse($0, now: now) },
      until: until.flatMap { Timestamps.parse($0, now: now) })
  }
}
