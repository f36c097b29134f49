import Foundation
import TestSupport
import Testing
import Text

@testable import Places

@Suite struct PlaceImportTests {
  let scratch: Scratch
  let base: Gazetteer

  init() throws {
    scratch = try Scratch()
    base = try Shipped.gazetteer.get()
  }

  /// A line of a country dump with invented villages.
  private static func dump(
    _ id: Int, _ name: String, _ lat: String = "35.1", _ lon: String = "40.2",
    feature: String = "P\tPPL", admin1: String = "07", alternates: String = "", people: Int = 0
  ) -> String {
    "\(id)\t\(name)\t\(name)\t\(alternates)\t\(lat)\t\(lon)\t\(feature)\tSY\t\t\(admin1)\t\t\t\t\(people)\t\t200\tAsia/Damascus\t2020-01-01"
  }

  private static func alternate(
    _ id: Int, _ name: String, language: String = "ar", preferred: String = "",
    historic: String = ""
  ) -> String {
    "1\t\(id)\t\(language)\t\(name)\t\(preferred)\t\t\t\(historic)\t\t"
  }

  private func importing(
    dumps: [String] = [], alternates: [String] = [], table: String? = nil,
    limits: PlaceImport.Limits = .init()
  ) -> PlaceImport {
    var places = PlaceImport(base: base, limits: limits)
    for (index, line) in dumps.enumerated() {
      places.addDump(ArraySlice(line.utf8), "SY.txt", index + 1)
    }
    for (index, line) in alternates.enumerated() {
      places.addAlternate(ArraySlice(line.utf8), "names.txt", index + 1)
    }
    if let table { places.addTable(Array(table.utf8), "own.csv") }
    return places
  }

  private func added(_ places: PlaceImport) throws -> Gazetteer {
    var places = places
    let compiled = places.compiled()
    let bytes = try #require(compiled)
    let path = scratch.path("places.bin")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try base.adding(path)
  }

  private func find(_ name: String, in gazetteer: Gazetteer) -> [Place] {
    gazetteer.find(PlaceReference(.name(name, country: nil), mark: here))
  }

  private func mentioned(_ text: String, in gazetteer: Gazetteer) -> [Place] {
    PlaceFinder(gazetteer: gazetteer, ownPlaces: []).places(
      title: FoldedText(""), body: FoldedText(text), language: nil, country: nil
    ).map(\.place)
  }

