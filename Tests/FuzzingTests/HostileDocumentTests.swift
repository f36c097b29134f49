import Feeds
import Foundation
import Fuzzing
import Markup
import Testing

extension HostileInput {
  /// Feeds that are made to unfold, to reach outside, or to cost much.
  @Suite struct HostileDocumentTests {
    private func feed(_ bytes: [UInt8]) throws -> Feed {
      try inLittleTime {
        guard case .feed(let feed) = try FeedReader.read(bytes, url: "https://site.test/feed")
        else { throw FeedError(.format, "no feed") }
        return feed
      }
    }

    private func rss(_ doctype: String, _ title: String) -> [UInt8] {
      Array(
        ("<?xml version='1.0'?>" + doctype + "<rss><channel><title>T</title><item><title>" + title
          + "</title><guid>1</guid></item></channel></rss>").utf8)
    }

    @Test func `a billion laughs stay a few`() throws {
      var declared = "<!ENTITY a0 'ha'>"
      for level in 1...30 {
        declared += "<!ENTITY a\(level) '" + many(10, "&a\(level - 1);") + "'>"
      }
      let entry = try #require(feed(rss("<!DOCTYPE rss [\(declared)]>", "x&a30;")).entries.first)
      #expect(entry.title.utf8.count < 100_000)
    }

    @Test func `a long entity named often does not unfold without bound`() throws {
      let bytes = rss(
        "<!DOCTYPE rss [<!ENTITY a '\(many(50_000, "x"))'>]>", many(50_000, "&a;"))
      if let feed = try? feed(bytes) {
        #expect((feed.entries.first?.title.utf8.count ?? 0) <= 20 * bytes.count)
      }
    }

    @Test(arguments: [
      "<!ENTITY e SYSTEM '%@'>", "<!ENTITY % p SYSTEM '%@'>%p;", "<!ENTITY e PUBLIC 'x' '%@'>",
    ])
    func `an external entity is never fetched`(declaration: String) throws {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("marsad-entity-\(UUID().uuidString)")
      try Data("what the file holds".utf8).write(to: file)
      defer { try? FileManager.default.removeItem(at: file) }
      let declared = declaration.replacingOccurrences(of: "%@", with: file.absoluteString)
      let feed = try feed(rss("<!DOCTYPE rss [\(declared)]>", "before &e; after"))
      let title = try #require(feed.entries.first?.title)
      #expect(title.hasPrefix("before"))
      #expect(!title.contains("what the file holds"))
    }

    @Test(arguments: [
      many(10_000, "<a>"), many(10_000, "<item>"), many(20_000, "<"), many(10_000, "<!--"),
      many(5_000, "<![CDATA["), many(5_000, "<!DOCTYPE "), many(5_000, "<!DOCTYPE a [<!ENTITY "),
      many(5_000, "<?xml "), many(10_000, "</a>"), many(5_000, "<a xmlns:b='c'>"),
      many(5_000, "<a b='"), many(10_000, "&a;"), many(3_000, "<x:y xmlns:x='z'/>"),
      "<title>" + many(10_000, "&lt;b&gt;"), "<description>" + many(5_000, "&amp;"),
      "<description><![CDATA[" + many(5_000, "<!--"), "<content type='xhtml'>" + many(5_000, "<b>"),
    ])
    func `a document that costs much elsewhere is read or refused here`(body: String) {
      inLittleTime {
        _ = try? FeedReader.read(Array(body.utf8), url: "https://site.test/feed")
        _ = try? FeedReader.read(
          Array(("<rss><channel><item>" + body).utf8), url: "https://site.test/feed")
        _ = try? OPML.read(Array(("<opml><body>" + body).utf8))
      }
    }

    @Test func `a million attributes of one element are refused by name`() throws {
      let attributes = (0..<1_000_000).map { " a\($0)='1'" }.joined()
      let bytes = Array(
        "<rss><channel\(attributes)><item><title>T</title></item></channel></rss>".utf8)
      #expect {
        try feed(bytes)
      } throws: {
        ($0 as? FeedError)?.message == "over 128 attributes on one element; raise limits.attributes"
      }
    }

    @Test func `a title of 50 MB is too large`() {
      let bytes = Array("<rss><channel><title>".utf8) + [UInt8](repeating: 0x78, count: 50 << 20)
      #expect { try feed(bytes) } throws: { ($0 as? FeedError)?.kind == .tooLarge }
    }

