import Foundation
import State
import TestSupport
import Testing

@testable import Daemon

@Suite struct MetricsTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// With something in every metric that has labels of its own.
  private static func text() async throws -> (post: SightPost, text: String) {
    let post = try SightPost(rules: ["isis", "arms"], destinations: ["file", "desk"])
    post.metrics.note(.pollFailed(source: "Sharq", code: "dns", message: "no such host"))
    _ = await post.site.answer(WebRequest(path: "/-/healthy"))
    return (post, await post.metricsText())
  }

  private static func names(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
        .compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) })
  }

  @Test func `every metric is given, under its definition`() async throws {
    let text = try await Self.text().text
    #expect(Self.names(in: text) == Set(MetricFamily.all.map(\.name)))
    for family in MetricFamily.all {
      #expect(text.contains("# HELP \(family.name) \(family.help)\n"))
      #expect(text.contains("# TYPE \(family.name) \(family.kind.rawValue)\n"))
      #expect(text.contains("\n\(family.name)"), "\(family.name) has no sample")
    }
  }

  @Test func `counters count what is told`() async throws {
    let post = try SightPost(rules: ["isis"], destinations: ["desk"])
    var summary = PollSummary(source: "Sharq", url: "https://sharq.example/", kind: "rss")
    summary.new = 3
    summary.revised = 1
    post.metrics.note(.polled(summary))
    summary.isUnchanged = true
    summary.new = 0
    summary.revised = 0
    post.metrics.note(.polled(summary))
    post.metrics.note(.pollFailed(source: "Sharq", code: "tls", message: ""))
    for seconds in [0.02, 0.3, 100] {
      post.metrics.note(.measured(.fetch(.article, seconds: seconds, bytes: 1_000)))
    }
    post.metrics.note(
      .measured(.attempt(destination: "desk", kind: "5xx", messages: 1, seconds: 0.2)))
    post.metrics.note(
      .measured(.attempt(destination: "gone", kind: "2xx", messages: 1, seconds: 0)))
    post.metrics.note(.measured(.delivery(destination: "desk", seconds: 4_000)))
    post.metrics.note(.reloadRefused(faults: ["x"]))
    post.metrics.note(.stateFailing(code: "full", message: ""))
    let lines = Set(await post.metricsText().split(separator: "\n").map(String.init))
    for line in [
      "marsad_polls_total{result=\"read\"} 1", "marsad_polls_total{result=\"unchanged\"} 1",
      "marsad_polls_total{result=\"tls\"} 1", "marsad_polls_total{result=\"dns\"} 0",
      "marsad_entries_total{novelty=\"new\"} 3", "marsad_entries_total{novelty=\"revised\"} 1",
      "marsad_last_poll_timestamp_seconds 1790000000",
      "marsad_fetched_bytes_total{purpose=\"article\"} 3000",
      "marsad_fetch_duration_seconds_bucket{purpose=\"article\",le=\"0.01\"} 0",
      "marsad_fetch_duration_seconds_bucket{purpose=\"article\",le=\"0.025\"} 1",
      "marsad_fetch_duration_seconds_bucket{purpose=\"article\",le=\"60\"} 2",
      "marsad_fetch_duration_seconds_bucket{purpose=\"article\",le=\"+Inf\"} 3",
      "marsad_fetch_duration_seconds_count{purpose=\"article\"} 3",
      "marsad_fetch_duration_seconds_sum{purpose=\"article\"} 100.32",
      "marsad_delivery_attempts_total{destination=\"desk\",class=\"5xx\"} 1",
      "marsad_delivery_attempts_total{destination=\"desk\",class=\"2xx\"} 0",
      "marsad_delivery_latency_seconds_bucket{destination=\"desk\",le=\"3600\"} 0",
      "marsad_delivery_latency_seconds_bucket{destination=\"desk\",le=\"21600\"} 1",
      "marsad_alerts_total{rule=\"isis\"} 0", "marsad_config_last_reload_successful 0",
      "marsad_state_file_writable 0", "marsad_sources{state=\"new\"} 1",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(!lines.contains { $0.contains("\"gone\"") && $0.contains("destination") })
    post.metrics.take(rules: ["other"], destinations: [])
    let after = await post.metricsText()
    #expect(after.contains("marsad_alerts_total{rule=\"other\"} 0"))
    #expect(!after.contains("marsad_alerts_total{rule=\"isis\"}"))
    #expect(!after.contains("marsad_delivery_attempts_total{"))
    #expect(after.contains("marsad_config_last_reload_successful 1\n"))
  }

  @Test func `what waits, is held and is dead is counted by destination`() async throws {
    let post = try SightPost(destinations: ["file", "desk"])
    for number in 0..<3 {
      try post.commit(
        "alr_\(number)", event: try SightPost.event("alr_\(number)", title: "x"),
        at: SightPost.now - 100, to: ["file", "desk"])
    }
    try post.state.disable("desk", at: SightPost.now, reason: "answered 410")
    let lines = Set(await post.metricsText().split(separator: "\n").map(String.init))
    for line in [
      "marsad_deliveries_pending{destination=\"file\"} 3",
      "marsad_deliveries_pending{destination=\"desk\"} 0",
      "marsad_oldest_undelivered_age_seconds{destination=\"file\"} 100",
      "marsad_oldest_undelivered_age_seconds{destination=\"desk\"} 0",
      "marsad_dead_letters{destination=\"desk\"} 3", "marsad_dead_letters{destination=\"file\"} 0",
      "marsad_destination_disabled{destination=\"desk\"} 1",
    ] { #expect(lines.contains(line), "\(line)") }
  }

  @Test func `a label's value is escaped`() async throws {
    let post = try SightPost(rules: ["a\\b \"c\" خبر"])
    #expect(
      await post.metricsText().contains("marsad_alerts_total{rule=\"a\\\\b \\\"c\\\" خبر\"} 0\n"))
    #expect(MetricText.escaped("a\nb") == "a\\nb")
  }

  @Test func `this process has a size, files and a start`() {
    let figures = ProcessFigures.now()
    #expect(figures.cpuSeconds > 0)
    #expect((1 << 20...1 << 36).contains(figures.residentBytes))
    #expect((3...figures.mostFiles).contains(figures.openFiles))
    #expect(abs(figures.start - Date().timeIntervalSince1970) < 86_400)
  }

  // MARK: - What is shipped beside the program

  @Test(arguments: ["config/marsad.rules.yml", "config/marsad-dashboard.json"])
  func `what rules and dashboard ask for exists`(path: String) async throws {
    let given = try await Self.text().text
    let text = try String(contentsOf: Self.root.appendingPathComponent(path), encoding: .utf8)
    let asked = Set(
      text.matches(of: /\b(?:marsad|process)_[a-z0-9_]+/).map { String($0.0) })
    #expect(asked.count >= 8)
    for name in asked {
      #expect(
        given.contains("\n\(name){") || given.contains("\n\(name) "), "\(path) asks for \(name)")
    }
  }

  /// With `MARSAD_WRITE_REFERENCE` set the page is written anew instead of being compared.
  @Test func `the page of metrics is up to date`() throws {
    let file = Self.root.appendingPathComponent("docs/metrics.md")
    var text = """
      # Metrics

      `GET /metrics` of the address in `listen` gives these, in Prometheus' text format 0.0.4. The
      page is made from the definitions in the program.

      No metric has a label for each source: ten thousand of them would be too many. Rules and
      destinations are as many as the configuration has. Counters begin at zero with the process;
      gauges about deliveries and sources are read from the state file at most every 3 s.

      | metric | kind | labels | meaning |
      |---|---|---|---|

      """
    for family in MetricFamily.all {
      let labels = family.labels.map { "`\($0)`" }.joined(separator: ", ")
      text += "| `\(family.name)` | \(family.kind.rawValue) | \(labels) | \(family.help) |\n"
    }
    text += """

      `config/marsad.rules.yml` has alert rules for Prometheus, `config/marsad.rules.test.yml` their
      tests, and `config/marsad-dashboard.json` a dashboard for Grafana; an installed Marsad has them in
      `/usr/share/doc/marsad/examples` or `/usr/local/share/doc/marsad/examples`. The number to alert on
      is `marsad_oldest_undelivered_age_seconds`: it grows whatever the cause.

      """
    if ProcessInfo.processInfo.environment["MARSAD_WRITE_REFERENCE"] != nil {
      try Data(text.utf8).write(to: file)
    }
    let stored = try String(contentsOf: file, encoding: .utf8)
    #expect(stored == text, "MARSAD_WRITE_REFERENCE=1 swift test --filter MetricsTests")
  }
}
