import ArgumentParser
import Foundation
import Settings
import Text

/// `marsad init`: a configuration with comments to start from. Nothing is overwritten.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a configuration with comments to start from.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "Where to write it (default: the configuration's place, see --config).", valueName: "file"))
  var file: String?

  func run() throws {
    let path = file ?? common.configurationPath
    let shown = SafeDisplay.line(path, limit: 1_000)
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // Exclusive creation: a file that appears meanwhile is not overwritten either.
      try Data(StarterConfiguration.text.utf8)
        .write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      let reason =
        FileManager.default.fileExists(atPath: path)
        ? "it exists already; name another file, or move it aside"
        : (error as NSError).localizedDescription
      Console.error("marsad init: \(shown): \(SafeDisplay.line(reason))")
      throw ExitCode.failure
    }
    if common.json {
      Console.out(JSONValue.object([("file", .string(path))]).text)
    } else {
      let option = file == nil && common.config == nil ? "" : " --config \(shown)"
      Console.out(
        """
        Wrote \(shown).
        Next: put your sources in, then
          marsad check\(option)
          marsad run\(option)
        """)
    }
  }
}
