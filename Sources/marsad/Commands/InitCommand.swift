import ArgumentParser
import Daemon
import Feeds
import Fetch
import Foundation
import Settings
import Text

/// `marsad init`: a configuration with comments to start from. Nothing is overwritten.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a configuration with comments to start from.")

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "Where to write it (default: the configuration's place, see --config).", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Takes the sources from a feed reader's export; its folders become tags.", valueName: "file"))
  var opml: String?

  @Option(
    help: ArgumentHelp(
      "Looks at a page or feed and takes it as a source; says where better ones are. May be repeated.",
      valueName: "address"))
  var site: [String] = []

  func validate() throws {
    guard opml == nil || site.isEmpty else {
      throw ValidationError("--opml and --site do not go together; import first, then add sites")
    }
  }

  func run() async throws {
    let path = file ?? common.configurationPath
    let shown = SafeDisplay.line(path, limit: 1_000)
    let imported =
      site.isEmpty ? try opml.map(Self.imported) : try await SiteSurvey.sources(of: site)
    let text = imported?.text ?? StarterConfiguration.text
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // Exclusive creation: a file that appears meanwhile is not overwritten either.
      try Data(text.utf8)
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
      var pairs: [(key: String, value: JSONValue)] = [("file", .string(path))]
      if let imported { pairs.append(("sources", .count(imported.count))) }
      Console.out(JSONValue.object(pairs).text)
    } else {
      let option = file == nil && common.config == nil ? "" : " --config \(shown)"
      Console.out(
        """
        Wrote \(shown)\(imported.map { " with \($0.count) source\($0.count == 1 ? "" : "s")" } ?? "").
        Next: put your \(imported == nil ? "sources" : "rules") in, then
          marsad check\(option)
          marsad run\(option)
        """)
    }
  }

  /// The configuration for the subscriptions of a file; what is left out of them is told.
  private static func imported(_ path: String) throws -> StarterConfiguration.Imported {
    let shown = SafeDisplay.line(path, limit: 1_000)
    func refuse(_ reason: String) -> ExitCode {
      Console.error("marsad init: \(shown): \(SafeDisplay.line(reason, limit: 1_000))")
      return .failure
    }
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      bytes = try handle.read(upToCount: longestFile + 1) ?? Data()
    } catch {
      throw refuse((error as NSError).localizedDescription)
    }
    guard bytes.count <= longestFile else {
      throw refuse("over \(longestFile) bytes, which no list of subscriptions is")
    }
    let document: OPML.Document
    do throws(FeedError) {
      document = try OPML.document(Array(bytes))
    } catch {
      throw refuse(error.message)
    }
    let imported = StarterConfiguration.importing(document)
    for line in imported.leftOut {
      Console.error("marsad init: \(shown): left out \(SafeDisplay.line(line, limit: 500))")
    }
    guard imported.count > 0 else { throw refuse("it holds no subscription that can be used") }
    return imported
  }

  private static let longestFile = 16 << 20
}