  @Test func `a village of a dump is found by its names, in its governorate`() throws {
    let places = importing(
      dumps: [
        Self.dump(999_000_001, "Khirbat Zarqan", alternates: "Zarkan Ruins,خربة زرقان"),
        Self.dump(999_000_002, "Wadi Zarqan", feature: "H\tWAD"),
        Self.dump(170_792, "Deir ez-Zor", feature: "A\tADM1"),
      ], alternates: [Self.alternate(999_000_001, "زرقان الجديدة", preferred: "1")])
    #expect(places.counts.new == 1 && places.counts.known == 1 && places.counts.leftOut == 1)
    #expect(places.faults.isEmpty)
    let gazetteer = try added(places)
    for name in ["Khirbat Zarqan", "Zarkan Ruins", "خربة زرقان", "زرقان الجديدة"] {
      let found = find(name, in: gazetteer)
      #expect(found.map(\.id) == ["geonames:999000001"], "\(name)")
      #expect(found.first?.country == "SY" && found.first?.admin == "Deir ez-Zor")
      #expect(found.first?.lineage.division == 170_792)
      #expect(find(name, in: base).isEmpty)
    }
    let division = PlaceReference(.name("SY-DY", country: nil), mark: here)
    let test = try AreaTest(.inside(division), gazetteer: gazetteer, ownPlaces: [])
    #expect(test.test(try #require(find("Khirbat Zarqan", in: gazetteer).first)).holds)
    #expect(
      mentioned("قصفت الطائرات بلدة زرقان الجديدة في محافظة دير الزور", in: gazetteer).map(\.id)
        .contains("geonames:999000001"))
    #expect(gazetteer.place(geonamesID: 999_000_001) != nil)
  }

  @Test func `a place that is known keeps its facts and takes names`() throws {
    let mosul = try #require(find("Mosul", in: base).first)
    let id = try #require(Int(mosul.id.dropFirst(9)))
    let dump = importing(
      dumps: [Self.dump(id, "Mosul", "1.5", "2.5", alternates: "Mawsilabad Zarqan")])
    let gazetteer = try added(dump)
    #expect(find("Mawsilabad Zarqan", in: gazetteer) == [mosul])
    #expect(find("Mosul", in: gazetteer) == find("Mosul", in: base))
    let names = importing(alternates: [
      Self.alternate(id, "زرقان الموصلية"), Self.alternate(id, "ZRQ", language: "iata"),
      Self.alternate(id, "Zarqan Antiqua", historic: "1"), Self.alternate(999_000_009, "Nowhere"),
    ])
    #expect(names.counts.known == 1 && names.counts.leftOut == 3)
    #expect(find("زرقان الموصلية", in: try added(names)) == [mosul])
  }

  @Test func `a place of one's own wins over all others of its name`() throws {
    let places = importing(
      table: """
        name,aliases,lat,lon,kind,country
        Tripoli,Camp Zarqan|مخيم زرقان,34.4,35.8,settlement,LB
        "Zarqan, North",,34.5,35.9,region,Syria
        """)
    #expect(places.counts.own == 2 && places.faults.isEmpty)
    let gazetteer = try added(places)
    #expect(find("Tripoli", in: gazetteer).map(\.id) == ["own:Tripoli"])
    #expect(find("مخيم زرقان", in: gazetteer).first?.country == "LB")
    #expect(find("Zarqan North", in: gazetteer).first?.kind == .region)
    #expect(find("Zarqan North", in: gazetteer).first?.country == "SY")
    #expect(find("طرابلس", in: gazetteer) == find("طرابلس", in: base))
    // However ordinary the words around it.
    #expect(mentioned("He went to Tripoli.", in: gazetteer).map(\.id) == ["own:Tripoli"])
    let near = try AreaTest(
      .within(kilometres: 5, of: PlaceReference(.name("Camp Zarqan", country: nil), mark: here)),
      gazetteer: gazetteer, ownPlaces: [])
    #expect(near.reading?.id == "own:Tripoli")
  }

  @Test func `own places of one name are told apart`() throws {
    let gazetteer = try added(
      importing(table: "name;lat;lon\nZarqan Post;34;36\nZarqan Post;35;37\nOther Zarqan;1;2"))
    #expect(
      Set(find("Zarqan Post", in: gazetteer).map(\.id)) == [
        "own:Zarqan Post (34.0, 36.0)", "own:Zarqan Post (35.0, 37.0)",
      ])
    #expect(find("Other Zarqan", in: gazetteer).map(\.id) == ["own:Other Zarqan"])
  }

  @Test func `what the gazetteer knows stays as it was`() throws {
    let gazetteer = try added(
      importing(dumps: [Self.dump(999_000_001, "Khirbat Zarqan")], table: "name,lat,lon\nQ1,1,2"))
    for name in ["Al-Bukamal", "البوكمال", "SY-DY", "Norway", "Москва", "دير الزور", "Paris"] {
      #expect(find(name, in: gazetteer) == find(name, in: base), "\(name)")
    }
    let text = "Fighting near Al-Bukamal on the Syrian-Iraqi border, and in Deir ez-Zor and Paris."
    #expect(mentioned(text, in: gazetteer) == mentioned(text, in: base))
    #expect(gazetteer.suggestions(for: "Al-Bukamall") == base.suggestions(for: "Al-Bukamall"))
    #expect(gazetteer.suggestions(for: "Khirbat Zarqam") == "Khirbat Zarqan")
  }

  @Test func `rows that give nothing are told by file and line`() {
    let long = String(repeating: "a", count: 300)
    let places = importing(
      dumps: [
        Self.dump(999_000_001, "Zarqan"), "1\tx", Self.dump(0, "Zarqan"),
        Self.dump(999_000_002, "Zarqan", "91"), Self.dump(999_000_003, long),
        Self.dump(999_000_004, "..."),
      ],
      alternates: ["a\tb", Self.alternate(999_000_001, long)],
      table: """
        name,alias,lat,lon,kind,country
        ,,1,2,,
        Zarqan,,x,2,,
        Zarqan,,1,2,castle,
        Zarqan,,1,2,,Nowhereland
        "Zar
        qan",,1,2,,
        \(long),,1,2,,
        """)
    let told = places.faults.map { "\($0.file):\($0.line)" }
    #expect(
      told == [
        "SY.txt:2", "SY.txt:3", "SY.txt:4", "SY.txt:5", "SY.txt:6", "names.txt:1", "names.txt:2",
        "own.csv:1", "own.csv:2", "own.csv:3", "own.csv:4", "own.csv:5", "own.csv:8",
      ])
    #expect(places.faults[7].reason.contains("did you mean \"aliases\"?"))
    #expect(places.counts.new == 1 && places.counts.own == 1)
  }

  @Test func `limits hold`() throws {
    var limits = PlaceImport.Limits()
    limits.rows = 3
    limits.faults = 1
    let few = importing(
      dumps: (1...9).map { Self.dump(999_000_000 + $0, "Zarqan \($0)") } + ["x"], limits: limits)
    #expect(few.counts.rows == 3 && few.counts.new == 3)
    #expect(few.faults.count == 1 && few.counts.faults == 1)
    limits = .init()
    limits.namesOfPlace = 5
    limits.tableBytes = 10
    let names = importing(
      dumps: [Self.dump(999_000_001, "Zarqan")],
      alternates: (0..<50).map { Self.alternate(999_000_001, "زرقان رقم \($0)") },
      table: "name,lat,lon\nQ1,1,2", limits: limits)
    #expect(names.counts.names == 6)
    #expect(names.faults.map(\.file) == ["own.csv"])
    var nothing = importing()
    let none = nothing.compiled()
    #expect(none == nil)
  }

  @Test func `a file of another folding, or of none, is refused`() throws {
    var places = importing(table: "name,lat,lon\nZarqan,1,2")
    let compiled = places.compiled()
    var bytes = try #require(compiled)
    bytes[GazetteerFormat.additionOffset + 4] ^= 1
    let end = GazetteerFormat.headerBytes - 4
    var check: [UInt8] = []
    check.appendLittle(GazetteerFormat.checksum(bytes[..<end]))
    bytes.replaceSubrange(end..<end + 4, with: check)
    let path = scratch.path("places.bin")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(throws: GazetteerError.otherFolding(path: path)) { try base.adding(path) }
    bytes[30] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(throws: GazetteerError.self) { try base.adding(path) }
    // The program's own gazetteer is no addition.
    try Data([UInt8](base.file.bytes.prefix(128))).write(to: URL(fileURLWithPath: path))
    #expect(throws: GazetteerError.self) { try base.adding(path) }
  }

  @Test(arguments: [
    (19, PlaceImport.Kind.dump), (10, .alternates), (8, .alternates), (3, nil),
  ])
  func `columns tell what a file is`(columns: Int, kind: PlaceImport.Kind?) {
    let line = Array(repeating: "x", count: columns).joined(separator: "\t")
    #expect(PlaceImport.kind(ofFirstLine: ArraySlice(line.utf8)) == kind)
    #expect(PlaceImport.kind(ofFirstLine: ArraySlice("\u{FEFF}Name;Lat;Lon".utf8)) == .table)
  }
}

@Suite struct CommaSeparatedTests {
  private func rows(_ text: String) -> [CommaSeparated.Row] {
    var table = CommaSeparated(Array(text.utf8))
    var rows: [CommaSeparated.Row] = []
    while let row = table.next() { rows.append(row) }
    return rows
  }

  @Test func `quotes, blanks, empty lines and both separators are read`() {
    #expect(
      rows("a,b\r\n\n \"x, \"\"y\"\"\" , z\n\"p\nq\",\n").map(\.fields) == [
        ["a", "b"], ["x, \"y\"", "z"], ["p\nq", ""],
      ])
    #expect(rows("a;b,c;d\n1;2").map(\.fields) == [["a", "b,c", "d"], ["1", "2"]])
    #expect(rows("\u{FEFF}a,b").map(\.fields) == [["a", "b"]])
    #expect(rows("a\n\"p\nq\"\nc").map(\.line) == [1, 2, 4])
    #expect(rows("").isEmpty)
    #expect(rows("\"open, and no end").map(\.fields) == [["open, and no end"]])
  }
}
