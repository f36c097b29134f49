/// One metric as it is defined: what `/metrics` writes before its samples and what the reference
/// page lists.
struct MetricFamily: Equatable, Sendable {
  enum Kind: String, Sendable {
    case counter
    case gauge
    case histogram
  }

  let name: String
  let kind: Kind
  /// Names of its labels, in the order of their values in samples.
  let labels: [String]
  let help: String

  init(_ name: String, _ kind: Kind, _ labels: [String] = [], _ help: String) {
    self.name = name
    self.kind = kind
    self.labels = labels
    self.help = help
  }
}

/// Every metric there is. Few labels: rules and destinations are bounded by the configuration,
/// sources are counted by state.
extension MetricFamily {
  static let buildInfo = MetricFamily(
    "marsad_build_info", .gauge, ["version"], "Always 1; the version is in the label.")
  static let sources = MetricFamily(
    "marsad_sources", .gauge, ["state"],
    "Sources of the configuration by state: ok, failing, silent, paused, or new (never polled).")
  static let rules = MetricFamily("marsad_rules", .gauge, "Rules in force.")
  static let polls = MetricFamily(
    "marsad_polls_total", .counter, ["result"],
    "Polls that ended, by result: read, unchanged, or the kind of the error.")
  static let postponed = MetricFamily(
    "marsad_polls_postponed_total", .counter,
    "Polls put off because this machine was short of files or memory.")
  static let lastPoll = MetricFamily(
    "marsad_last_poll_timestamp_seconds", .gauge,
    "When the last poll ended, whatever its result; 0 before the first.")
  static let pollSeconds = MetricFamily(
    "marsad_poll_duration_seconds", .histogram,
    "From the start of a poll to its commit, waits for its host and articles' pages included.")
  static let fetchSeconds = MetricFamily(
    "marsad_fetch_duration_seconds", .histogram, ["purpose"],
    "One transfer that was answered, without waits for its host: of a poll or of an article's page."
  )
  static let fetchedBytes = MetricFamily(
    "marsad_fetched_bytes_total", .counter, ["purpose"],
    "Bytes of bodies fetched, after decompression: by polls and for articles' pages.")
  static let readSeconds = MetricFamily(
    "marsad_read_duration_seconds", .histogram, ["document"],
    "Reading one document: a source's feed, sitemap or page, or an article's page.")
  static let matchSeconds = MetricFamily(
    "marsad_match_duration_seconds", .histogram, "Trying every rule on one article.")
  static let entries = MetricFamily(
    "marsad_entries_total", .counter, ["novelty"],
    "Entries that polls found new or revised; baselines are left out.")
  static let articles = MetricFamily(
    "marsad_articles_read_total", .counter, "Articles read and held against the rules.")
  static let pageFailures = MetricFamily(
    "marsad_article_pages_failed_total", .counter,
    "Articles' pages that could not be fetched or read; what the feed carried was matched.")
  static let alerts = MetricFamily(
    "marsad_alerts_total", .counter, ["rule"], "Alerts committed, by rule.")
  static let attempts = MetricFamily(
    "marsad_delivery_attempts_total", .counter, ["destination", "class"],
    "Attempts to deliver, one for each message: class 2xx to 5xx by the answer, written (log), network, or configuration, log and state for troubles of our own."
  )
  static let attemptSeconds = MetricFamily(
    "marsad_delivery_attempt_duration_seconds", .histogram, ["destination"], "One attempt.")
  static let latency = MetricFamily(
    "marsad_delivery_latency_seconds", .histogram, ["destination"],
    "From the commit of an alert to its delivery.")
  static let pending = MetricFamily(
    "marsad_deliveries_pending", .gauge, ["destination"], "Deliveries that wait to be sent.")
  static let held = MetricFamily(
    "marsad_deliveries_held", .gauge, ["destination"], "Deliveries that wait for a digest.")
  static let oldest = MetricFamily(
    "marsad_oldest_undelivered_age_seconds", .gauge, ["destination"],
    "How long the oldest pending delivery has waited; 0 where none waits.")
  static let dead = MetricFamily(
    "marsad_dead_letters", .gauge, ["destination"],
    "Deliveries given up, or out of use with their destination; marsad deliveries retry.")
  static let disabled = MetricFamily(
    "marsad_destination_disabled", .gauge, ["destination"],
    "1 where a destination is out of use until it is replayed or changed.")
  static let failing = MetricFamily(
    "marsad_destination_failing", .gauge, ["destination"],
    "1 where the last attempts at a destination all failed.")
  static let reloadSuccess = MetricFamily(
    "marsad_config_last_reload_successful", .gauge, "1 where the last reload was taken.")
  static let reloadTime = MetricFamily(
    "marsad_config_last_reload_success_timestamp_seconds", .gauge,
    "When a configuration was taken last, the start included.")
  static let stateWorks = MetricFamily(
    "marsad_state_file_writable", .gauge, "0 while the state file cannot be written or read.")
  static let stateBytes = MetricFamily(
    "marsad_state_file_bytes", .gauge, ["file"], "The state file, and the log beside it (wal).")
  static let requests = MetricFamily(
    "marsad_http_requests_total", .counter, ["code"],
    "Requests to the status page, metrics and health, by the answer's code.")
  static let processCPU = MetricFamily(
    "process_cpu_seconds_total", .counter, "User and system CPU time of the process.")
  static let processMemory = MetricFamily(
    "process_resident_memory_bytes", .gauge, "Resident memory of the process.")
  static let processFiles = MetricFamily(
    "process_open_fds", .gauge, "File descriptors that the process has open.")
  static let processMostFiles = MetricFamily(
    "process_max_fds", .gauge, "File descriptors that the process may have open.")
  static let processStart = MetricFamily(
    "process_start_time_seconds", .gauge, "When the process started.")

  static let all = [
    buildInfo, sources, rules, polls, postponed, lastPoll, pollSeconds, fetchSeconds, fetchedBytes,
    readSeconds, matchSeconds, entries, articles, pageFailures, alerts, attempts, attemptSeconds,
    latency, pending, held, oldest, dead, disabled, failing, reloadSuccess, reloadTime, stateWorks,
    stateBytes, requests, processCPU, processMemory, processFiles, processMostFiles, processStart,
  ]
}

extension MetricFamily {
  fileprivate init(_ name: String, _ kind: Kind, _ help: String) {
    self.init(name, kind, [], help)
  }
}
