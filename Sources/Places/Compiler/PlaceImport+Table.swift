internal import Text

// Tables of one's own.
extension PlaceImport {
  private static let columns = ["name", "aliases", "lat", "lon", "kind", "country"]

  /// A whole table. Its places win over all others of their names.
  package mutating func addTable(_ bytes: [UInt8], _ file: String) {
    guard bytes.count <= limits.tableBytes else {
      return fail(file, 1, "the table has more than \(limits.tableBytes) bytes")
    }
    var table = CommaSeparated(bytes)
    guard let head = table.next() else { return fail(file, 1, "the table is empty") }
    let names = head.fields.map { $0.lowercased() }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      guard Self.columns.contains(name) else {
        let near = Nearest.name(to: name, among: Self.columns)
        fail(
          file, head.line,
          "unknown column \"\(SafeDisplay.line(name, limit: 40))\""
            + (near.map { "; did you mean \"\($0)\"?" } ?? "; it is left out"))
        continue
      }
      columns[name] = index
    }
    let missing = ["name", "lat", "lon"].filter { columns[$0] == nil }
    guard missing.isEmpty else {
      return fail(file, head.line, "no column \(missing.joined(separator: ", "))")
    }
    while let row = table.next() {
      guard takeRow(file, row.line) else { return }
      do {
        try add(columns.mapValues { $0 < row.fields.count ? row.fields[$0] : "" })
      } catch {
        fail(file, row.line, error.reason)
      }
    }
  }

  private struct Refused: Error {
    var reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private mutating func add(_ row: [String: String]) throws(Refused) {
    func text(_ column: String) -> String { row[column] ?? "" }
    let name = text("name")
    let aliases = text("aliases").split(separator: "|").map {
      String($0.drop { $0 == " " })
    }.filter { !$0.isEmpty }
    for spelling in [name] + aliases { try check(spelling) }
    guard aliases.count < limits.namesOfPlace else {
      throw Refused("it has more than \(limits.namesOfPlace) names")
    }
    guard let point = Self.point(text("lat"), text("lon")) else {
      throw Refused("lat is -90 to 90 and lon -180 to 180, in degrees such as 34.45")
    }
    let word = text("kind").lowercased()
    guard let kind = Self.kinds[word] else {
      throw Refused(
        "unknown kind \"\(SafeDisplay.line(word, limit: 40))\"; known: settlement, district, division, region"
      )
    }
    var record = GazetteerCompiler.Record(
      id: GazetteerFormat.firstOwnID + UInt32(compiler.records.count), kind: kind, name: name,
      coordinate: point)
    if !text("country").isEmpty {
      guard let code = code(ofCountry: text("country")), let number = country(code) else {
        throw Refused("unknown country \"\(SafeDisplay.line(text("country"), limit: 40))\"")
      }
      record.country = number
      // The country's own record may have come between.
      record.id = GazetteerFormat.firstOwnID + UInt32(compiler.records.count)
    }
    compiler.records.append(record)
    // As they stand: nobody's own name is doubtful.
    for spelling in [name] + aliases {
      compiler.names.append(
        .init(record: compiler.records.count - 1, text: spelling, isPrimary: true))
    }
    counts.own += 1
    counts.names += 1 + aliases.count
  }

  private func check(_ name: String) throws(Refused) {
    guard !name.isEmpty else { throw Refused("it has no name") }
    guard name.utf8.count <= limits.nameBytes else {
      throw Refused("a name has more than \(limits.nameBytes) bytes")
    }
    guard !name.unicodeScalars.contains("\u{FFFD}") else { throw Refused("a name is not UTF-8") }
    let key = NameKey(name).joined
    guard !key.isEmpty else { throw Refused("a name has no letter") }
    guard key.count <= GazetteerWriter.longestKey else {
      throw Refused("a name has more than \(GazetteerWriter.longestKey) bytes of letters")
    }
  }

  private static let kinds: [String: Place.Kind] = [
    "": .settlement, "settlement": .settlement, "city": .settlement, "town": .settlement,
    "village": .settlement, "camp": .settlement, "place": .settlement, "district": .district,
    "division": .division, "governorate": .division, "province": .division, "region": .region,
    "area": .region,
  ]

  private func code(ofCountry text: String) -> String? {
    let code = text.uppercased()
    if base.countryNumbers[code] != nil { return code }
    return base.numbers(named: text, country: nil).first { base.kind($0) == .country }
      .flatMap { base.countryNumber($0) }.map { base.countries[$0].code }
  }

  /// Own places of one name are told apart by their positions.
  mutating func markSharedNames() {
    let own = compiler.records.indices.filter {
      compiler.records[$0].id >= GazetteerFormat.firstOwnID
    }
    let counts = own.reduce(into: [String: Int]()) {
      $0[compiler.records[$1].name, default: 0] += 1
    }
    for record in own where counts[compiler.records[record].name, default: 0] > 1 {
      compiler.records[record].isNameShared = true
    }
  }
}
