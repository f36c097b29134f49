internal import Glibc

/// The places of the world by name, code and number, read in place from one compiled file.
///
/// Opening maps the file and checks its header: no page of names or places is read before it is
/// asked for. All of it may be used from any thread.
package final class Gazetteer: Sendable {
  /// Facts about one country.
  struct Country {
    var code: String
    var continent: Int
    var place: Int
  }

  let file: MappedFile
  let index: LayeredIndex
  let starts: StartFilter
  let countries: [Country]
  /// Countries by ISO 3166-1 alpha-2 code.
  let countryNumbers: [String: Int]
  let continents: [(code: String, place: Int)]
  private let sections: [Range<Int>]
  /// Where the records of places begin.
  private let recordsStart: Int
  /// Places that follow this file's own.
  private let added: Gazetteer?
  /// The number here of each country of `added`; -1 for one that is not known.
  private let addedCountries: [Int]
  /// Places of this file alone.
  private let baseCount: Int

  /// Maps a compiled gazetteer and verifies its header.
  package static func open(_ path: String) throws(GazetteerError) -> Gazetteer {
    try Gazetteer(file: MappedFile(path: path), path: path)
  }

  /// The gazetteer that belongs to this program: beside the executable, as a build leaves it, else
  /// in the share folder of an installation.
  package static func standard() throws(GazetteerError) -> Gazetteer {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let executable = String(
      decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let folder = executable.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let candidates = [
      folder + "/marsad_Places.resources/Resources/gazetteer.bin",
      folder + "/../share/marsad/gazetteer.bin",
    ]
    for candidate in candidates where access(candidate, R_OK) == 0 {
      return try open(candidate)
    }
    throw .notFound(searched: candidates)
  }

  private init(file: MappedFile, path: String) throws(GazetteerError) {
    self.file = file
    sections = try Self.sections(of: file.bytes, path: path)
    index = LayeredIndex(
      base: NameIndex(
        heads: Self.slice(file.bytes, sections[GazetteerFormat.Section.heads.rawValue]),
        blocks: Self.slice(file.bytes, sections[GazetteerFormat.Section.blocks.rawValue])),
      added: nil)
    starts = StartFilter(
      blocks: Self.slice(file.bytes, sections[GazetteerFormat.Section.starts.rawValue]))
    added = nil
    addedCountries = []
    recordsStart = sections[GazetteerFormat.Section.places.rawValue].lowerBound
    let bytes = file.bytes
    let placeCount =
      sections[GazetteerFormat.Section.places.rawValue].count / GazetteerFormat.Record.bytes
    baseCount = placeCount
    var countries: [Country] = []
    var numbers: [String: Int] = [:]
    for start in Self.elements(.countries, sections) {
      let code = String(decoding: bytes[start..<start + 2], as: UTF8.self)
      let place = Int(Self.word(bytes, start + 8))
      guard place < placeCount else { throw .damaged(path: path, what: "its countries") }
      numbers[code] = countries.count
      countries.append(Country(code: code, continent: Int(bytes[start + 5]), place: place))
    }
    var continents: [(code: String, place: Int)] = []
    for start in Self.elements(.continents, sections) {
      let place = Int(Self.word(bytes, start + 4))
      guard place < placeCount else { throw .damaged(path: path, what: "its continents") }
      continents.append((String(decoding: bytes[start..<start + 2], as: UTF8.self), place))
    }
    self.countries = countries
    countryNumbers = numbers
    self.continents = continents
  }

  /// `base`, and the places of `added` behind its own.
  init(_ base: Gazetteer, adding added: Gazetteer) {
    file = base.file
    sections = base.sections
    recordsStart = base.recordsStart
    starts = base.starts
    countries = base.countries
    countryNumbers = base.countryNumbers
    continents = base.continents
    baseCount = base.baseCount
    self.added = added
    addedCountries = added.countries.map { base.countryNumbers[$0.code] ?? -1 }
    let firstOwn = (0..<added.count).partitioningIndex {
      added.geonamesID($0) >= GazetteerFormat.firstOwnID
    }
    index = LayeredIndex(
      base: base.index.base,
      added: .init(
        index: added.index.base, numbers: Gazetteer.numbers(of: added, in: base),
        firstOwn: base.baseCount + firstOwn))
  }

  /// How many places it knows; those that it and the added ones share count twice.
  package var count: Int { baseCount + (added?.count ?? 0) }

  /// How many different names lead to them, counted by blocks: at most fifteen too many.
  package var nameCount: Int { section(.heads).count / 12 * GazetteerFormat.keysPerBlock }

  /// False only where no name begins with the word of this hash.
  func mayBegin(_ hash: UInt64) -> Bool {
    starts.mayHold(hash) || added?.mayBegin(hash) == true
  }

  /// Whether it was made to be added to another.
  var isAddition: Bool { Self.word(file.bytes, GazetteerFormat.additionOffset) == 1 }

  /// `FoldMark` of an addition.
  var foldMark: UInt32 { Self.word(file.bytes, GazetteerFormat.additionOffset + 4) }

  /// The gazetteer that holds a place, and its number there.
  private func layer(_ place: Int) -> (gazetteer: Gazetteer, place: Int)? {
    guard place >= baseCount, let added else { return nil }
    return (added, place - baseCount)
  }

  /// Whether somebody listed it as own.
  func isOwn(_ place: Int) -> Bool {
    layer(place).map { $0.gazetteer.geonamesID($0.place) >= GazetteerFormat.firstOwnID } ?? false
  }
}

// Records by their number.
extension Gazetteer {
  /// What tells a place from its namesakes, read at once.
  struct Facts {
    var kind: Place.Kind
    var people: Int
    /// Number of the country in `countries`.
    var country: Int?
    var isCapital: Bool
  }

  func facts(_ place: Int) -> Facts {
    guard place < baseCount else {
      return Facts(
        kind: kind(place), people: population(place), country: countryNumber(place),
        isCapital: isCapital(place))
    }
    let start = record(place)
    let bytes = file.bytes
    let country = Int(bytes[start + GazetteerFormat.Record.country])
    return Facts(
      kind: Place.Kind(rawValue: bytes[start + GazetteerFormat.Record.kind]) ?? .settlement,
      people: Int(Self.word(bytes, start + GazetteerFormat.Record.population)),
      country: country < countries.count ? country : nil,
      isCapital: bytes[start + GazetteerFormat.Record.flags] & 1 == 1)
  }

  func geonamesID(_ place: Int) -> UInt32 {
    if let (added, place) = layer(place) { return added.geonamesID(place) }
    return Self.word(file.bytes, record(place) + GazetteerFormat.Record.id)
  }

  /// What is somebody's own is as certain as a place of the configuration, whatever it is.
  func kind(_ place: Int) -> Place.Kind {
    isOwn(place) ? .own : listedKind(place)
  }

  private func listedKind(_ place: Int) -> Place.Kind {
    if let (added, place) = layer(place) { return added.kind(place) }
    return Place.Kind(rawValue: file.bytes[record(place) + GazetteerFormat.Record.kind])
      ?? .settlement
  }

  func population(_ place: Int) -> Int {
    if let (added, place) = layer(place) { return added.population(place) }
    return Int(Self.word(file.bytes, record(place) + GazetteerFormat.Record.population))
  }

  func coordinate(_ place: Int) -> Coordinate {
    if let (added, place) = layer(place) { return added.coordinate(place) }
    let start = record(place)
    let latitude = Int32(
      bitPattern: Self.word(file.bytes, start + GazetteerFormat.Record.latitude))
    let longitude = Int32(
      bitPattern: Self.word(file.bytes, start + GazetteerFormat.Record.longitude))
    return Coordinate(
      latitude: Double(latitude) / 100_000, longitude: Double(longitude) / 100_000)
  }

  func isCapital(_ place: Int) -> Bool {
    guard layer(place) == nil else { return false }
    return file.bytes[record(place) + GazetteerFormat.Record.flags] & 1 == 1
  }

  /// Number of the country in `countries`.
  func countryNumber(_ place: Int) -> Int? {
    if let (added, place) = layer(place) {
      return added.countryNumber(place).map { addedCountries[$0] }.flatMap { $0 < 0 ? nil : $0 }
    }
    let value = file.bytes[record(place) + GazetteerFormat.Record.country]
    return Int(value) < countries.count ? Int(value) : nil
  }

  func secondCountryNumber(_ place: Int) -> Int? {
    guard layer(place) == nil else { return nil }
    let value = file.bytes[record(place) + GazetteerFormat.Record.secondCountry]
    return Int(value) < countries.count ? Int(value) : nil
  }

  /// Number of the place that is the first-level division of this one.
  func division(_ place: Int) -> Int? {
    if let (added, place) = layer(place) {
      return added.division(place).flatMap { index.added?.number($0) }
    }
    return parent(place, GazetteerFormat.Record.division, .divisions)
  }

  func district(_ place: Int) -> Int? {
    if let (added, place) = layer(place) {
      return added.district(place).flatMap { index.added?.number($0) }
    }
    return GazetteerFormat.hasReach(kind(place))
      ? nil : parent(place, GazetteerFormat.Record.district, .districts)
  }

  func reachKilometres(_ place: Int) -> Double {
    if let (added, place) = layer(place) { return added.reachKilometres(place) }
    guard GazetteerFormat.hasReach(kind(place)) else { return 0 }
    let start = record(place) + GazetteerFormat.Record.district
    return Double(Int(file.bytes[start]) | Int(file.bytes[start + 1]) << 8)
  }

  func name(_ place: Int) -> String {
    if let (added, place) = layer(place) { return added.name(place) }
    let names = section(.names)
    let at =
      names.lowerBound
      + Int(Self.word(file.bytes, record(place) + GazetteerFormat.Record.name))
    guard at < names.upperBound else { return "" }
    let end = min(at + 1 + Int(file.bytes[at]), names.upperBound)
    return String(decoding: file.bytes[at + 1..<end], as: UTF8.self)
  }

  /// The border of two countries, in either order.
  func border(_ first: Int, _ second: Int) -> Int? {
    let bytes = file.bytes
    for start in Self.elements(.borders, sections) {
      let pair = (Int(bytes[start]), Int(bytes[start + 1]))
      if pair == (first, second) || pair == (second, first) {
        let place = Int(Self.word(bytes, start + 4))
        return place < baseCount ? place : nil
      }
    }
    return nil
  }

  func place(geonamesID id: UInt32) -> Int? {
    let low = (0..<baseCount).partitioningIndex { geonamesID($0) >= id }
    if low < baseCount, geonamesID(low) == id { return low }
    return added?.place(geonamesID: id).map { baseCount + $0 }
  }

  /// The place of an ISO 3166-1 alpha-2 or alpha-3 or ISO 3166-2 code, in capitals.
  func place(code: String) -> Int? {
    let wanted = Array(code.utf8)
    guard (2...8).contains(wanted.count) else { return nil }
    let padded = wanted + [UInt8](repeating: 0, count: 8 - wanted.count)
    let codes = section(.codes)
    var low = 0
    var high = codes.count / 12
    while low < high {
      let middle = (low + high) / 2
      let start = codes.lowerBound + middle * 12
      let found = file.bytes[start..<start + 8]
      if found.elementsEqual(padded) {
        let place = Int(Self.word(file.bytes, start + 8))
        return place < baseCount ? place : nil
      }
      if found.lexicographicallyPrecedes(padded) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The whole record, for callers outside.
  func place(_ number: Int) -> Place {
    let kind = listedKind(number)
    let raw = geonamesID(number)
    let name = name(number)
    let country = countryNumber(number)
    let division = division(number)
    var codes: [String] = []
    if let country { codes.append(countries[country].code) }
    if let second = secondCountryNumber(number) { codes.append(countries[second].code) }
    let id: String
    switch kind {
    case _ where isOwn(number): id = ownID(number, name)
    case .border: id = "border:" + codes.sorted().joined(separator: "-")
    case .region where raw >= GazetteerFormat.firstOwnID: id = "region:" + Self.slug(name)
    default: id = "geonames:" + String(raw)
    }
    let continent: String? =
      if kind == .continent {
        continents.first { $0.place == number }?.code
      } else if let country, countries[country].continent < continents.count {
        continents[countries[country].continent].code
      } else {
        nil
      }
    return Place(
      id: id, name: name, country: kind == .border || country == nil ? nil : codes[0],
      admin: kind == .division ? nil : division.map { self.name($0) },
      coordinate: coordinate(number), kind: kind, population: population(number),
      reachKilometres: reachKilometres(number),
      lineage: Place.Lineage(
        continent: continent, countries: codes,
        division: division.map { Int(geonamesID($0)) },
        district: district(number).map { Int(geonamesID($0)) }))
  }

  /// `own:Camp 7`; with its position where several share the name.
  private func ownID(_ number: Int, _ name: String) -> String {
    guard let (added, place) = layer(number), added.isNameShared(place) else {
      return "own:\(name)"
    }
    let point = coordinate(number)
    return "own:\(name) (\(point.latitude), \(point.longitude))"
  }

  private func isNameShared(_ place: Int) -> Bool {
    file.bytes[record(place) + GazetteerFormat.Record.flags] & 2 == 2
  }

  static func slug(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        result += scalar.properties.lowercaseMapping
      } else if !result.hasSuffix("-") {
        result += "-"
      }
    }
    return result
  }
}

extension Gazetteer {
  private func section(_ section: GazetteerFormat.Section) -> Range<Int> {
    sections[section.rawValue]
  }

  private func record(_ place: Int) -> Int {
    precondition(place >= 0 && place < baseCount, "a place's number comes from this gazetteer")
    return recordsStart + place * GazetteerFormat.Record.bytes
  }

  private func parent(_ place: Int, _ field: Int, _ table: GazetteerFormat.Section) -> Int? {
    let start = record(place) + field
    let number = Int(file.bytes[start]) | Int(file.bytes[start + 1]) << 8
    let entries = section(table)
    guard number != Int(GazetteerFormat.none16), number < entries.count / 4 else { return nil }
    let parent = Int(Self.word(file.bytes, entries.lowerBound + number * 4))
    return parent < baseCount ? parent : nil
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func slice(
    _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  private static func elements(
    _ section: GazetteerFormat.Section, _ sections: [Range<Int>]
  ) -> StrideTo<Int> {
    let range = sections[section.rawValue]
    return stride(from: range.lowerBound, to: range.upperBound, by: section.stride)
  }

  private static func sections(
    of bytes: UnsafeRawBufferPointer, path: String
  ) throws(GazetteerError) -> [Range<Int>] {
    let header = GazetteerFormat.headerBytes
    guard bytes.count >= header, bytes.prefix(8).elementsEqual(GazetteerFormat.magic) else {
      throw .damaged(path: path, what: "it does not begin as one")
    }
    let version = word(bytes, 8)
    guard version == GazetteerFormat.version else {
      throw .otherVersion(
        path: path, found: Int(version), expected: Int(GazetteerFormat.version))
    }
    guard word(bytes, header - 4) == GazetteerFormat.checksum(bytes.prefix(header - 4)) else {
      throw .damaged(path: path, what: "its header's checksum is wrong")
    }
    guard Int(word(bytes, 12)) == bytes.count else {
      throw .damaged(path: path, what: "it should be \(word(bytes, 12)) bytes long")
    }
    var sections: [Range<Int>] = []
    for section in GazetteerFormat.Section.allCases {
      let entry = 16 + section.rawValue * 8
      let start = Int(word(bytes, entry))
      let length = Int(word(bytes, entry + 4))
      guard start >= header, start + length <= bytes.count, length % section.stride == 0 else {
        throw .damaged(path: path, what: "section \(section) lies outside of it")
      }
      sections.append(start..<start + length)
    }
    return sections
  }
}

extension Range<Int> {
  /// The first for which something holds that holds for all behind it too; the end where for none.
  func partitioningIndex(_ holds: (Int) -> Bool) -> Int {
    var low = lowerBound
    var high = upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
