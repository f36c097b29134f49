import ArgumentParser
import Foundation
import State
import Text

/// `marsad state restore FILE`
struct StateRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Puts a backup in the place of the state file.",
    discussion: """
      The backup is checked first. The file that was there is moved aside, never deleted. Refused \
      while a daemon holds the state.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
  var file: String

  func run() throws {
    let path = common.statePath
    let outcome: StateRestore.Outcome
    do throws(StateError) {
      outcome = try StateRestore.restore(file, to: path, now: Date())
    } catch {
      throw StateCommand.refuse("restore", error)
    }
    let faults = outcome.report.faults
    if common.json {
      Console.out(
        JSONValue.object([
          ("path", .string(path)), ("from", .string(file)), ("aside", .text(outcome.aside)),
          ("schema", .count(outcome.report.schema)),
          ("bytes", .count(outcome.report.fileBytes)),
          ("faults", .array(faults.map { .string($0.message) })),
        ]).text)
      return
    }
    Console.out(
      "\(StateCommand.shown(path)) is now what \(StateCommand.shown(file)) holds "
        + "(\(StateCommand.size(outcome.report.fileBytes)), schema \(outcome.report.schema)).")
    if let aside = outcome.aside {
      Console.out("What was there before is now \(StateCommand.shown(aside)).")
    }
    for fault in faults {
      Console.error("warning: the backup has \(SafeDisplay.line(fault.message, limit: 300))")
    }
  }
}
