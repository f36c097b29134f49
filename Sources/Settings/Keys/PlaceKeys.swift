internal import Places
internal import Text

/// `places:` and how rules name a place.
enum PlaceKeys {
  static let name = Key("name", Scalars.text, "Any of its names.", example: "Tripoli")
  static let country = Key(
    "country", Scalars.country, "The country it lies in, to tell namesakes apart.", example: "LY")
  static let geonames = Key(
    "geonames", Scalars.integer(1...99_999_999), "Its number in GeoNames.", example: "163808")
  static let referenceSection = Section(
    id: "place", title: "name and country",
    meaning: "A place by its name and country, or by its number in GeoNames.",
    keys: [name.definition, country.definition, geonames.definition],
    demands: [
      .one([[name.name], [geonames.name]]), .apart(geonames.name, [country.name]),
    ])

  private static let expects =
    "a place's name, an ISO 3166 code, a GeoNames id or {name: …, country: …}"

  static let reference = Reader<PlaceReference>(
    expects, .either([.text(), .section(referenceSection.id)])
  ) { node, path, reading in
    if node.mapping != nil {
      guard let fields = Fields(node, referenceSection, path, reading) else { return nil }
      let country = fields[Self.country]
      if fields.has(geonames) {
        if fields.has(name) || fields.has(Self.country) {
          reading.fail(
            node.mark, "\(path) has a GeoNames id and a name", "expected one of them")
        }
        return fields[geonames].map { PlaceReference(.geonames($0), mark: node.mark) }
      }
      guard fields.has(name) else {
        if node.isWhole {
          reading.fail(node.mark, "\(path) has no \"name\"", "expected \(expects)")
        }
        return nil
      }
      return fields[name].map { PlaceReference(.name($0, country: country), mark: node.mark) }
    }
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    let digits = text.hasPrefix("geonames:") ? String(text.dropFirst(9)) : text
    if digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let id = Int(digits), id > 0 {
      return PlaceReference(.geonames(id), mark: node.mark)
    }
    return PlaceReference(.name(text, country: nil), mark: node.mark)
  }

  static let references = reference.list(expects, allowsEmpty: false)

  static let at = Key(
    "at", coordinate, "A point: latitude and longitude in degrees (WGS 84).",
    example: "[36.81, 42.06]")
  static let along = Key(
    "along", line, "A line of at least two points; with `within`, all that lies near it.",
    example: "[[34.42, 40.99], [34.50, 41.20]]")
  static let within = Key(
    "within", Scalars.kilometres, "How far from the line.", example: "25 km")
  static let polygon = Key(
    "polygon", polygons,
    "A GeoJSON file (RFC 7946) with polygons, or the corners of one as latitude and longitude.",
    example: "[[34.4, 40.9], [34.5, 40.9], [34.5, 41.2]]")
  static let box = Key(
    "box", corners,
    "All between two parallels and two meridians: the south-west and the north-east corner. Where the west is greater than the east, it crosses the antimeridian.",
    example: "[[34.0, 40.0], [35.5, 42.0]]")
  static let names = Key(
    "names", Scalars.texts, "How articles name it: recognised as the gazetteer's names are.",
    example: "[معبر اليعربية, \"al-Yarubiyah crossing\"]")
  static let section = Section(
    id: "own_place", title: "at, along, polygon or box",
    meaning: "A place or area of your own: a point, a strip along a line, a polygon, or a box.",
    keys: [
      at.definition, along.definition, within.definition, polygon.definition, box.definition,
      names.definition, country.definition,
    ],
    demands: [
      .one([[at.name], [along.name], [polygon.name], [box.name]]),
      .together(along.name, [within.name]), .together(within.name, [along.name]),
    ])

  private static let point = "latitude and longitude such as [34.42, 40.99]"

