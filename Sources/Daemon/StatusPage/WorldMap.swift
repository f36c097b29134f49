internal import Foundation

/// The outlines of the world's countries, about 2 km true: coasts, and borders as Natural Earth
/// draws them, which takes nobody's side.
struct WorldMap: Sendable {
  /// Degrees.
  struct Point: Equatable, Sendable {
    var longitude: Double
    var latitude: Double
  }

  struct Ring: Sendable {
    /// Closed without repeating the first one.
    var points: [Point]
    var box: GeoBox
  }

  let rings: [Ring]

  /// Read when it is first wanted.
  static let world = WorldMap(packed: Data(base64Encoded: packed).map { [UInt8]($0) } ?? [])

  /// The form is told in scripts/build-map. What is cut short gives what came before.
  init(packed bytes: [UInt8]) {
    var reader = VarintReader(bytes: bytes)
    var lines: [[Point]] = []
    for _ in 0..<reader.next() {
      var x = 0
      var y = 0
      lines.append(
        (0..<reader.next()).map { _ in
          x += reader.nextSigned()
          y += reader.nextSigned()
          return Point(longitude: Double(x) / 100, latitude: Double(y) / 100)
        })
    }
    var rings: [Ring] = []
    for _ in 0..<reader.next() {
      var points: [Point] = []
      for _ in 0..<reader.next() {
        let reference = reader.next()
        guard lines.indices.contains(reference >> 1) else { break }
        let line = lines[reference >> 1]
        // The last point of each line is the first of the next one.
        points += reference & 1 == 0 ? line.dropLast() : line.reversed().dropLast()
      }
      if let box = GeoBox(around: points) { rings.append(Ring(points: points, box: box)) }
    }
    self.rings = rings
  }

  /// What of the land lies in `box`, as closed rings.
  func land(in box: GeoBox) -> [[Point]] {
    rings.filter { $0.box.meets(box) }.map { box.clip($0.points) }.filter { $0.count > 2 }
  }
}

/// Varints, the lowest seven bits first; zeros behind the end.
private struct VarintReader {
  let bytes: [UInt8]
  var index = 0

  mutating func next() -> Int {
    var value = 0
    var shift = 0
    while index < bytes.count, shift < 56 {
      let byte = bytes[index]
      index += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }

  mutating func nextSigned() -> Int {
    let value = next()
    return value & 1 == 0 ? value >> 1 : -(value >> 1) - 1
  }
}

/// A piece of the world between two longitudes and two latitudes, in degrees.
struct GeoBox: Equatable, Sendable {
  var west: Double
  var south: Double
  var east: Double
  var north: Double

  init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  /// nil where there is no point.
  init?(around points: [WorldMap.Point]) {
    guard let first = points.first else { return nil }
    self.init(
      west: first.longitude, south: first.latitude, east: first.longitude, north: first.latitude)
    for point in points {
      west = min(west, point.longitude)
      east = max(east, point.longitude)
      south = min(south, point.latitude)
      north = max(north, point.latitude)
    }
  }

  func meets(_ other: GeoBox) -> Bool {
    west <= other.east && other.west <= east && south <= other.north && other.south <= north
  }

  /// A ring cut at the edges (Sutherland and Hodgman's way): what is outside runs along them.
  func clip(_ ring: [WorldMap.Point]) -> [WorldMap.Point] {
    var points = ring
    for edge in [Edge.west, .east, .south, .north] {
      guard let last = points.last else { return [] }
      var kept: [WorldMap.Point] = []
      var before = last
      for point in points {
        let (wasIn, isIn) = (holds(before, edge), holds(point, edge))
        if wasIn != isIn { kept.append(crossing(before, point, edge)) }
        if isIn { kept.append(point) }
        before = point
      }
      points = kept
    }
    return points
  }

  private enum Edge {
    case west
    case east
    case south
    case north
  }

  private func holds(_ point: WorldMap.Point, _ edge: Edge) -> Bool {
    switch edge {
    case .west: point.longitude >= west
    case .east: point.longitude <= east
    case .south: point.latitude >= south
    case .north: point.latitude <= north
    }
  }

  private func crossing(
    _ from: WorldMap.Point, _ to: WorldMap.Point, _ edge: Edge
  ) -> WorldMap.Point {
    let way = (x: to.longitude - from.longitude, y: to.latitude - from.latitude)
    switch edge {
    case .west, .east:
      let x = edge == .west ? west : east
      return .init(longitude: x, latitude: from.latitude + way.y * (x - from.longitude) / way.x)
    case .south, .north:
      let y = edge == .south ? south : north
      return .init(longitude: from.longitude + way.x * (y - from.latitude) / way.y, latitude: y)
    }
  }
}
