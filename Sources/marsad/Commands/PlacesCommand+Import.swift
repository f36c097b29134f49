import ArgumentParser
import Daemon
import Foundation
import Places
import Text

extension PlacesCommand {
  /// `marsad places import FILE…`
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Adds places: GeoNames' country dumps and alternate names, tables of your own.",
      discussion: """
        FILE is a country dump of GeoNames (SY.txt: 19 columns), its alternate names \
        (alternateNamesV2.txt or those of a country: 10 columns), or a table of your own: comma-\
        separated, its first line naming the columns name, aliases (| between them), lat, lon, kind \
        (settlement, district, division, region) and country, of which name, lat and lon must be \
        there. What each file is, is found out by itself.

        Settlements and divisions are taken from dumps; alternate names are for their places, and \
        without a dump for those that Marsad knows. Places of your own win over all others of their \
        names. All of it goes to places.bin beside the state file, in place of what an earlier import \
        put there; a running daemon takes it with its next reload.

        Rows that give nothing are told as file:line: why. Exit 1 where nothing could be imported.
        """)

    @Argument(help: ArgumentHelp("Files of places.", valueName: "file"))
    var files: [String]

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("Rows without a use that are shown.", valueName: "n"))
    var limit = 20

    func validate() throws {
      if files.isEmpty { throw ValidationError("name a file of places.") }
      guard (0...1_000).contains(limit) else {
        throw ValidationError("--limit takes a number from 0 to 1000.")
      }
    }

    func run() throws {
      let path = ImportedPlaces.path(besideState: common.statePath)
      let outcome: PlaceImport
      do {
        let gazetteer = try Gazetteer.standard()
        var places = PlaceImport(base: gazetteer)
        try read(into: &places)
        if let bytes = places.compiled() { try Self.write(bytes, to: path, over: gazetteer) }
        outcome = places
      } catch let error as PlaceFiles.Unreadable {
        throw ValidationError("\(SafeDisplay.line(error.file)): \(error.reason)")
      } catch let error as GazetteerError {
        Console.error(SafeDisplay.line("marsad places: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
      report(outcome, path)
      let counts = outcome.counts
      if counts.new + counts.known + counts.own == 0 { throw ExitCode.failure }
    }

    private func read(into places: inout PlaceImport) throws(PlaceFiles.Unreadable) {
      let files = try PlaceFiles(files)
      var progress = Progress("reading")
      defer { progress.end() }
      try files.read(into: &places) { progress.tell($0 >> 10, of: files.bytes >> 10) }
    }

    /// The file takes its place only when it can be read.
    private static func write(
      _ bytes: [UInt8], to path: String, over gazetteer: Gazetteer
    ) throws {
      let draft = "\(path).new-\(getpid())"
      do {
        try FileManager.default.createDirectory(
          at: URL(fileURLWithPath: path).deletingLastPathComponent(),
          withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: draft))
        // Root imports, the service's own account reads; there is nothing secret in it.
        chmod(draft, 0o644)
        _ = try gazetteer.adding(draft)
        guard rename(draft, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      } catch {
        unlink(draft)
        if error is GazetteerError { throw error }
        Console.error(
          SafeDisplay.line(
            "marsad places: \(path): cannot be written: \(error.localizedDescription)",
            limit: 2_000))
        throw ExitCode.failure
      }
    }

    private func report(_ outcome: PlaceImport, _ path: String) {
      let counts = outcome.counts
      let shown = outcome.faults.prefix(limit)
      if common.json {
        let faults = shown.map { fault in
          JSONValue.object([
            ("file", .string(fault.file)), ("line", .count(fault.line)),
            ("reason", .string(fault.reason)),
          ])
        }
        let isWritten = counts.new + counts.known + counts.own > 0
        Console.out(
          JSONValue.object([
            ("file", isWritten ? .string(path) : .null), ("new", .count(counts.new)),
            ("known", .count(counts.known)), ("own", .count(counts.own)),
            ("names", .count(counts.names)), ("rows", .count(counts.rows)),
            ("left_out", .count(counts.leftOut)), ("bad_rows", .count(counts.faults)),
            ("faults", .array(faults)),
          ]).text)
        return
      }
      for fault in shown {
        Console.error(
          SafeDisplay.line("\(fault.file):\(fault.line): \(fault.reason)", limit: 2_000))
      }
      if counts.faults > shown.count {
        Console.error("and \(counts.faults - shown.count) more rows that give nothing (--limit)")
      }
      guard counts.new + counts.known + counts.own > 0 else {
        Console.error("marsad places: nothing was imported")
        return
      }
      Console.out(
        "\(SafeDisplay.line(path)): \(counts.new) new places, \(counts.known) that were known, "
          + "\(counts.own) of your own, \(counts.names) names; \(counts.leftOut) rows left out")
    }
  }
}
