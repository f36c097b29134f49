import ArgumentParser
import State
import Text

/// `marsad state check`
struct StateCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Looks at every page and row, and says what to do.",
    discussion: "Works beside a running daemon. Exit 1 where something is wrong.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let path = common.statePath
    let report: StateReport
    do throws(StateError) {
      report = try StateFile.check(path)
    } catch {
      if common.json {
        Console.out(
          JSONValue.object([
            ("path", .string(path)), ("sound", .bool(false)),
            (
              "error",
              .object([("kind", .string(error.code)), ("message", .string(error.description))])
            ),
          ]).text)
      }
      throw StateCommand.refuse("check", error)
    }
    Console.out(common.json ? Self.json(report).text : Self.text(report))
    guard report.isSound else { throw ExitCode.failure }
  }

  static func json(_ report: StateReport) -> JSONValue {
    .object([
      ("path", .string(report.path)), ("sound", .bool(report.isSound)),
      ("schema", .count(report.schema)), ("newest_schema", .count(report.newestSchema)),
      ("file_bytes", .count(report.fileBytes)), ("log_bytes", .count(report.logBytes)),
      ("free_bytes", .count(report.freeBytes)),
      (
        "parts",
        .array(
          report.parts.map {
            .object([
              ("name", .string($0.name)), ("rows", .count($0.rows)), ("bytes", .count($0.bytes)),
            ])
          })
      ),
      (
        "faults",
        .array(
          report.faults.map {
            .object([("kind", .string($0.kind.rawValue)), ("message", .string($0.message))])
          })
      ),
    ])
  }

  static func text(_ report: StateReport) -> String {
    let path = StateCommand.shown(report.path)
    var lines: [String] = []
    if report.isSound {
      lines.append("\(path) is sound.")
    } else {
      lines.append("\(path) has \(report.faults.count == 1 ? "a fault" : "faults"):")
      lines += report.faults.map {
        "  \($0.kind.rawValue): \(SafeDisplay.line($0.message, limit: 300))"
      }
      lines += ["", advice(report)]
    }
    guard !report.parts.isEmpty else { return lines.joined(separator: "\n") }
    var table = Table(["PART", "ROWS", "SIZE"])
    for part in report.parts {
      table.add([part.name, String(part.rows), part.bytes.map(StateCommand.size) ?? "-"])
    }
    lines += ["", table.text, ""]
    lines.append(
      "File \(StateCommand.size(report.fileBytes)), \(StateCommand.size(report.freeBytes)) of it "
        + "free; log \(StateCommand.size(report.logBytes)); schema \(report.schema).")
    if report.schema < report.newestSchema {
      lines.append(
        "Schema \(report.newestSchema) is today's: the daemon brings the file up to it at its start."
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func advice(_ report: StateReport) -> String {
    guard report.isUnfit else {
      return """
        The file can be used; what is named above may be missing from lists or deliveries. To be \
        rid of it, stop the daemon and restore a backup: marsad state restore FILE
        """
    }
    return """
      Stop the daemon and restore a backup: marsad state restore FILE
      Without one, move the file and its -wal aside and start anew: articles that sources still \
      show become a new baseline, and nothing that waited is delivered.
      """
  }
}
