import ArgumentParser
import Daemon
import Foundation
import Places

/// `marsad demo`: the main job on this machine, with nothing leaving it.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Shows the main job on this machine, from a news page to a signed webhook.",
    discussion: """
      Three invented news sites, a webhook receiver and the daemon start on 127.0.0.1; articles \
      are published, rules match, alerts arrive. It ends by itself within 20 seconds and removes \
      what it made.

      With --serve only the sites and the receiver run, until Ctrl-C, for rules of your own: \
      POST /publish on the site's port publishes a text (first line: the headline).
      """)

  @Flag(help: "Keep the folder with configuration, state and alerts.")
  var keep = false

  @Flag(help: "Serve the sites and the receiver only, until interrupted.")
  var serve = false

  @Option(
    help: ArgumentHelp("Folder for the demo's files (default: a temporary one).", valueName: "path")
  )
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "The site's port on 127.0.0.1; the receiver takes the next (default: free ones, with --keep and --serve 8450).",
      valueName: "number"))
  var port: UInt16?

  func validate() throws {
    if keep, serve { throw ValidationError("--serve keeps its folder anyway; leave out --keep") }
    if let port, port == 0 || port == .max {
      throw ValidationError("--port takes a number from 1 to 65534")
    }
  }

  func run() async throws {
    let begin = ContinuousClock.now
    let isKept = keep || serve || folder != nil
    let files = try folder.map { DemoFolder(path: Self.absolute($0)) } ?? DemoFolder.temporary()
    let demo = Demo(folder: files, port: port ?? (keep || serve ? 8450 : 0)) { text in
      let elapsed = ContinuousClock.now - begin
      let seconds =
        Double(elapsed.components.seconds)
        + Double(elapsed.components.attoseconds) / 1e18
      Self.show(String(format: "%6.1f s  ", seconds) + text)
    }
    if serve {
      Self.show(Self.servingHint(files, port: port ?? 8450))
      try await demo.serve()
      return
    }
    Self.show("Marsad's demo: everything stays on 127.0.0.1, in \(files.path)\n")
    let ending: Demo.Ending
    do {
      ending = try await demo.run(gazetteer: try Gazetteer.standard())
    } catch {
      if !isKept { try? files.remove() }
      throw error
    }
    if !isKept { try files.remove() }
    try finish(ending, files, isKept: isKept)
  }

  private func finish(_ ending: Demo.Ending, _ files: DemoFolder, isKept: Bool) throws {
    switch ending {
    case .complete:
      Self.show(isKept ? Self.keptHint(files, port: port ?? 8450) : Self.hint)
    case .interrupted:
      Self.show("\nInterrupted.")
      throw ExitCode(1)
    case .timedOut(let missing):
      Self.show("\nThe demo did not come to its end in time; no alert for:")
      for title in missing { Self.show("  \(title)") }
      throw ExitCode(1)
    case .inconsistent(let message):
      Self.show("\nThe demo went wrong: \(message)")
      throw ExitCode(1)
    }
  }

  private static let hint = """

    That was the main job. Next:
      marsad demo --keep      the same, keeping configuration, state and alerts to play with
      marsad init             writes a configuration with comments, for sources of your own
      sudo scripts/install    installs the service (docs/operations.md)
    """

  private static func keptHint(_ files: DemoFolder, port: UInt16) -> String {
    """

    That was the main job. Its files are yours now: \(files.path)
      marsad alerts --config \(files.configuration)
      marsad check --config \(files.configuration)      after you changed a rule
      marsad demo --serve --folder \(files.path) --port \(port)      brings the sites back
      marsad run --config \(files.configuration)        watches them, in another terminal
    """
  }

  private static func servingHint(_ files: DemoFolder, port: UInt16) -> String {
    """
    Sites and receiver for rules of your own; Ctrl-C ends it. In other terminals:
      marsad run --config \(files.configuration)
      curl --request POST http://127.0.0.1:\(port)/publish           publishes the next sample article
      printf 'HEADLINE\\nTEXT\\n' | curl --data-binary @- http://127.0.0.1:\(port)/publish

    """
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  private static func show(_ text: String) { Console.out(text) }
}
