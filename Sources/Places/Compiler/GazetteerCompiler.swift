/// Makes the compiled gazetteer from tables of GeoNames' kind. Names are folded by the very code
/// that folds articles, so that the one finds the other.
///
/// Add the tables in the order of the methods: continents, countries, divisions, districts, places,
/// supplement. Everything is kept in memory; the whole world takes a minute and 1 GB.
package struct GazetteerCompiler {
  struct Record {
    var id: UInt32
    var kind: Place.Kind
    var name: String
    var coordinate: Coordinate
    var population = 0
    var country: Int?
    var secondCountry: Int?
    var division: Int?
    var district: Int?
    var reachKilometres = 0.0
    var isCapital = false
    /// Somebody's own place whose name another such has.
    var isNameShared = false
  }

  struct Name {
    var record: Int
    var text: String
    var isPrimary: Bool
  }

  struct Country {
    var code: String
    var longCode: String
    var continent: String
    var capital: String
    var neighbours: [String]
    var record: Int
  }

  var records: [Record] = []
  var names: [Name] = []
  var continents: [(code: String, record: Int)] = []
  var countries: [Country] = []
  var countryNumbers: [String: Int] = [:]
  var codes: [(code: String, record: Int)] = []
  var divisions: [Int] = []
  var divisionNumbers: [String: Int] = [:]
  var districts: [Int] = []
  var districtNumbers: [String: Int] = [:]
  private var recordOfID: [UInt32: Int] = [:]

  package init() {}

  /// `code geonameid name lat lon countries names`, names as `language:name`.
  package mutating func addContinents(_ table: String) {
    TabSeparated(table).forEachRow { row in
      guard var record = Self.record(row, .continent) else { return }
      record.population = 1_000_000_000
      let number = add(record)
      continents.append((String(row["code"]), number))
      addNames(row["names"], of: number, isPrimary: true)
    }
  }

  /// `iso2 iso3 geonameid name capital continent neighbours population lat lon names`.
  package mutating func addCountries(_ table: String) {
    TabSeparated(table).forEachRow { row in
      let code = String(row["iso2"])
      guard var record = Self.record(row, .country), code.utf8.count == 2, countries.count < 255
      else { return }
      record.country = countries.count
      let number = add(record)
      countryNumbers[code] = countries.count
      countries.append(
        Country(
          code: code, longCode: String(row["iso3"]), continent: String(row["continent"]),
          capital: String(row["capital"]),
          neighbours: row["neighbours"].split(separator: ",").map(String.init), record: number))
      codes.append((code, number))
      if row["iso3"].utf8.count == 3 { codes.append((String(row["iso3"]), number)) }
      addNames(row["names"], of: number, isPrimary: true)
    }
  }

  /// `code iso3166_2 geonameid name ascii lat lon population names`.
  package mutating func addDivisions(_ table: String) {
    TabSeparated(table).forEachRow { row in
      guard var record = Self.record(row, .division), divisions.count < 0xFFFF else { return }
      if let middle = Self.middle(row) { record.coordinate = middle }
      record.country = country(ofCode: row["code"])
      record.division = divisions.count
      let number = add(record)
      divisionNumbers[String(row["code"])] = divisions.count
      divisions.append(number)
      if !row["iso3166_2"].isEmpty { codes.append((String(row["iso3166_2"]), number)) }
      add(row["ascii"], to: number, isPrimary: true)
      addNames(row["names"], of: number, isPrimary: true)
    }
  }

  /// `code geonameid name ascii lat lon names`; rows without a position are left out.
  package mutating func addDistricts(_ table: String) {
    TabSeparated(table).forEachRow { row in
      guard var record = Self.record(row, .district), districts.count < 0xFFFF else { return }
      let parts = row["code"].split(separator: ".")
      record.country = country(ofCode: row["code"])
      record.division = divisionNumbers[parts.prefix(2).joined(separator: ".")]
      record.district = districts.count
      let number = add(record)
      districtNumbers[String(row["code"])] = districts.count
      districts.append(number)
      add(row["ascii"], to: number, isPrimary: true)
      addNames(row["names"], of: number, isPrimary: false)
    }
  }

  /// `geonameid name lat lon country admin1 admin2 population alternates`.
  package mutating func addPlaces(_ table: String) {
    TabSeparated(table).forEachRow { row in
      guard var record = Self.record(row, .settlement) else { return }
      let country = String(row["country"])
      record.country = countryNumbers[country]
      record.division = divisionNumbers["\(country).\(row["admin1"])"]
      record.district = districtNumbers["\(country).\(row["admin1"]).\(row["admin2"])"]
      if let number = record.country { record.isCapital = countries[number].capital == record.name }
      if let district = record.district {
        records[districts[district]].population += record.population
      }
      let number = add(record)
      addNames(row["alternates"], of: number, isPrimary: false)
    }
  }

  /// What the tables lack: `what reference name lat lon reach_km countries weight names`, where `what` is
  /// `country` (names for the ISO code `reference`), `place` (names for the GeoNames number, the
  /// name replacing the one shown) or `region` (a new place; `weight` ranks it as people would).
  package mutating func addSupplement(_ table: String) {
    TabSeparated(table).forEachRow { row in
      switch row["what"] {
      case "country":
        guard let number = countryNumbers[String(row["reference"])] else { return }
        addNames(row["names"], of: countries[number].record, isPrimary: true)
      case "place":
        guard let id = UInt32(row["reference"]), let number = recordOfID[id] else { return }
        if !row["name"].isEmpty {
          records[number].name = String(row["name"])
          add(row["name"], to: number, isPrimary: true)
        }
        addNames(row["names"], of: number, isPrimary: true)
      case "region":
        guard var record = Self.record(row, .region) else { return }
        record.id = GazetteerFormat.firstOwnID + UInt32(records.count)
        let codes = row["countries"].split(separator: ",")
        if codes.count == 1 { record.country = countryNumbers[String(codes[0])] }
        record.population = Int(row["weight"]) ?? 0
        let number = add(record)
        addNames(row["names"], of: number, isPrimary: true)
      default: return
      }
    }
  }

  /// The bytes of an addition to the gazetteer.
  func compileAddition() -> [UInt8] { GazetteerWriter(self, isAddition: true).bytes }

  /// The bytes of the compiled gazetteer.
  package mutating func compile() -> [UInt8] {
    addBorders()
    return GazetteerWriter(self).bytes
  }
}

