/// Gathers places from GeoNames' own files and from tables of one's own, and compiles them into an
/// addition to the gazetteer (`Gazetteer.adding`).
///
/// A value that is fed line by line, so that the largest files need no memory of their size. Feed
/// dumps first, then alternate names, then tables.
package struct PlaceImport {
  /// What a file holds, told by its first line.
  package enum Kind: Int, Sendable, Comparable {
    /// GeoNames' country dump: 19 columns.
    case dump
    /// GeoNames' alternate names: 10 columns, in older files 8.
    case alternates
    /// A table of one's own: `name, aliases, lat, lon, kind, country`.
    case table

    package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  package struct Limits: Equatable, Sendable {
    package var fileBytes = 4 << 30
    /// A table is read whole.
    package var tableBytes = 64 << 20
    package var lineBytes = 64 << 10
    package var rows = 30_000_000
    package var places = 5_000_000
    package var nameBytes = 200
    package var namesOfPlace = 200
    /// Faults kept to be shown; all are counted.
    package var faults = 1_000

    package init() {}
  }

  /// A row that gave nothing.
  package struct Fault: Equatable, Sendable {
    package var file: String
    package var line: Int
    package var reason: String
  }

  package struct Counts: Equatable, Sendable {
    /// Settlements and divisions that the gazetteer did not have.
    package var new = 0
    /// Those that it had: their names were added.
    package var known = 0
    /// Of tables of one's own.
    package var own = 0
    /// Names read, the places' main ones among them.
    package var names = 0
    /// Rows of a sound form that are no settlement or division, or whose place is not among those
    /// imported.
    package var leftOut = 0
    package var faults = 0
    package var rows = 0
  }

  package let limits: Limits
  package internal(set) var counts = Counts()
  package private(set) var faults: [Fault] = []

  let base: Gazetteer
  var compiler = GazetteerCompiler()
  /// Of places with a GeoNames number.
  private var recordOfID: [UInt32: Int] = [:]
  private var namesOfRecord: [UInt8] = []
  /// For each settlement and district the keys of its divisions, which may come later.
  private var parents: [(record: Int, division: String, district: String?)] = []
  private var hasDump = false
  private var isFull = false

  package init(base: Gazetteer, limits: Limits = Limits()) {
    self.base = base
    self.limits = limits
  }

  /// nil for what is none of them.
  package static func kind(ofFirstLine line: ArraySlice<UInt8>) -> Kind? {
    let tabs = line.count { $0 == 0x09 }
    if tabs == 18 { return .dump }
    if tabs == 9 || tabs == 7 { return .alternates }
    let text = String(decoding: line.prefix(1_000), as: UTF8.self).lowercased()
    return text.contains("name") && text.contains("lat") ? .table : nil
  }

  /// The addition; nil where nothing was imported.
  package mutating func compiled() -> [UInt8]? {
    guard counts.new + counts.known + counts.own > 0 else { return nil }
    for (record, division, district) in parents {
      compiler.records[record].division = compiler.divisionNumbers[division]
      if let district, compiler.records[record].kind == .settlement {
        compiler.records[record].district = compiler.districtNumbers[district]
      }
    }
    parents = []
    markSharedNames()
    return compiler.compileAddition()
  }

  mutating func fail(_ file: String, _ line: Int, _ reason: String) {
    counts.faults += 1
    if faults.count < limits.faults { faults.append(Fault(file: file, line: line, reason: reason)) }
  }

  /// Counts a row; false for one beyond what is read.
  mutating func takeRow(_ file: String, _ line: Int) -> Bool {
    guard counts.rows < limits.rows, compiler.records.count < limits.places else {
      if !isFull {
        isFull = true
        fail(
          file, line,
          "more than \(limits.rows) rows or \(limits.places) places; the rest is left out")
      }
      return false
    }
    counts.rows += 1
    return true
  }

  /// A file that is not read at all.
  package mutating func refuse(_ file: String, _ reason: String) { fail(file, 1, reason) }

  /// A line that the reader did not hold.
  package mutating func tooLong(_ file: String, _ line: Int) {
    fail(file, line, "the line has more than \(limits.lineBytes) bytes")
  }
}

// MARK: - GeoNames' files

extension PlaceImport {
  /// One line of a country dump.
  package mutating func addDump(_ line: ArraySlice<UInt8>, _ file: String, _ number: Int) {
    guard !line.isEmpty, takeRow(file, number) else { return }
    hasDump = true
    let fields = Self.fields(line)
    guard fields.count == 19 else {
      return fail(file, number, "it has \(fields.count) columns, a country dump has 19")
    }
    guard let id = Self.number(fields[0]) else {
      return fail(file, number, "the first column is no GeoNames number")
    }
    guard let kind = Self.kind(feature: fields[6], fields[7]) else {
      counts.leftOut += 1
      return
    }
    guard let name = name(fields[1], file, number) else { return }
    guard let point = Self.point(Self.text(fields[4]), Self.text(fields[5])) else {
      return fail(file, number, "its latitude or longitude is none")
    }
    guard recordOfID[id] == nil else {
      counts.leftOut += 1
      return
    }
    let code = Self.text(fields[8])
    var record = GazetteerCompiler.Record(
      id: id, kind: kind, name: name, coordinate: point,
      population: Int(Self.text(fields[14])) ?? 0)
    record.country = country(code)
    let place = add(record)
    let division = "\(code).\(Self.text(fields[10]))"
    let district = "\(division).\(Self.text(fields[11]))"
    parents.append((place, division, fields[11].isEmpty ? nil : district))
    switch kind {
    case .division where compiler.divisions.count < 0xFFFF:
      compiler.divisionNumbers[division] = compiler.divisions.count
      compiler.divisions.append(place)
    case .district where compiler.districts.count < 0xFFFF:
      compiler.districtNumbers[district] = compiler.districts.count
      compiler.records[place].district = compiler.districts.count
      compiler.districts.append(place)
    default: break
    }
    add(name: fields[2], to: place, isPrimary: false)
    for alias in fields[3].split(separator: UInt8(ascii: ",")) {
      add(name: alias, to: place, isPrimary: false)
    }
  }

  /// One line of alternate names. Without a dump they are for the places that the gazetteer has.
  package mutating func addAlternate(_ line: ArraySlice<UInt8>, _ file: String, _ number: Int) {
    guard !line.isEmpty, takeRow(file, number) else { return }
    let fields = Self.fields(line)
    guard fields.count == 10 || fields.count == 8 else {
      return fail(file, number, "it has \(fields.count) columns, alternate names have 10")
    }
    guard let id = Self.number(fields[1]) else {
      return fail(file, number, "the second column is no GeoNames number")
    }
    guard let record = record(ofID: id), !Self.codes.contains(Self.text(fields[2])),
      !Self.isSet(fields[7])
    else {
      counts.leftOut += 1
      return
    }
    guard let name = name(fields[3], file, number) else { return }
    add(name: ArraySlice(name.utf8), to: record, isPrimary: Self.isSet(fields[4]))
  }

  /// What stands in the column of languages and is none: codes, links, abbreviations.
  private static let codes: Set<String> = [
    "link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "abbr", "phon", "piny",
  ]

  /// Settlements, and divisions of the first two levels.
  private static func kind(
    feature: ArraySlice<UInt8>, _ code: ArraySlice<UInt8>
  ) -> Place.Kind? {
    switch (text(feature), text(code)) {
    case ("P", "PPLH"), ("P", "PPLCH"): nil
    case ("P", _): .settlement
    case ("A", "ADM1"): .division
    case ("A", "ADM2"): .district
    default: nil
    }
  }

  private mutating func record(ofID id: UInt32) -> Int? {
    if let record = recordOfID[id] { return record }
    guard !hasDump, id < GazetteerFormat.firstOwnID, let place = base.place(geonamesID: id),
      compiler.records.count < limits.places
    else { return nil }
    return add(
      GazetteerCompiler.Record(
        id: id, kind: base.kind(place), name: base.name(place), coordinate: base.coordinate(place),
        population: base.population(place)))
  }

  private mutating func add(_ record: GazetteerCompiler.Record) -> Int {
    let number = compiler.add(record)
    recordOfID[record.id] = number
    counts.names += 1
    if base.place(geonamesID: record.id) == nil { counts.new += 1 } else { counts.known += 1 }
    return number
  }

  private mutating func add(name: ArraySlice<UInt8>, to record: Int, isPrimary: Bool) {
    while namesOfRecord.count <= record { namesOfRecord.append(0) }
    guard !name.isEmpty, name.count <= limits.nameBytes,
      Int(namesOfRecord[record]) < min(255, limits.namesOfPlace),
      let text = String(validating: name, as: UTF8.self)
    else { return }
    namesOfRecord[record] += 1
    counts.names += 1
    compiler.add(Substring(text), to: record, isPrimary: isPrimary)
  }

  private mutating func name(
    _ bytes: ArraySlice<UInt8>, _ file: String, _ line: Int
  ) -> String? {
    guard bytes.count <= limits.nameBytes else {
      fail(file, line, "its name has more than \(limits.nameBytes) bytes")
      return nil
    }
    guard let name = String(validating: bytes, as: UTF8.self) else {
      fail(file, line, "its name is not UTF-8")
      return nil
    }
    guard NameKey(name).joined.count > 0 else {
      fail(file, line, "its name has no letter")
      return nil
    }
    return name
  }

  static func point(_ latitude: String, _ longitude: String) -> Coordinate? {
    guard let latitude = Double(latitude), let longitude = Double(longitude),
      abs(latitude) <= 90, abs(longitude) <= 180
    else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  private static func fields(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(separator: 0x09, omittingEmptySubsequences: false)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func isSet(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.elementsEqual("1".utf8) }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    guard let id = UInt32(text(bytes)), id > 0, id < GazetteerFormat.firstOwnID else { return nil }
    return id
  }

  /// The country of an ISO code, with a record that stands for it.
  mutating func country(_ code: String) -> Int? {
    if let known = compiler.countryNumbers[code] { return known }
    guard let number = base.countryNumbers[code], compiler.countries.count < 255 else { return nil }
    let place = base.countries[number].place
    compiler.records.append(
      GazetteerCompiler.Record(
        id: base.geonamesID(place), kind: .country, name: base.name(place),
        coordinate: base.coordinate(place), country: compiler.countries.count))
    compiler.countryNumbers[code] = compiler.countries.count
    compiler.countries.append(
      .init(
        code: code, longCode: "", continent: "", capital: "", neighbours: [],
        record: compiler.records.count - 1))
    return compiler.countries.count - 1
  }
}
