import ArgumentParser
import Foundation
import Settings
import State
import Text

/// `marsad import`: a feed reader's subscriptions as sources.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Makes sources of a feed reader's subscriptions (OPML).",
    discussion: """
      What comes out is a file with `sources:` for `include:` of the configuration. Folders and \
      categories become tags; intervals, languages and countries that `marsad export --opml` wrote \
      are taken back. Addresses that the configuration has already are left out, and names are given \
      once. What is left out is told. `marsad places import` is for places.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The OPML file.", valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Where the sources go, such as rules.d/feeds.yaml; - is standard output.", valueName: "file"))
  var output = "-"

  @Flag(help: "Replaces a file of that name.")
  var force = false

  func run() throws {
    let files = SubscriptionFiles(command: "marsad import")
    // A file that is about to be replaced is no part of what is there.
    let present = common.load().configuration.map { configuration in
      configuration.sources.filter { !force || $0.mark.file != replaced }
    }
    let imported = try files.imported(file, beside: present ?? [])
    do {
      let target = try OutputFile(output, replacing: force)
      try target.write(Array(imported.sources.utf8))
      try target.finish()
    } catch {
      Console.error(SafeDisplay.line("marsad import: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
    guard output != "-" else { return }
    if common.json {
      Console.out(
        JSONValue.object([("file", .string(output)), ("sources", .count(imported.count))]).text)
      return
    }
    let shown = SafeDisplay.line(output, limit: 1_000)
    Console.out(
      """
      Wrote \(shown) with \(imported.count) source\(imported.count == 1 ? "" : "s").
      Next: include it (include: rules.d/*.yaml), then
        marsad check
      """)
  }

  private var replaced: String { URL(fileURLWithPath: output).path }
}
