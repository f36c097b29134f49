/// Where the way through the tables stands that forgetting goes, a short step at a time. What one
/// table forgets frees rows of the next: hence the order.
struct PruneWalk: Equatable {
  enum Stage: Int, CaseIterable {
    case deliveries
    case alerts
    case texts
    case archive
    case stories
    case articles
    case articleKeys
    case evidence
    case evidenceBodies
    case entries
    case recent
    /// Pages that are free are given back.
    case pages
  }

  private(set) var stage = Stage.deliveries
  /// The last key looked at; for `entries` its source, and `entry` the entry's key.
  var last = Int64.min
  var entry = Int64.min
  /// How many rows of the source `last` were seen and left.
  var crowd = 0
  /// Whether all entries have been looked at, and only the last source is still too full.
  var isDone = false
  /// What the archive holds beyond its size; nil before it is known.
  var excess: Int?

  var isAtStart: Bool { self == PruneWalk() }

  /// The next table, or the first again.
  mutating func advance() {
    let next = Stage(rawValue: stage.rawValue + 1) ?? .deliveries
    self = PruneWalk()
    stage = next
  }
}
