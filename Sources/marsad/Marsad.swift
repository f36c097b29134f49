import ArgumentParser
import Fetch
import State

/// `marsad`: watches news pages and feeds, runs rules over new articles, delivers alerts.
struct Marsad: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "marsad",
    abstract: "Watches news pages and feeds and alerts on words and places.",
    discussion: """
      Begin with `marsad init`, which writes a configuration with comments, then `marsad check`.

      Exit codes: 0 done, 1 something it was asked to do failed, 2 wrong usage, \
      78 configuration refused.
      """,
    version: versions,
    subcommands: [
      RunCommand.self, TryCommand.self, BacktestCommand.self, CheckCommand.self, InitCommand.self,
      OnceCommand.self, StatusCommand.self, WatchCommand.self, SourcesCommand.self,
      AlertsCommand.self,
      DeliveriesCommand.self, DestinationsCommand.self, PauseCommand.self, ResumeCommand.self,
      PlacesCommand.self, StateCommand.self,
      ImportCommand.self, ExportCommand.self, DemoCommand.self,
    ])

  static var versions: String {
    // `libcurl/7.88.1 OpenSSL/3.0.17 …`: the first word is enough.
    let curl = FetchEngine.versions.split(separator: " ").first ?? "libcurl"
    let sqlite = StateFile.sqliteVersion
    return "marsad \(MarsadVersion.current) (\(curl.replacing("/", with: " ")), SQLite \(sqlite))"
  }
}

@main
enum Main {
  static func main() async {
    do {
      var command = try Marsad.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  /// Says what went wrong and ends. ArgumentParser's code for wrong usage is 64; ours is 2.
  private static func finish(_ error: any Error) -> Never {
    let code = Marsad.exitCode(for: error)
    let message = Marsad.fullMessage(for: error)
    if code == .success {
      if !message.isEmpty { Console.out(message) }
    } else if !message.isEmpty, !(error is ExitCode) {
      Console.error(message)
    }
    Console.end(code == .validationFailure ? ExitCode(2) : code)
  }
}
