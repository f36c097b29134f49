import Foundation
import State

/// A folder of a test's own, removed with it.
final class Scratch {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "marsad-state-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { folder + "/state.sqlite" }

  func open(_ access: StateFile.Access = .owner) throws -> StateFile {
    try StateFile(path: path, access: access)
  }
}

/// Seconds after a fixed moment in 2026.
func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_790_000_000 + seconds) }

extension Observation {
  /// An entry by short names: guid `g`, link `news.example/<link>`.
  static func entry(
    _ title: String, guid: String? = nil, link: String? = nil, text: String = "",
    published: Double? = nil
  ) -> Observation {
    Observation(
      guid: guid, urlKey: link.map { "news.example/\($0)" },
      url: link.map { "https://news.example/\($0)" }, title: title,
      fingerprint: Fingerprint.of(title, text), published: published.map(at))
  }
}

/// A source polled again and again.
struct Watch {
  let state: StateFile
  var source = "Al-Sharq"
  var kind: DocumentKind = .feed
  var url = "https://news.example/feed"

  /// Diffs the document and commits all of it.
  @discardableResult
  func poll(_ observations: [Observation], _ seconds: Double) throws -> Diff {
    let diff = try state.diff(
      source: source, kind: kind, url: url, observations: observations, now: at(seconds))
    var commit = PollCommit(source: source, at: at(seconds))
    commit.entries = diff.items
    commit.poll = PollRecord(
      source: source, at: at(seconds), next: at(seconds + 600), intervalSeconds: 600,
      outcome: .read(.init(kind: kind.rawValue, url: url, entries: observations.count)))
    try state.commit(commit)
    return diff
  }
}