extension GazetteerCompiler {
  private static func record(_ row: TabSeparated.Row, _ kind: Place.Kind) -> Record? {
    guard let latitude = row.number("lat"), let longitude = row.number("lon"),
      abs(latitude) <= 90, abs(longitude) <= 180, !row["name"].isEmpty
    else { return nil }
    return Record(
      id: UInt32(row["geonameid"]) ?? 0, kind: kind, name: String(row["name"]),
      coordinate: Coordinate(latitude: latitude, longitude: longitude),
      population: Int(row["population"]) ?? 0, reachKilometres: reach(row))
  }

  /// The middle of the box that holds a place: for a large division nearer to what people think of
  /// than the middle of its people. Nil where the box spans so much that islands far off make it.
  private static func middle(_ row: TabSeparated.Row) -> Coordinate? {
    guard let south = row.number("south"), let north = row.number("north"),
      let west = row.number("west"), let east = row.number("east"), west < east, south < north,
      east - west < 40
    else { return nil }
    return Coordinate(latitude: (south + north) / 2, longitude: (west + east) / 2)
  }

  /// Half the diagonal of the box that holds a place, or the figure given.
  private static func reach(_ row: TabSeparated.Row) -> Double {
    if let given = row.number("reach_km") { return given }
    guard let south = row.number("south"), let north = row.number("north"),
      let west = row.number("west"), let east = row.number("east"), west <= east
    else { return 0 }
    return GreatCircle.kilometres(
      Coordinate(latitude: south, longitude: west),
      Coordinate(latitude: north, longitude: east)) / 2
  }

  @discardableResult
  mutating func add(_ record: Record) -> Int {
    records.append(record)
    recordOfID[record.id] = records.count - 1
    add(Substring(record.name), to: records.count - 1, isPrimary: true)
    return records.count - 1
  }

  mutating func add(_ text: Substring, to record: Int, isPrimary: Bool) {
    guard records[record].kind != .border else { return }
    let population = records[record].population
    if let name = NameFilter.usable(text, isPrimary: isPrimary, population: population) {
      names.append(Name(record: record, text: name, isPrimary: isPrimary))
    }
  }

  /// Names between `|`, each with or without a language and a colon before it.
  private mutating func addNames(_ list: Substring, of record: Int, isPrimary: Bool) {
    for entry in list.split(separator: "|") {
      var name = entry
      if let colon = entry.utf8.firstIndex(of: UInt8(ascii: ":")),
        entry.utf8.distance(from: entry.startIndex, to: colon) <= 3
      {
        name = entry[entry.utf8.index(after: colon)...]
      }
      add(name, to: record, isPrimary: isPrimary)
    }
  }

  private func country(ofCode code: Substring) -> Int? {
    countryNumbers[String(code.prefix { $0 != "." })]
  }
}
