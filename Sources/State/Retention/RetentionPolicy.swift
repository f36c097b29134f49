/// How long things are remembered.
package struct RetentionPolicy: Equatable, Sendable {
  /// Entries that their source no longer shows.
  package var entries: Duration = .seconds(400 * 86_400)
  /// Keys of entries of one source, however young: a source that shows ever new ones is bounded.
  /// Its last few hundred (`RecentRows.capacity`) stay beside them.
  package var keysPerSource = 300_000
  /// Articles, which keep a late repeat from being news.
  package var articles: Duration = .seconds(400 * 86_400)
  /// What knows copies of a story again: twice as long as a story goes on.
  package var stories: Duration = .seconds(2 * StateFile.storyAge)
  package var alerts: Duration = .seconds(400 * 86_400)
  /// Deliveries that are finished, with their attempts.
  package var deliveries: Duration = .seconds(30 * 86_400)
  package var evidence: Duration = .seconds(90 * 86_400)
  /// What evidence takes in the file; bodies that several findings share count once.
  package var evidenceBytes = 10_000_000_000
  /// The texts of articles, for trying rules on them.
  package var archive: Duration = .seconds(30 * 86_400)
  package var archiveBytes = 1_000_000_000

  package init() {}
}
