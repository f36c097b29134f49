internal import Foundation
package import Logging
internal import State
internal import Text

/// Writes each record as one line on standard error: with systemd's priority prefix for journald
/// (`sd-daemon(3)`), or with the time and the level for a person at a terminal.
///
/// Whatever comes from outside is escaped: a title can neither start a line nor colour a terminal.
package struct LineLogHandler: LogHandler {
  package enum Face: Sendable {
    case journal
    case terminal
  }

  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  package var metadataProvider: Logger.MetadataProvider?
  private let face: Face
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameter write: takes one whole line with its newline; standard error when left out.
  package init(
    face: Face, level: Logger.Level,
    write: @escaping @Sendable ([UInt8]) -> Void = LineLogHandler.writeToStandardError
  ) {
    self.face = face
    self.logLevel = level
    self.write = write
  }

  /// The journal's face when systemd holds standard error (`$JOURNAL_STREAM`), else a terminal's.
  package static func face(environment: [String: String]) -> Face {
    environment["JOURNAL_STREAM"] == nil ? .terminal : .journal
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var line = prefix(event.level)
    line += SafeDisplay.line(event.message.description, limit: 2_000)
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
    if let own = event.metadata { all.merge(own) { _, new in new } }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) {
      line += " \(key)=\(Self.quoted(value.description))"
    }
    line += "\n"
    write(Array(line.utf8))
  }

  /// A line that finds no room, or no reader, is dropped: `FileHandle` would end the process.
  @Sendable package static func writeToStandardError(_ line: [UInt8]) {
    _ = FileWork.writeAll(line[...], to: STDERR_FILENO)
  }

  private func prefix(_ level: Logger.Level) -> String {
    switch face {
    case .journal: "<\(Self.priority(level))>"
    case .terminal: "\(Self.clock(Date())) \(level.rawValue.uppercased()) "
    }
  }

  /// The priorities of `syslog(3)`.
  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }

  private static func clock(_ date: Date) -> String {
    let seconds = Int(date.timeIntervalSince1970) % 86_400
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
    return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  private static func quoted(_ value: String) -> String {
    let safe = SafeDisplay.line(value, limit: 1_000)
    guard safe.isEmpty || safe.utf8.contains(where: { $0 == 0x20 || $0 == 0x22 || $0 == 0x3D })
    else { return safe }
    return "\"" + safe.replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }
}
