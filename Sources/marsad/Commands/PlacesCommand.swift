import ArgumentParser
import Daemon
import Foundation
import Places
import Settings
import Text

/// `marsad places`: what Marsad knows of places.
struct PlacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places", abstract: "Looks places up, and adds others.",
    subcommands: [Find.self, Import.self])

  /// `marsad places find NAME`
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find",
      abstract: "Shows every reading of a name, and which of them a rule would take and why.",
      discussion: """
        NAME is what a rule may write after `in:` or `of:`: a name in any language, with or without \
        its type word, an ISO 3166 code or a GeoNames number. The names that lead to a place are \
        shown as they are looked up: folded, their words run together.

        Exit 1 where there is no place of that name.
        """)

    @Argument(help: ArgumentHelp("A place's name, code or number.", valueName: "name"))
    var name: String

    @OptionGroup var common: CommonOptions

    @Option(
      help: ArgumentHelp(
        "Only places of this country, by name or ISO 3166 code.", valueName: "country"))
    var country: String?

    @Option(help: ArgumentHelp("Readings shown to people.", valueName: "n"))
    var limit = 20

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
      if name.utf8.count > 1_000 { throw ValidationError("a name has at most 1000 bytes.") }
    }

    func run() throws {
      let places: (gazetteer: Gazetteer, fault: Fault?)
      do throws(GazetteerError) {
        places = ImportedPlaces.added(
          to: try Gazetteer.standard(), besideState: common.statePath)
      } catch {
        Console.error(SafeDisplay.line("marsad places: \(error)", limit: 2_000))
        throw ExitCode.failure
      }
      if let fault = places.fault { Console.error(Console.line(fault)) }
      let lookup = PlaceLookup(
        reference, gazetteer: places.gazetteer, ownPlaces: try ownPlaces())
      let text = PlaceLookupText(lookup, name: name, country: country)
      if common.json { Console.out(text.json.text) } else { text.print(limit: limit) }
      if lookup.readings.isEmpty { throw ExitCode.failure }
    }

    private var reference: PlaceReference {
      let mark = SourceMark(file: "", line: 1, column: 1)
      let digits = name.hasPrefix("geonames:") ? String(name.dropFirst(9)) : name
      if country == nil, let number = Int(digits),
        digits.utf8.allSatisfy({ (48...57).contains($0) })
      {
        return PlaceReference(.geonames(number), mark: mark)
      }
      return PlaceReference(.name(name, country: country), mark: mark)
    }

    /// Those of the configuration, where there is one. A default one with faults is left aside.
    private func ownPlaces() throws -> [OwnPlace] {
      guard
        common.config != nil || FileManager.default.fileExists(atPath: common.configurationPath)
      else { return [] }
      if common.config != nil { return try common.loadOrRefuse().places }
      if let configuration = common.load().configuration { return configuration.places }
      let path = SafeDisplay.line(common.configurationPath)
      Console.error("marsad places: \(path) has faults (marsad check); its places are left out")
      return []
    }
  }
}