  private static let coordinate = Reader<Coordinate>(
    point, .array(.number, 2...2)
  ) { node, path, reading in
    let parts =
      node.sequence?.map(\.scalar)
      ?? (node.scalar ?? "").split(separator: ",").map {
        $0.trimmingPrefix { $0 == " " }
      }.map(String.init)
    guard parts.count == 2, let latitude = parts[0].flatMap(degrees),
      let longitude = parts[1].flatMap(degrees)
    else {
      reading.refuse(node, path, expected: point)
      return nil
    }
    guard abs(latitude) <= 90, abs(longitude) <= 180 else {
      let hint =
        abs(longitude) <= 90 && abs(latitude) <= 180
        ? "latitude comes first: did you mean [\(longitude), \(latitude)]?"
        : "expected a latitude up to 90 and a longitude up to 180"
      reading.fail(node.mark, "\(path) is [\(latitude), \(longitude)]", hint)
      return nil
    }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  private static let line = Reader<[Coordinate]>(
    "a list of points such as [[34.42, 40.99], [34.50, 41.20]]",
    .array(coordinate.schema, 2...10_000)
  ) { node, path, reading in
    guard let nodes = node.sequence, (2...10_000).contains(nodes.count) else {
      reading.refuse(node, path, expected: "a list of 2 to 10000 points such as [34.42, 40.99]")
      return nil
    }
    let points = nodes.enumerated().compactMap {
      coordinate.read($0.element, "\(path)[\($0.offset)]", reading)
    }
    return points.count == nodes.count ? points : nil
  }

  private static let corners = Reader<[[[Coordinate]]]>(
    "a south-west and a north-east corner such as [[34.0, 40.0], [35.5, 42.0]]",
    .array(coordinate.schema, 2...2)
  ) { node, path, reading in
    guard let points = line.read(node, path, reading) else { return nil }
    guard points.count == 2 else {
      reading.fail(
        node.mark, "\(path) has \(points.count) corners",
        "expected two: the south-west and the north-east one")
      return nil
    }
    guard points[0].latitude < points[1].latitude, points[0].longitude != points[1].longitude else {
      reading.fail(
        node.mark, "\(path) is no box: its first corner is not the south-west one",
        "expected [[SOUTH, WEST], [NORTH, EAST]]")
      return nil
    }
    return [[OwnPlace.Shape.ring(southWest: points[0], northEast: points[1])]]
  }

  private static func degrees(_ text: String) -> Double? {
    guard text.utf8.count <= 24,
      text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2B })
    else { return nil }
    return Double(text)
  }

  private static let polygons = Reader<[[[Coordinate]]]>(
    "a GeoJSON file, or a list of points", .either([.text(), line.schema])
  ) { node, path, reading in
    if node.sequence != nil {
      guard var ring = line.read(node, path, reading) else { return nil }
      if ring.first == ring.last { ring.removeLast() }
      guard ring.count >= 3 else {
        reading.fail(node.mark, "\(path) has \(ring.count) corners", "expected at least three")
        return nil
      }
      ring.append(ring[0])
      return [[ring]]
    }
    guard let name = Scalars.text.read(node, path, reading),
      let bytes = reading.contents(of: Paths.resolve(name, in: node.mark.file), at: node.mark)
    else { return nil }
    do {
      let found = try GeoJSON.polygons(bytes)
      guard !found.isEmpty else {
        reading.fail(node.mark, "\(YAMLNode.quoted(name)) holds no polygon", "expected GeoJSON")
        return nil
      }
      return found
    } catch {
      reading.fail(
        node.mark, "\(YAMLNode.quoted(name)) is no GeoJSON with polygons: \(error)",
        "expected RFC 7946: a Polygon, a MultiPolygon or Features of them")
      return nil
    }
  }

  static func place(_ named: Named<Fields>, _ reading: Reading) -> OwnPlace? {
    let fields = named.value
    let names = fields.value(Self.names, else: [])
    let country = fields[Self.country]
    let shapes = [fields.has(at), fields.has(along), fields.has(polygon), fields.has(box)].count {
      $0
    }
    guard shapes == 1 else {
      if fields.node.isWhole {
        reading.fail(
          fields.node.mark, "\(fields.path) has \(shapes == 0 ? "no shape" : "several shapes")",
          "expected one of at, along with within, polygon, or box")
      }
      return nil
    }
    if fields.has(within), !fields.has(along) {
      reading.fail(fields.mark(within), "\(fields.path).within goes with along only", nil)
    }
    let shape: OwnPlace.Shape?
    if fields.has(at) {
      shape = fields[at].map { .point($0) }
    } else if fields.has(polygon) {
      shape = fields[polygon].map { .polygons($0) }
    } else if fields.has(box) {
      shape = fields[box].map { .polygons($0) }
    } else {
      let line = fields[along]
      let distance = fields[within]
      if !fields.has(within), fields.node.isWhole {
        reading.fail(
          fields.node.mark, "\(fields.path) has no \"within\"", "expected within: 25 km")
      }
      shape =
        if let line, let distance { .along(line, kilometres: distance) } else { nil }
    }
    return shape.map {
      OwnPlace(name: named.name, names: names, shape: $0, country: country, mark: named.mark)
    }
  }
}
