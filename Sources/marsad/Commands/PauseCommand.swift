import Alerts
import ArgumentParser
import Foundation
import Rules
import Settings
import State
import Text

extension Pause.Kind: ExpressibleByArgument {}

/// `marsad pause source|rule|destination NAME …`
struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Silences sources, rules or destinations for a while, or lists what is silenced.",
    discussion: """
      A paused source is not polled. The alerts of a paused rule, and those for a paused \
      destination, are held and come as one digest when the pause ends. A running daemon obeys \
      within 5 s; a pause outlives restarts, and ends by --for or `marsad resume`. Pausing again \
      changes its end.
      """)

  @Argument(help: "source, rule or destination.")
  var kind: Pause.Kind?

  @Argument(help: ArgumentHelp("Names as the configuration has them.", valueName: "name"))
  var names: [String] = []

  @OptionGroup var common: CommonOptions

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Ends by itself after so long: 30m, 8h, 2d.", valueName: "duration"))
  var length: String?

  @Flag(help: "Lists the pauses in force; so does the command without a name.")
  var list = false

  func validate() throws {
    if let length, Quantities.seconds(length) == nil {
      throw ValidationError("--for takes a duration such as 30m, 8h or 2d.")
    }
    guard list || kind == nil else {
      if names.isEmpty { throw ValidationError("Say which \(kind?.rawValue ?? "")s by name.") }
      return
    }
    if list, kind != nil || length != nil {
      throw ValidationError("--list stands alone.")
    }
    if length != nil { throw ValidationError("Say what is to be paused.") }
  }

  func run() throws {
    guard let kind else { return try printList() }
    let now = Date()
    let until = length.flatMap(Quantities.seconds).map { now + $0 }
    let loaded = common.load()
    guard let configuration = loaded.configuration else {
      for fault in loaded.faults { Console.error(Console.line(fault)) }
      throw ExitCode.configuration
    }
    try PauseNames.expect(names, kind, of: configuration, command: "pause")
    let pauses = try PauseNames.withState(loaded.statePath, .guest, "pause") {
      state throws(StateError) in
      for name in names {
        try state.pause(Pause(kind: kind, name: name, since: now, until: until))
      }
      return try state.pauses(at: now).filter { $0.kind == kind && names.contains($0.name) }
    }
    if common.json { return Console.out(JSONValue.array(pauses.map(StatusText.json)).text) }
    for pause in pauses {
      Console.out("Paused: " + SafeDisplay.line(StatusText.words(pause), limit: 1_000))
    }
  }

  private func printList() throws {
    let pauses = try PauseNames.withState(common.statePath, .reader, "pause") {
      state throws(StateError) in try state.pauses(at: Date())
    }
    if common.json { return Console.out(JSONValue.array(pauses.map(StatusText.json)).text) }
    if pauses.isEmpty { Console.out("Nothing is paused.") }
    for pause in pauses { Console.out(SafeDisplay.line(StatusText.words(pause), limit: 1_000)) }
  }
}

/// `marsad resume source|rule|destination NAME …`
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Ends pauses.",
    discussion: """
      A running daemon obeys within 5 s: a source is due at once, and what was held for a rule or a \
      destination comes as a digest.
      """)

  @Argument(help: "source, rule or destination.")
  var kind: Pause.Kind

  @Argument(help: ArgumentHelp("Names as `marsad pause` lists them.", valueName: "name"))
  var names: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    let loaded = common.load()
    let now = Date()
    let resumed = try PauseNames.withState(loaded.statePath, .guest, "resume") {
      state throws(StateError) in
      var resumed: [String] = []
      for name in names where try state.resume(kind, name, at: now) { resumed.append(name) }
      return resumed
    }
    let others = names.filter { !resumed.contains($0) }
    if common.json {
      Console.out(
        JSONValue.object([
          ("resumed", .array(resumed.map { .string($0) })),
          ("not_paused", .array(others.map { .string($0) })),
        ]).text)
    } else {
      for name in resumed { Console.out(SafeDisplay.line("Resumed: \(kind.rawValue) \(name)")) }
    }
    // A pause of what the configuration has no more ends like any other.
    if let configuration = loaded.configuration {
      try PauseNames.expect(others, kind, of: configuration, command: "resume")
    }
    guard !common.json else { return }
    for name in others { Console.out(SafeDisplay.line("Not paused: \(kind.rawValue) \(name)")) }
  }
}

/// What the two commands share.
private enum PauseNames {
  /// Ends with 1 where a name is none of the configuration's, and says which one it most likely is.
  static func expect(
    _ names: [String], _ kind: Pause.Kind, of configuration: Configuration, command: String
  ) throws {
    let known =
      switch kind {
      case .source: configuration.sources.map(\.name)
      case .rule: configuration.rules.map(\.name)
      case .destination: configuration.destinations.map(\.name)
      }
    let unknown = names.filter { !known.contains($0) }
    for name in unknown {
      let near = Nearest.name(to: name, among: known).map { "; did you mean \"\($0)\"?" }
      Console.error(
        SafeDisplay.line(
          "marsad \(command): there is no \(kind.rawValue) \"\(name)\"\(near ?? "")", limit: 1_000))
    }
    guard unknown.isEmpty else { throw ExitCode.failure }
  }

  static func withState<Value>(
    _ path: String, _ access: StateFile.Access, _ command: String,
    _ body: (StateFile) throws(StateError) -> Value
  ) throws -> Value {
    do throws(StateError) {
      let state = try StateFile(path: path, access: access)
      defer { state.close() }
      return try body(state)
    } catch {
      Console.error(SafeDisplay.line("marsad \(command): \(error)", limit: 2_000))
      throw ExitCode.failure
    }
  }
}
