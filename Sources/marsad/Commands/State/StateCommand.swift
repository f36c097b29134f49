import ArgumentParser
import Foundation
import State
import Text

/// `marsad state`: the care of the state file.
struct StateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state", abstract: "Checks, backs up, restores or compacts the state file.",
    discussion: "`check` and `backup` work beside a running daemon; the others want it stopped.",
    subcommands: [
      StateCheckCommand.self, StateBackupCommand.self, StateRestoreCommand.self,
      StateCompactCommand.self,
    ])

  /// Says why a command failed, and ends it with exit 1.
  static func refuse(_ command: String, _ error: StateError) -> ExitCode {
    Console.error(SafeDisplay.line("marsad state \(command): \(error)", limit: 2_000))
    return .failure
  }

  /// `950 bytes`, `12.4 MB`.
  static func size(_ bytes: Int) -> String {
    var value = Double(bytes)
    guard value >= 1_000 else { return "\(bytes) bytes" }
    var unit = ""
    for next in ["kB", "MB", "GB", "TB"] where value >= 1_000 {
      value /= 1_000
      unit = next
    }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(unit)"
  }

  /// A path for people.
  static func shown(_ path: String) -> String { SafeDisplay.line(path, limit: 1_000) }
}
