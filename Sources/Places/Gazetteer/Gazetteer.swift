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
  let index: NameIndex
  let starts: StartFilter
  let countries: [Country]
  /// Countries by ISO 3166-1 alpha-2 code.
  let countryNumbers: [String: Int]
  let continents: [(code: String, place: Int)]
  private let sections: [Range<Int>]

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
    index = NameIndex(
      heads: Self.slice(file.bytes, sections[GazetteerFormat.Section.heads.rawValue]),
      blocks: Self.slice(file.bytes, sections[GazetteerFormat.Section.blocks.rawValue]))
    starts = StartFilter(
      blocks: Self.slice(file.bytes, sections[GazetteerFormat.Section.starts.rawValue]))
    let bytes = file.bytes
    let placeCount =
      sections[GazetteerFormat.Section.places.rawValue].count / GazetteerFormat.Record.bytes
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

  /// How many places it knows.
  package var count: Int { section(.places).count / GazetteerFormat.Record.bytes }

  /// How many different names lead to them, counted by blocks: at most fifteen too many.
  package var nameCount: Int { section(.heads).count / 12 * GazetteerFormat.keysPerBlock }
}

// Records by their number.
extension Gazetteer {
  func geonamesID(_ place: Int) -> UInt32 {
    Self.word(file.bytes, record(place) + GazetteerFormat.Record.id)
  }

  func kind(_ place: Int) -> Place.Kind {
    Place.Kind(rawValue: file.bytes[record(place) + GazetteerFormat.Record.kind]) ?? .settlement
  }

  func population(_ place: Int) -> Int {
    Int(Self.word(file.bytes, record(place) + GazetteerFormat.Record.population))
  }

  func coordinate(_ place: Int) -> Coordinate {
    let start = record(place)
    let latitude = Int32(
      bitPattern: Self.word(file.bytes, start + GazetteerFormat.Record.latitude))
    let longitude = Int32(
      bitPattern: Self.word(file.bytes, start + GazetteerFormat.Record.longitude))
    return Coordinate(
      latitude: Double(latitude) / 100_000, longitude: Double(longitude) / 100_000)
  }

  func isCapital(_ place: Int) -> Bool {
    file.bytes[record(place) + GazetteerFormat.Record.flags] & 1 == 1
  }

  /// Number of the country in `countries`.
  func countryNumber(_ place: Int) -> Int? {
    let value = file.bytes[record(place) + GazetteerFormat.Record.country]
    return Int(value) < countries.count ? Int(value) : nil
  }

  func secondCountryNumber(_ place: Int) -> Int? {
    let value = file.bytes[record(place) + GazetteerFormat.Record.secondCountry]
    return Int(value) < countries.count ? Int(value) : nil
  }

  /// Number of the place that is the first-level division of this one.
  func division(_ place: Int) -> Int? {
    parent(place, GazetteerFormat.Record.division, .divisions)
  }

  func district(_ place: Int) -> Int? {
    GazetteerFormat.hasReach(kind(place))
      ? nil : parent(place, GazetteerFormat.Record.district, .districts)
  }

  func reachKilometres(_ place: Int) -> Double {
    guard GazetteerFormat.hasReach(kind(place)) else { return 0 }
    let start = record(place) + GazetteerFormat.Record.district
    return Double(Int(file.bytes[start]) | Int(file.bytes[start + 1]) << 8)
  }

  func name(_ place: Int) -> String {
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
        return place < count ? place : nil
      }
    }
    return nil
  }

  func place(geonamesID id: UInt32) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if geonamesID(middle) < id { low = middle + 1 } else { high = middle }
    }
    return low < count && geonamesID(low) == id ? low : nil
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
        return place < count ? place : nil
      }
      if found.lexicographicallyPrecedes(padded) { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The whole record, for callers outside.
  func place(_ number: Int) -> Place {
    let kind = kind(number)
    let raw = geonamesID(number)
    let name = name(number)
    let country = countryNumber(number).map { countries[$0] }
    let second = secondCountryNumber(number).map { countries[$0] }
    let division = division(number)
    let codes = [country?.code, second?.code].compactMap { $0 }
    let id: String
    switch kind {
    case .border: id = "border:" + codes.sorted().joined(separator: "-")
    case .region where raw >= GazetteerFormat.firstOwnID: id = "region:" + Self.slug(name)
    default: id = "geonames:\(raw)"
    }
    let continent: String? =
      if kind == .continent {
        continents.first { $0.place == number }?.code
      } else if let country, country.continent < continents.count {
        continents[country.continent].code
      } else {
        nil
      }
    return Place(
      id: id, name: name, country: kind == .border ? nil : country?.code,
      admin: kind == .division ? nil : division.map { self.name($0) },
      coordinate: coordinate(number), kind: kind, population: population(number),
      reachKilometres: reachKilometres(number),
      lineage: Place.Lineage(
        continent: continent, countries: codes,
        division: division.map { Int(geonamesID($0)) },
        district: district(number).map { Int(geonamesID($0)) }))
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
    precondition(place >= 0 && place < count, "a place's number comes from this gazetteer")
    return section(.places).lowerBound + place * GazetteerFormat.Record.bytes
  }

  private func parent(_ place: Int, _ field: Int, _ table: GazetteerFormat.Section) -> Int? {
    let start = record(place) + field
    let number = Int(file.bytes[start]) | Int(file.bytes[start + 1]) << 8
    let entries = section(table)
    guard number != Int(GazetteerFormat.none16), number < entries.count / 4 else { return nil }
    let parent = Int(Self.word(file.bytes, entries.lowerBound + number * 4))
    return parent < count ? parent : nil
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