    @Test func `folders within folders of subscriptions are counted to a bound`() throws {
      let depth = many(300, "<outline text='\(many(1_000, "a folder "))'>")
      let bytes = Array(
        ("<opml><body>" + depth + many(2_000, "<outline xmlUrl='http://a.test/'/>")).utf8)
      let outlines = try inLittleTime { try OPML.read(bytes) }
      #expect(outlines.count == 2_000)
      #expect(outlines.allSatisfy { $0.folders.count < 32 })
    }

    @Test(arguments: [
      "<item><guid>http://a.test/b c/../d</guid></item>",
      "<item rdf:about='http://a.test/b c/../d'><title>x</title></item>",
      "<item><link>../b%20c/./../d</link></item>",
    ])
    func `an entry's address is absolute and in its own form, wherever it comes from`(
      item: String
    ) throws {
      let bytes = Array(
        "<rss><channel xml:base='http://a.test/x/..//'>\(item)</channel></rss>".utf8)
      #expect(try feed(bytes).entries.compactMap(\.url) == ["http://a.test/d"])
    }

    @Test func `an enclosure has no negative size`() throws {
      let rss =
        "<rss><channel><item><enclosure url='http://a.test/x' length='-1'/></item></channel></rss>"
      let json = """
        {"items":[{"id":"1","attachments":[{"url":"http://a.test/x","size_in_bytes":-1}]}]}
        """
      for text in [rss, json] {
        let files = try feed(Array(text.utf8)).entries.flatMap(\.enclosures)
        #expect(files.map(\.bytes) == [nil])
      }
    }

    @Test func `surrogates without their other half are replaced`() throws {
      let utf16 = "<rss><channel><item><title>a#b</title></item></channel></rss>".utf16.flatMap {
        unit -> [UInt8] in unit == 0x23 ? [0x3D, 0xD8] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
      }
      #expect(try feed([0xFF, 0xFE] + utf16).entries.map(\.title) == ["a\u{FFFD}b"])
      let json = "{\"items\":[{\"id\":\"1\",\"title\":\"a\\ud83db \\udc00\"}]}"
      let title = try #require(feed(Array(json.utf8)).entries.first?.title)
      #expect(title == "a\u{FFFD}b \u{FFFD}")
    }

    @Test func `NUL and other signs that no XML may hold do not end a title`() throws {
      let bytes = rss("", "a\u{0}b\u{1}c&#0;d")
      let title = try #require(feed(bytes).entries.first?.title)
      #expect(title.hasPrefix("ab"))
      #expect(title.hasSuffix("d"))
      #expect(!title.utf8.contains(0))
    }

    @Test func `a gzip bomb stops at the limit`() {
      #expect(throws: GzipError.tooLarge(limit: 1 << 20)) {
        try Gzip.inflate(GzipBomb.file(copies: 40_000), limit: 1 << 20)
      }
      #expect { try feed(GzipBomb.file(copies: 66_000)) } throws: {
        ($0 as? FeedError)?.kind == .tooLarge
      }
    }

    @Test func `gzip members without end in a row are read to the limit alone`() {
      let members = [[UInt8]](repeating: StoredGzip.file([0x78]), count: 20_000).joined()
      #expect(throws: GzipError.tooLarge(limit: 1_000)) {
        try Gzip.inflate(Array(members), limit: 1_000)
      }
    }
  }
}

/// A gzip file of one sign over and over, 258 for every 13 bits (RFC 1951 §3.2.6).
enum GzipBomb {
  static func file(copies: Int) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var word: UInt64 = 0
    var filled: UInt64 = 0
    /// Huffman codes stand with their highest bit first, all else with its lowest.
    func put(_ code: UInt64, _ count: UInt64) {
      for bit in (0..<count).reversed() {
        word |= (code >> bit & 1) << filled
        filled += 1
        if filled == 8 {
          file.append(UInt8(word))
          word = 0
          filled = 0
        }
      }
    }
    put(0b1, 1)
    // The two bits of a block's kind, 01, lowest first.
    put(0b10, 2)
    put(0x30 + 0x61, 8)
    for _ in 0..<copies {
      put(0b1100_0101, 8)
      put(0, 5)
    }
    put(0, 7 + 8)
    return file + [UInt8](repeating: 0, count: 8)
  }
}
