import Alerts
import ArgumentParser
import Daemon
import Foundation
import Rules
import Settings
import State
import Synchronization
import Text

/// `marsad watch`: alerts as they come, from the state file; no port is asked.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follows alerts as they come.",
    discussion: """
      On a terminal the last line tells how all is doing; without one there are plain lines. With \
      --json each event is a line as it was delivered. Ends with Ctrl-C, exit 0. Colours are left \
      out where NO_COLOR is set.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var selection: AlertSelectionOptions

  @Option(
    help: ArgumentHelp(
      "Only alerts of this severity or a graver one: low, medium, high, critical.",
      valueName: "severity"))
  var severity: Rule.Severity?

  func run() throws {
    StopFlag.install()
    let loaded = common.load()
    do throws(StateError) {
      let state = try StateFile(path: loaded.statePath, access: .reader)
      defer { state.close() }
      var view = WatchView(isJSON: common.json)
      defer { view.clear() }
      let start = selection.start(now: Date())
      var position = try state.alertPosition(since: start)
      var seen: Int?
      var looked = Date.distantPast
      while !StopFlag.isSet {
        let count = try? state.changeCount()
        if count != seen {
          position = try follow(state, from: position, &view)
          seen = count
        }
        if view.hasStatus, count != seen || Date().timeIntervalSince(looked) > 5 {
          looked = Date()
          let report = try? StatusReport(
            state: state, configuration: loaded.configuration, now: looked)
          view.status = report.map(WatchView.words)
        }
        view.draw()
        StopFlag.pause()
      }
    } catch {
      Console.error(SafeDisplay.line("marsad watch: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
  }

  private func follow(
    _ state: StateFile, from start: Int64, _ view: inout WatchView
  ) throws(StateError) -> Int64 {
    var position = start
    while !StopFlag.isSet {
      let (rows, next): ([AlertRow], Int64)
      do {
        (rows, next) = try state.alerts(after: position)
      } catch {
        // Written to for long by another process: looked at again.
        guard error.reason == .busy else { throw error }
        return position
      }
      for row in rows where isWanted(row) { view.show(row) }
      guard next != position else { break }
      position = next
    }
    return position
  }

  private func isWanted(_ row: AlertRow) -> Bool {
    if let rule = selection.rule, row.rule != rule { return false }
    guard let severity else { return true }
    let own = AlertBlock(row)?.severity.flatMap(Rule.Severity.init(rawValue:))
    return own.map { $0 >= severity } ?? false
  }
}

extension Rule.Severity: ExpressibleByArgument {}

/// What `watch` writes: blocks above, and on a terminal one line of status below them.
struct WatchView {
  let isJSON: Bool
  private let screen = Screen.standardOutput
  private var drawn: String?
  var status: String?

  init(isJSON: Bool) { self.isJSON = isJSON }

  var hasStatus: Bool { screen.isTerminal && !isJSON }

  mutating func show(_ row: AlertRow) {
    guard !isJSON else { return Console.out(bytes: row.event) }
    // What they tell of was shown before.
    let isEcho = [AlertEvent.Kind.digest, .acknowledged].contains { $0.rawValue == row.type }
    guard !isEcho, let block = AlertBlock(row) else { return }
    clear()
    // The width may have changed.
    let lines = block.lines(Screen.standardOutput)
    Console.out(lines.joined(separator: "\n") + (screen.isTerminal ? "\n\n" : "\n"))
  }

  /// Writes the status line anew where it changed.
  mutating func draw() {
    guard hasStatus, let status, status != drawn else { return }
    let now = Screen.standardOutput
    Console.raw("\r\u{1B}[K" + now.painted(Columns.cut(status, to: now.columns - 1), "2"))
    drawn = status
  }

  mutating func clear() {
    guard drawn != nil else { return }
    Console.raw("\r\u{1B}[K")
    drawn = nil
  }

  static func words(_ report: StatusReport) -> String {
    var parts = ["\(report.sources.count) sources"]
    for state in [SourceStatus.State.failing, .silent, .paused] where report.count(state) > 0 {
      parts.append("\(report.count(state)) \(state.rawValue)")
    }
    if report.waiting > 0 { parts.append("\(report.waiting) deliveries wait") }
    if report.dead > 0 { parts.append("\(report.dead) not delivered") }
    if report.holder == nil { parts.insert("no daemon runs", at: 0) }
    return parts.joined(separator: ", ")
  }
}

/// Whether Ctrl-C or SIGTERM asked for the end.
private enum StopFlag {
  private static let flag = Atomic<Bool>(false)

  static var isSet: Bool { flag.load(ordering: .relaxed) }

  static func install() {
    // Made now: a handler makes nothing.
    flag.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in StopFlag.flag.store(true, ordering: .relaxed) }
    }
    // Whoever started us may have had them blocked, and what is blocked is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Between two looks: a second, or less when a signal comes.
  static func pause() {
    for _ in 0..<10 where !isSet { usleep(100_000) }
  }
}
