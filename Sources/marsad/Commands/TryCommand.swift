import ArgumentParser
import Articles
import Daemon
import Fetch
import Foundation
import Places
import Rules
import Text

/// `marsad try URL|FILE`: what Marsad sees.
struct TryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Shows what Marsad sees in a page, a feed or a file, and what each rule says of it.",
    discussion: """
      Kind, entries or article, places, and for each rule whether it matches and why or why not. \
      Without a configuration there are no rules. Nothing is remembered and nothing is sent. \
      For a page that names no feed, the places where sites commonly keep one are asked too.
      """)

  @Argument(help: "An http or https address, or a file.")
  var target: String

  @Option(help: ArgumentHelp("The address that a file came from.", valueName: "address"))
  var url: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let setup = try loadSetup()
    let trial: Trial
    do {
      trial = try await look(setup)
    } catch let failure as PollFailure {
      Console.error("marsad try: \(failure.code): \(SafeDisplay.line(failure.message))")
      throw ExitCode.failure
    }
    if common.json { Console.out(TrialText.json(trial).text) } else { TrialText.print(trial) }
  }

  private func look(_ setup: Setup?) async throws -> Trial {
    if target.hasPrefix("http://") || target.hasPrefix("https://") {
      let engine = FetchEngine()
      let trial: Trial
      do {
        trial = try await Trial.fetch(target, setup: setup, engine: engine)
      } catch {
        await engine.shutdown()
        throw error
      }
      await engine.shutdown()
      return trial
    }
    guard let data = FileManager.default.contents(atPath: target) else {
      throw ValidationError("there is no file \(SafeDisplay.line(target)) that can be read")
    }
    return try Trial.read(
      [UInt8](data), contentType: Self.type(of: target),
      url: url ?? "http://file.invalid/\(URL(fileURLWithPath: target).lastPathComponent)",
      setup: setup)
  }

  private static func type(of path: String) -> String? {
    path.hasSuffix(".html") || path.hasSuffix(".htm") ? "text/html" : nil
  }

  /// The configuration where there is one; a named one must be there.
  private func loadSetup() throws -> Setup? {
    guard common.config != nil || FileManager.default.fileExists(atPath: common.configurationPath)
    else { return nil }
    do {
      return try Setup.load(
        file: common.configurationPath, state: common.state,
        environment: CommonOptions.environment, gazetteer: try Gazetteer.standard())
    } catch let refused as Setup.Refused {
      for fault in refused.faults { Console.error(Console.line(fault)) }
      throw ExitCode.configuration
    }
  }
}
