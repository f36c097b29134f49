internal import Alerts
internal import Fetch
internal import Foundation
internal import Settings
internal import State

/// All metrics at one moment, as Prometheus reads them.
struct MetricsPage {
  let counts: Metrics.Counts
  let process: ProcessFigures
  let standing: Standing.Facts
  /// nil where the state file cannot be read: then its figures are left out.
  let sources: SourceCounts?
  let destinations: [DestinationFigures]
  let sizes: (file: Int, log: Int)?
  let now: Date

  var text: String {
    var writer = MetricText()
    writer.family(.buildInfo, [([MarsadVersion.current], 1)])
    if let sources {
      writer.family(
        .sources,
        [
          "ok": sources.ok, "failing": sources.failing, "silent": sources.silent,
          "paused": sources.paused, "new": sources.new,
        ])
    }
    writer.family(.rules, Double(standing.setup.configuration.rules.count))
    writer.family(.polls, counts.polls)
    writer.family(.postponed, Double(counts.postponed))
    writer.family(.lastPoll, counts.lastPoll?.timeIntervalSince1970 ?? 0)
    writer.family(.pollSeconds, counts.pollSeconds)
    writer.family(.fetchSeconds, counts.fetchSeconds)
    writer.family(.fetchedBytes, counts.fetchedBytes)
    writer.family(.readSeconds, counts.readSeconds)
    writer.family(.matchSeconds, counts.matchSeconds)
    writer.family(.entries, counts.entries)
    writer.family(.articles, Double(counts.articles))
    writer.family(.pageFailures, Double(counts.pageFailures))
    writer.family(.alerts, counts.alerts)
    writer.family(
      .attempts,
      counts.attempts.sorted { $0.key < $1.key }.flatMap { destination, classes in
        classes.sorted { $0.key < $1.key }.map { ([destination, $0.key], Double($0.value)) }
      })
    writer.family(.attemptSeconds, counts.attemptSeconds)
    writer.family(.latency, counts.latency)
    if sources != nil { write(destinations, to: &writer) }
    writer.family(.reloadSuccess, counts.isReloadTaken ? 1 : 0)
    writer.family(.reloadTime, counts.lastTaken?.timeIntervalSince1970 ?? 0)
    writer.family(.stateWorks, counts.isStateWorking ? 1 : 0)
    if let sizes { writer.family(.stateBytes, ["state": sizes.file, "wal": sizes.log]) }
    writer.family(.requests, counts.requests)
    writer.family(.processCPU, process.cpuSeconds)
    writer.family(.processMemory, Double(process.residentBytes))
    writer.family(.processFiles, Double(process.openFiles))
    writer.family(.processMostFiles, Double(process.mostFiles))
    writer.family(.processStart, process.start)
    return writer.text
  }

  private func write(_ destinations: [DestinationFigures], to writer: inout MetricText) {
    func gauge(_ family: MetricFamily, _ value: (DestinationFigures) -> Double) {
      writer.family(family, destinations.map { ([$0.destination.name], value($0)) })
    }
    gauge(.pending) { Double($0.destination.pending) }
    gauge(.held) { Double($0.held) }
    gauge(.oldest) { figures in
      figures.oldest.map { max(0, now.timeIntervalSince($0)) } ?? 0
    }
    gauge(.dead) { Double($0.dead) }
    gauge(.disabled) { $0.destination.disabledAt == nil ? 0 : 1 }
    gauge(.failing) { $0.destination.failingSince == nil ? 0 : 1 }
  }
}
