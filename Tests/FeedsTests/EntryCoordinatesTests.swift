import Testing

@testable import Feeds

@Suite struct EntryCoordinatesTests {
  private func coordinates(_ inside: String, atom: Bool = false) throws -> EntryCoordinates? {
    let spaces = """
      xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml" \
      xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:media="http://search.yahoo.com/mrss/"
      """
    let text =
      atom
      ? "<feed xmlns=\"http://www.w3.org/2005/Atom\" \(spaces)><entry><title>t</title>\(inside)</entry></feed>"
      : "<rss \(spaces)><channel><item><title>t</title>\(inside)</item></channel></rss>"
    guard
      case .feed(let feed) = try FeedReader.read(Array(text.utf8), url: "https://site.test/feed")
    else { throw FeedError(.format, "no feed") }
    return try #require(feed.entries.first).coordinates
  }

  @Test(
    arguments: [
      "<georss:point>35.33 40.14</georss:point>", "<georss:point> 35.33,\n40.14 </georss:point>",
      "<georss:point>35.33 40.14 210</georss:point>",
      "<georss:where><gml:Point><gml:pos>35.33 40.14</gml:pos></gml:Point></georss:where>",
      "<geo:lat>35.33</geo:lat><geo:long>40.14</geo:long>",
      "<geo:long>40.14</geo:long><geo:lat>35.33</geo:lat>",
      "<geo:Point><geo:lat>35.33</geo:lat><geo:long>40.14</geo:long></geo:Point>",
      "<media:location><georss:where><gml:Point><gml:pos>35.33 40.14</gml:pos></gml:Point></georss:where></media:location>",
      "<georss:point>35.33 40.14</georss:point><georss:point>1 2</georss:point>",
    ], [false, true])
  func `a point is read in every spelling, in RSS and Atom`(inside: String, atom: Bool) throws {
    #expect(
      try coordinates(inside, atom: atom) == EntryCoordinates(latitude: 35.33, longitude: 40.14))
  }

  @Test func `RSS 1.0 and undeclared prefixes are read too, a channel's own place is not`() throws {
    let text = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
      <channel><title>c</title><georss:point>1 2</georss:point></channel>
      <item rdf:about="a"><title>t</title><geo:lat>35.5</geo:lat><geo:long>-4</geo:long></item>
      <item rdf:about="b"><title>t</title></item></rdf:RDF>
      """
    guard case .feed(let feed) = try FeedReader.read(Array(text.utf8), url: "") else {
      throw FeedError(.format, "no feed")
    }
    #expect(
      feed.entries.map(\.coordinates) == [EntryCoordinates(latitude: 35.5, longitude: -4), nil])
  }

  @Test func `a place's name goes with its point`() throws {
    let stated = try coordinates(
      "<georss:featureName>الميادين</georss:featureName><georss:point>35.02 40.45</georss:point>")
    #expect(stated?.name == "الميادين")
  }

  @Test(arguments: [
    ("<georss:line>35 40 36 40</georss:line>", 55.6),
    ("<georss:box>35 40 36 40</georss:box>", 55.6),
    ("<georss:polygon>35 40 36 40 35.5 40 35 40</georss:polygon>", 55.6),
    ("<georss:circle>35.5 40 12000</georss:circle>", 12),
    (
      "<georss:where><gml:Envelope><gml:lowerCorner>35 40</gml:lowerCorner><gml:upperCorner>36 40</gml:upperCorner></gml:Envelope></georss:where>",
      55.6
    ),
    (
      "<georss:where><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>35 40 36 40 35 40</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></georss:where>",
      55.6
    ),
  ])
  func `a line or an area is its middle, and how far it reaches`(inside: String, reach: Double)
    throws
  {
    let stated = try #require(try coordinates(inside))
    #expect(abs(stated.latitude - 35.5) < 1e-9 && abs(stated.longitude - 40) < 1e-9)
    #expect(abs(stated.reachKilometres - reach) < 0.1)
  }

  @Test(arguments: [
    "<georss:point>95 40</georss:point>", "<georss:point>35 190</georss:point>",
    "<georss:point>0 0</georss:point>", "<georss:point>nan nan</georss:point>",
    "<georss:point>35</georss:point>", "<georss:point>35,33 40,14</georss:point>",
    "<georss:point>north east</georss:point>", "<georss:point/>", "<geo:lat>35</geo:lat>",
    "<georss:line>35 40 36</georss:line>", "<georss:box>10 -170 20 170</georss:box>",
    "<georss:circle>35 40 -5</georss:circle>", "<point>35 40</point>",
    "<lat>35</lat><long>4</long>",
  ])
  func `what is no point on the Earth is none`(inside: String) throws {
    #expect(try coordinates(inside) == nil)
  }

  @Test func `nesting without end is not followed`() throws {
    let deep = String(repeating: "<georss:where>", count: 200)
    #expect(try coordinates(deep + "<georss:point>35 40</georss:point>") == nil)
  }
}
