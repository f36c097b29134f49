import Foundation
import TestSupport
import Testing

/// `marsad places` as a person meets it.
@Suite struct PlacesCommandTests {
  private static func readings(_ result: Program.Result) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    return try #require((object as? [String: Any])?["readings"] as? [[String: Any]])
  }

  @Test func `find shows every reading, for people and for machines`() throws {
    let text = try Program.run(["places", "find", "Tripoli"])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("Tripoli (Tripoli, LY)"))
    #expect(text.output.contains(": the most populous of"))
    #expect(text.output.contains("geonames:2210247"))
    let machine = try Self.readings(try Program.run(["places", "find", "Tripoli", "--json"]))
    #expect(machine.count > 2)
    #expect(machine.filter { $0["taken_by_in"] as? Bool == true }.count == 1)
    #expect(machine.contains { ($0["names"] as? [String])?.contains("طرابلس") == true })
    let number = try Program.run(["places", "find", "2210247", "--json"])
    #expect(try Self.readings(number).map { $0["country"] as? String } == ["LY"])
  }

  @Test func `find takes the places of a configuration, and refuses a broken one`() throws {
    let scratch = try Scratch()
    let config = try scratch.write(
      "marsad.yaml", "places: {camp: {at: [36.8, 42.0], names: [Tripoli]}}")
    let found = try Program.run(["places", "find", "tripoli", "--config", config, "--json"])
    #expect(try Self.readings(found).first?["id"] as? String == "own:camp")
    let broken = try scratch.write("broken.yaml", "plces: {}")
    #expect(try Program.run(["places", "find", "Tripoli", "--config", broken]).status == 78)
  }

  @Test func `a name that is nobody's is exit 1, with the nearest`() throws {
    let result = try Program.run(["places", "find", "Al-Bukamall"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("did you mean"))
    let machine = try Program.run(["places", "find", "Al-Bukamall", "--json"])
    #expect(machine.status == 1)
    #expect(try Self.readings(machine).isEmpty)
    #expect(try Program.run(["places", "find"]).status == 2)
  }

  /// A state of its own, with tables beside it.
  private struct Post {
    let scratch: Scratch
    let config: String

    init() throws {
      scratch = try Scratch()
      config = try scratch.write(
        "marsad.yaml",
        """
        state: state.sqlite
        sources: [{name: one, url: "https://news.example/"}]
        rules:
          - name: near-camp
            match: convoy
            where: {within: 5 km, of: Zarqan Camp}
            alert: file
        destinations: {file: {log: alerts.jsonl}}
        """)
    }

    func run(_ arguments: String...) throws -> Program.Result {
      try Program.run(arguments + ["--config", config])
    }
  }

  @Test func `imported places are found by find, check and try`() throws {
    let post = try Post()
    #expect(try post.run("check").status == 78)
    let table = try post.scratch.write(
      "own.csv", "name,aliases,lat,lon,kind,country\nZarqan Camp,مخيم زرقان,36.8,42.0,settlement,SY"
    )
    let dump = try post.scratch.write(
      "SY.txt",
      "999000001\tKhirbat Zarqan\tKhirbat Zarqan\t\t36.81\t42.01\tP\tPPL\tSY\t\t\t\t\t\t50\t\t\tAsia/Damascus\t2020-01-01\nbroken\n"
    )
    let imported = try post.run("places", "import", table, dump)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("1 new places, 0 that were known, 1 of your own"))
    #expect(imported.errors == "\(dump):2: it has 1 columns, a country dump has 19\n")
    let mode = try FileManager.default.attributesOfItem(atPath: post.scratch.path("places.bin"))
    #expect(mode[.posixPermissions] as? Int == 0o644)
    let found = try Self.readings(try post.run("places", "find", "مخيم زرقان", "--json"))
    #expect(found.map { $0["id"] as? String } == ["own:Zarqan Camp"])
    #expect(try post.run("check").status == 0)
    let page = try post.scratch.write(
      "page.html",
      """
      <!doctype html><html lang="en"><head><title>A convoy seen near Khirbat Zarqan</title></head>
      <body><article><h1>A convoy seen near Khirbat Zarqan</h1><p>Residents of the town of Khirbat Zarqan in Syria said that a long convoy passed in the night and that it was heading north.</p>
      <p>They counted more than twenty vehicles on the road, and heard no shooting until the morning.</p></article></body></html>
      """)
    let trial = try post.run("try", page, "--url", "https://news.example/1", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(trial.output.utf8))
    let rules = try #require((object as? [String: Any])?["rules"] as? [[String: Any]])
    #expect(rules.map { $0["matched"] as? Bool } == [true], "\(trial.output)")
  }

  @Test func `a broken places file is told and left aside`() throws {
    let post = try Post()
    try post.scratch.write("places.bin", String(repeating: "x", count: 500))
    let result = try post.run("check", "--json")
    #expect(result.output.contains("the imported places are left out"))
    #expect(result.output.contains("\"warning\""))
  }

  @Test func `an import of nothing is exit 1, a missing file exit 2`() throws {
    let post = try Post()
    let text = try post.scratch.write("notes.txt", "no places here\n")
    let nothing = try post.run("places", "import", text)
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("\(text):1: it is neither a country dump"))
    let packed = try post.scratch.write("SY.zip", "PK\u{3}\u{4}")
    let machine = try post.run("places", "import", packed, "--json")
    #expect(machine.status == 1)
    #expect(machine.output.contains("it is packed: unpack it first"))
    #expect(machine.output.contains("\"file\":null"))
    #expect(try post.run("places", "import", post.scratch.path("none.txt")).status == 2)
    #expect(try post.run("places", "import").status == 2)
    #expect(!FileManager.default.fileExists(atPath: post.scratch.path("places.bin")))
  }
}
