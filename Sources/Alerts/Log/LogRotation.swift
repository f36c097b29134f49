internal import Foundation

/// When a log is put aside for a new one, and how many are kept.
package struct LogRotation: Equatable, Sendable {
  /// The file is put aside before it grows over this.
  package var bytes: Int
  /// A file that was begun longer ago is put aside with the next line; nil means never.
  package var age: Duration?
  /// So many old files stay; the oldest ones beyond are removed.
  package var keep: Int

  package static let defaultBytes = 1_000_000_000
  package static let defaultKeep = 10

  package init(
    bytes: Int = Self.defaultBytes, age: Duration? = nil, keep: Int = Self.defaultKeep
  ) {
    self.bytes = bytes
    self.age = age
    self.keep = keep
  }

  func isDue(size: Int, adding count: Int, begun: Date, now: Date) -> Bool {
    guard size > 0 else { return false }
    if size + count > bytes { return true }
    guard let age else { return false }
    return now.timeIntervalSince(begun) >= age.seconds
  }
}

/// Names of logs that were put aside: `alerts.jsonl.20261124T083015.123Z`. They sort by time.
enum LogArchive {
  /// The name's end for a time, never before that of a file that is there.
  static func suffix(for now: Date, after last: String?) -> String {
    let suffix = text(now)
    guard let last, last >= suffix else { return suffix }
    // The clock was set back, or stands still: the next one after the last.
    guard let moment = date(last) else { return suffix }
    return text(moment + 0.001_5)
  }

  /// The ends of all names in the folder that are ours, the oldest first.
  static func suffixes(of name: String, in folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let prefix = name + "."
    return files.compactMap { file -> String? in
      guard file.hasPrefix(prefix) else { return nil }
      let suffix = String(file.dropFirst(prefix.count))
      return date(suffix) == nil ? nil : suffix
    }.sorted()
  }

  private static func text(_ date: Date) -> String {
    // To the millisecond, never rounded up into a second that has not come.
    let whole = (date.timeIntervalSince1970 * 1_000).rounded(.down) / 1_000
    // A little more, since the formatter cuts what is no whole millisecond.
    return Date(timeIntervalSince1970: whole + 0.000_1).formatted(style)
      .replacing("-", with: "").replacing(":", with: "")
  }

  static func date(_ suffix: String) -> Date? {
    let bytes = Array(suffix.utf8)
    guard bytes.count == 20, bytes[8] == 0x54, bytes[15] == 0x2E, bytes[19] == 0x5A else {
      return nil
    }
    let day = [suffix.prefix(4), suffix.dropFirst(4).prefix(2), suffix.dropFirst(6).prefix(2)]
    let time = [suffix.dropFirst(9).prefix(2), suffix.dropFirst(11).prefix(2)]
    let written = "\(day.joined(separator: "-"))T\(time.joined(separator: ":")):"
    return try? Date(written + suffix.dropFirst(13), strategy: style)
  }

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
