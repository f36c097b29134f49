internal import Alerts
internal import Foundation
package import Logging
internal import Text

extension Logger {
  /// Writes a record of a known kind.
  ///
  /// - Parameter words: in place of the kind's phrase, where that would say nothing.
  package func tell(
    _ kind: LogKind, _ level: Logger.Level, _ data: Logger.Metadata = [:], words: String? = nil
  ) {
    var data = data
    data[LogRecord.kindKey] = "\(kind.rawValue)"
    log(level: level, "\(words ?? kind.phrase)", metadata: data)
  }
}

/// One record of the log, and how it is written for people and for machines. What comes from outside
/// can neither start a line nor colour or turn a terminal, in any of the forms.
struct LogRecord {
  /// Of the metadata, where a record's kind stands.
  static let kindKey = "log.kind"

  let time: Date
  let level: Logger.Level
  let kind: LogKind?
  let message: String
  /// By key.
  let data: [(key: String, value: String)]

  init(time: Date, level: Logger.Level, message: String, metadata: Logger.Metadata) {
    self.time = time
    self.level = level
    self.message = message
    kind = metadata[Self.kindKey].flatMap { LogKind(rawValue: $0.description) }
    data = metadata.lazy.filter { $0.key != Self.kindKey }
      .map { ($0.key, $0.value.description) }.sorted { $0.0 < $1.0 }
  }

  /// The priorities of `syslog(3)`.
  var priority: Int {
    switch level {
    case .trace, .debug: 7
    case .info: 6
    case .notice: 5
    case .warning: 4
    case .error: 3
    case .critical: 2
    }
  }

  /// The message and `key=value` behind it, on one line without its end.
  var text: String {
    var line = SafeDisplay.line(message, limit: 2_000)
    for (key, value) in data { line += " \(key)=\(Self.quoted(Self.safe(value)))" }
    return line
  }

  /// The time of day in UTC and the level, for a terminal.
  var clock: String {
    let seconds = Int(time.timeIntervalSince1970) % 86_400
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
    let clock = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(clock) \(level.rawValue.uppercased())"
  }

  /// One JSON object on one line without its end: `time` (RFC 3339), `level`, `kind`, `message`, then
  /// the data by their dotted keys, as strings.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      func member(_ key: String, _ value: String) {
        writer.key(key)
        writer.string(TextCut.prefix(value, fitting: Self.valueLimit, .runes))
      }
      member("time", Timestamp.rfc3339(time))
      member("level", level.rawValue)
      if let kind { member("kind", kind.rawValue) }
      member("message", message)
      for (key, value) in data { member(key, value) }
    }
    return writer.bytes
  }

  /// Scalars of one value.
  private static let valueLimit = 2_000

  private static func safe(_ value: String) -> String { SafeDisplay.line(value, limit: 1_000) }

  private static func quoted(_ safe: String) -> String {
    guard safe.isEmpty || safe.utf8.contains(where: { $0 == 0x20 || $0 == 0x22 || $0 == 0x3D })
    else { return safe }
    return "\"" + safe.replacingOccurrences(of: "\"", with: "\\\"") + "\""
  }

  // MARK: The journal

  /// The fields of journald's native protocol. `MESSAGE` is the whole line, so that a plain
  /// `journalctl` shows the data too; each of the data is a field of its own.
  var journalFields: [(name: String, value: String)] {
    var fields = [
      ("MESSAGE", text), ("PRIORITY", String(priority)), ("SYSLOG_IDENTIFIER", "marsad"),
    ]
    if let kind { fields += [("MESSAGE_ID", kind.messageID), ("MARSAD_KIND", kind.rawValue)] }
    for (key, value) in data { fields.append((Self.fieldName(key), Self.safe(value))) }
    return fields
  }

  /// `source.name` is `MARSAD_SOURCE`, `alert.id` is `MARSAD_ALERT`, `error.code` is
  /// `MARSAD_ERROR_CODE`.
  static func fieldName(_ key: String) -> String {
    var parts = key.split(separator: ".")
    if parts.count > 1, parts.last == "name" || parts.last == "id" { parts.removeLast() }
    let name = parts.joined(separator: "_").uppercased().unicodeScalars.map {
      ("A"..."Z").contains($0) || ("0"..."9").contains($0) ? Character($0) : "_"
    }
    return "MARSAD_" + String(name.prefix(57))
  }

  /// Fields as journald's native protocol has them (systemd's "Native Journal Protocol").
  static func journalEntry(_ fields: [(name: String, value: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes += name.utf8
      if value.utf8.contains(0x0A) {
        bytes.append(0x0A)
        let count = UInt64(value.utf8.count)
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(count >> shift & 0xFF)) }
      } else {
        bytes.append(UInt8(ascii: "="))
      }
      bytes += value.utf8
      bytes.append(0x0A)
    }
    return bytes
  }
}
