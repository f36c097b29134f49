import ArgumentParser
import State

/// `marsad state backup FILE`
struct StateBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Writes a whole, consistent copy of the state.",
    discussion: "Works beside a running daemon. The copy is read again before it gets its name.")

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "file"))
  var file: String

  @Flag(help: "Replaces a file of that name.")
  var force = false

  func run() throws {
    let bytes: Int
    do throws(StateError) {
      let state = try StateFile(path: common.statePath, access: .reader)
      defer { state.close() }
      bytes = try state.backup(to: file, replacing: force)
    } catch {
      throw StateCommand.refuse("backup", error)
    }
    if common.json {
      Console.out(JSONValue.object([("file", .string(file)), ("bytes", .count(bytes))]).text)
    } else {
      Console.out(
        "\(StateCommand.shown(file)): \(StateCommand.size(bytes)), read back and flushed.")
    }
  }
}
