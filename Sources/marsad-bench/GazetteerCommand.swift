import Foundation
import Places

/// Compiles the gazetteer from its tables: `scripts/gazetteer/build` calls it.
enum GazetteerCommand {
  struct Usage: Error, CustomStringConvertible {
    var description: String {
      "usage: marsad-bench gazetteer TABLES SUPPLEMENT OUTPUT (TABLES: the folder of continents.tsv, countries.tsv, admin1.tsv, admin2.tsv, places.tsv)"
    }
  }

  static func run(_ arguments: [String]) throws {
    guard arguments.count == 3 else { throw Usage() }
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: arguments[0] + "/" + name, encoding: .utf8)
    }
    var compiler = GazetteerCompiler()
    compiler.addContinents(try text("continents.tsv"))
    compiler.addCountries(try text("countries.tsv"))
    compiler.addDivisions(try text("admin1.tsv"))
    compiler.addDistricts(try text("admin2.tsv"))
    compiler.addPlaces(try text("places.tsv"))
    compiler.addSupplement(try String(contentsOfFile: arguments[1], encoding: .utf8))
    let bytes = compiler.compile()
    try Data(bytes).write(to: URL(fileURLWithPath: arguments[2]), options: .atomic)
    let gazetteer = try Gazetteer.open(arguments[2])
    print(
      "\(arguments[2]): \(bytes.count) bytes, \(gazetteer.count) places, about \(gazetteer.nameCount) names"
    )
  }
}
