import Daemon
import Fetch
import Foundation
import Logging
import Places
import Rules
import Settings
import Text

/// Polls a list of feeds several times with everything on, and prints what each round cost: the
/// daemon's own pipeline, engine and state file, without its schedule.
///
/// Arguments: `URLS [--passes N] [--ca FILE] [--first baseline|alert] [--terms FILE]`. URLS and the
/// terms are files with one a line. Round 1 is cold; later ones are conditional.
enum PollBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let list = options.plain.first else {
      throw BenchOptions.Usage("poll URLS [--passes N] [--ca FILE] [--first alert] [--terms FILE]")
    }
    let urls = try lines(list)
    let gazetteer = try Gazetteer.standard()
    let configuration = try configuration(urls, options: options)
    let setup = try Setup(
      configuration, warnings: [], environment: [:], gazetteer: gazetteer)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let daemon = try Daemon(
      setup: setup, statePath: folder.appendingPathComponent("state.sqlite").path,
      gazetteer: gazetteer,
      surroundings: .init(
        environment: [:], log: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() },
        observer: Deaf()))
    for pass in 1...max(1, options.number("--passes") ?? 4) {
      let before = Usage.now
      let report = try await daemon.pollAll()
      let cost = Usage.now - before
      let unchanged = report.polls.count { $0.isUnchanged }
      let entries = report.polls.reduce(0) { $0 + $1.entries }
      print(
        """
        {"pass": \(pass), "polls": \(urls.count), "ok": \(report.polls.count), \
        "unchanged": \(unchanged), "failed": \(report.failures.count), "entries": \(entries), \
        "alerts": \(report.alerts), "cpu_us_per_poll": \(cost.cpuMicroseconds / urls.count), \
        "wall_s": \(cost.wallMilliseconds / 1_000), "rss_mib": \(Usage.peakMebibytes)}
        """)
      if let first = report.failures.first { print("# \(first.source): \(first.failure.message)") }
      fflush(nil)
    }
  }

  private static func configuration(_ urls: [String], options: BenchOptions) throws -> Configuration
  {
    let mark = SourceMark(file: "bench", line: 1, column: 1)
    var configuration = Configuration(file: "bench")
    var fetch = FetchSettings()
    fetch.robots = .ignore
    fetch.allowPrivate = [AddressBlock(bytes: [127, 0, 0, 0], prefixLength: 8)]
    fetch.hostConnections = 64
    fetch.certificateFile = options.text("--ca")
    configuration.fetch = fetch
    configuration.sources = urls.enumerated().map { index, url in
      var source = SourceSettings(name: "s\(index)", url: url, mark: mark)
      source.fetch = fetch
      source.kind = .feed
      source.fullText = .never
      source.firstPoll = options.text("--first") == "alert" ? .alert : .baseline
      return source
    }
    if let file = options.text("--terms") {
      configuration.lists["terms"] = try lines(file).map { Term($0, mark: mark) }
      var rule = Rule(name: "terms", mark: mark)
      rule.match = .list(name: "terms", mark: mark)
      configuration.rules = [rule]
    }
    return configuration
  }

  private static func lines(_ file: String) throws -> [String] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  private struct Deaf: DaemonObserver {
    func note(_ event: DaemonEvent) {}
  }
}
