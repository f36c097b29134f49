internal import Foundation
internal import State

/// Backups that were damaged or made by somebody else: each is refused or restored, and neither the
/// backup nor the state that was there ever changes.
///
/// An input is no file but a list of edits to an honest one, eight bytes each: a file of hundreds of
/// pages that is mutated at random is refused for its header alone.
enum RestoreCheck {
  /// What an honest state file is made of.
  private struct Honest: Sendable {
    var file: [UInt8]
    var log: [UInt8]

    static let made = Result { try make() }

    private static func make() throws -> Honest {
      let folder = try Folder()
      let state = try StateFile(path: folder.path("honest"))
      for number in 0..<30 {
        let at = Date(timeIntervalSince1970: 1_790_000_000 + Double(number))
        var article = ArticleRecord(identity: "i\(number)", title: "عنوان", text: UInt64(number))
        article.body = "نص الخبر \(number)"
        article.archived = ArchivedArticle(title: "عنوان", body: "نص الخبر \(number)")
        var commit = PollCommit(source: "s\(number % 3)", at: at)
        commit.articles = [article]
        commit.evidence = [
          EvidenceRecord(
            sha256: "\(number)", url: "https://a.test/", fetched: at, headers: "A: b",
            bytes: [UInt8](repeating: 65, count: 2_000))
        ]
        commit.alerts = [
          AlertRecord(
            id: "a\(number)", type: "article.matched", rule: "r", at: at,
            event: Array("{\"id\":\"a\(number)\"}".utf8), destinations: ["desk"], article: 0,
            evidence: 0)
        ]
        _ = try state.commit(commit)
      }
      let honest = Honest(
        file: try folder.bytes("honest") ?? [], log: try folder.bytes("honest-wal") ?? [])
      state.close()
      return honest
    }
  }

  /// A folder of a case's own, in memory where there is such a place.
  private final class Folder {
    private let url: URL

    init() throws {
      let memory = "/dev/shm"
      let base =
        FileManager.default.isWritableFile(atPath: memory)
        ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
      url = base.appendingPathComponent("marsad-fuzz-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func put(_ name: String, _ bytes: [UInt8]) throws {
      try Data(bytes).write(to: url.appendingPathComponent(name))
    }

    func bytes(_ name: String) throws -> [UInt8]? {
      let file = url.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return [UInt8](try Data(contentsOf: file))
    }
  }

  static func check(_ bytes: [UInt8]) throws(Finding) {
    do {
      var (file, log) = try Honest.made.map { ($0.file, $0.log) }.get()
      edit(&file, &log, bytes)
      try restore(file, log)
    } catch let finding as Finding {
      throw finding
    } catch {
      throw Finding("the case itself failed: \(error)")
    }
  }

  private static func restore(_ file: [UInt8], _ log: [UInt8]) throws {
    let folder = try Folder()
    let present: [UInt8] = [1, 2, 3]
    try folder.put("state", present)
    try folder.put("backup", file)
    if !log.isEmpty { try folder.put("backup-wal", log) }
    var aside: String?
    var isTaken = false
    do throws(StateError) {
      let outcome = try StateRestore.restore(
        folder.path("backup"), to: folder.path("state"), now: Date(timeIntervalSince1970: 0))
      aside = outcome.aside
      isTaken = true
    } catch {
      try Finding.unless(!error.description.isEmpty, "a refusal without a word")
    }
    let kept = aside.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "state"
    try Finding.unless(try folder.bytes(kept) == present, "the state that was there has changed")
    try Finding.unless(try folder.bytes("backup") == file, "the backup has changed")
    try Finding.unless(
      try folder.bytes("backup-wal") ?? [] == log, "the backup's log has changed")
    guard isTaken else { return }
    // What was taken can be worked with, or says why not.
    do throws(StateError) {
      let state = try StateFile(path: folder.path("state"))
      defer { state.close() }
      _ = try state.alerts(withBodies: true)
      for number in 0..<3 { _ = try state.evidence(sha256: "\(number)") }
      _ = try state.archive(.init()).rows.map { $0.unpacked() }
      _ = try state.prune(RetentionPolicy(), now: Date(timeIntervalSince1970: 1_790_000_000))
      _ = try state.commit(PollCommit(source: "s9", at: Date(timeIntervalSince1970: 0)))
    } catch {
      try Finding.unless(!error.description.isEmpty, "an error without a word")
    }
  }

  /// Four bytes of place, one of kind, three of value, for each edit; forty at most.
  private static func edit(_ file: inout [UInt8], _ log: inout [UInt8], _ edits: [UInt8]) {
    let page = 4_096
    for start in stride(from: 0, to: min(edits.count, 320) / 8 * 8, by: 8) {
      let place = edits[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let value = Array(edits[start + 5..<start + 8])
      switch edits[start + 4] % 16 {
      case 0...4: set(&file, place, [value[0]])
      case 5, 6: set(&file, place, value)
      case 7: set(&file, place % page, value)
      // The head of a page, where its cells are counted.
      case 8, 9:
        set(&file, place % max(1, file.count / page) * page + Int(value[0] % 16), [value[1]])
      case 10: set(&log, place, [value[0]])
      case 11: set(&log, place, value)
      case 12: log = Array(log.prefix(place % (log.count + 1)))
      case 13: file = Array(file.prefix(place % (file.count + 1)))
      case 14: log = []
      default:
        // A page in the place of another.
        let pages = file.count / page
        guard pages > 0 else { continue }
        let source = place % pages * page
        set(
          &file, (Int(value[0]) << 8 | Int(value[1])) % pages * page, file[source..<source + page])
      }
    }
  }

  private static func set(_ bytes: inout [UInt8], _ place: Int, _ values: some Sequence<UInt8>) {
    guard !bytes.isEmpty else { return }
    for (offset, value) in values.enumerated() { bytes[(place + offset) % bytes.count] = value }
  }
}
