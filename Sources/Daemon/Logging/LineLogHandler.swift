internal import Foundation
package import Logging
internal import State

/// Writes each record to the journal with its fields where systemd holds standard error, or as one
/// line on standard error: for a person at a terminal, or JSON.
///
/// Whatever becomes of the journal or of standard error, it returns: a record that finds no room, or
/// no reader, is dropped.
package struct LineLogHandler: LogHandler {
  /// Whether a person reads them as they come.
  package var isForPeople: Bool { face == .terminal }

  /// How records are written.
  package enum Face: Equatable, Sendable {
    /// With systemd's priority prefix (`sd-daemon(3)`).
    case journal
    /// With the time and the level.
    case terminal
    /// `isPrefixed` where systemd reads the lines.
    case json(isPrefixed: Bool)
  }

  /// What is asked for.
  package enum Format: String, CaseIterable, Sendable {
    /// The journal's fields where systemd holds standard error, else text.
    case auto
    case text
    case json
  }

  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  package var metadataProvider: Logger.MetadataProvider?
  private let face: Face
  /// Takes an entry of journald's native protocol, and says whether it could.
  private let journal: (@Sendable ([UInt8]) -> Bool)?
  private let write: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - journal: journald's socket; what it does not take becomes a line.
  ///   - write: takes one whole line with its newline; standard error when left out.
  package init(
    face: Face, level: Logger.Level, journal: (@Sendable ([UInt8]) -> Bool)? = nil,
    write: @escaping @Sendable ([UInt8]) -> Void = LineLogHandler.writeToStandardError
  ) {
    self.face = face
    self.logLevel = level
    self.journal = journal
    self.write = write
  }

  /// The handler of a process.
  ///
  /// - Parameters:
  ///   - isJournal: whether systemd holds standard error (`holdsStandardError`).
  ///   - socket: journald's.
  package static func standard(
    _ format: Format, level: Logger.Level, isJournal: Bool,
    socket: String = "/run/systemd/journal/socket"
  ) -> LineLogHandler {
    switch format {
    case .json: return LineLogHandler(face: .json(isPrefixed: isJournal), level: level)
    case .text: return LineLogHandler(face: isJournal ? .journal : .terminal, level: level)
    case .auto:
      guard isJournal else { return LineLogHandler(face: .terminal, level: level) }
      guard let journal = DatagramSocket(to: socket) else {
        return LineLogHandler(face: .journal, level: level)
      }
      return LineLogHandler(face: .journal, level: level, journal: { journal.send(whole: $0) })
    }
  }

  /// Whether the journal reads standard error: `$JOURNAL_STREAM` names its device and inode. A
  /// process that was started with another standard error has the variable too.
  package static func journalReadsStandardError(environment: [String: String]) -> Bool {
    var facts = stat()
    guard let stream = environment["JOURNAL_STREAM"], fstat(STDERR_FILENO, &facts) == 0 else {
      return false
    }
    return stream == "\(facts.st_dev):\(facts.st_ino)"
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { _, new in new } }
    if let own = event.metadata { all.merge(own) { _, new in new } }
    let record = LogRecord(
      time: Date(), level: event.level, message: event.message.description, metadata: all)
    if let journal, journal(LogRecord.journalEntry(record.journalFields)) { return }
    write(line(record))
  }

  private func line(_ record: LogRecord) -> [UInt8] {
    switch face {
    case .journal: Array("<\(record.priority)>\(record.text)\n".utf8)
    case .terminal: Array("\(record.clock) \(record.text)\n".utf8)
    case .json(let isPrefixed):
      Array((isPrefixed ? "<\(record.priority)>" : "").utf8) + record.json + [0x0A]
    }
  }

  /// A line that finds no room, or no reader, is dropped: `FileHandle` would end the process.
  @Sendable package static func writeToStandardError(_ line: [UInt8]) {
    _ = FileWork.writeAll(line[...], to: STDERR_FILENO)
  }
}
