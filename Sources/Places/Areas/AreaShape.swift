/// A shape of the configuration, ready to be tested against.
enum AreaShape: Sendable {
  case point(Coordinate)
  case strip([Coordinate], kilometres: Double)
  case polygons(Polygons)

  /// How near a place must be to count as at a point of the configuration.
  static let pointKilometres = 2.0

  init(_ shape: OwnPlace.Shape) {
    switch shape {
    case .point(let point): self = .point(point)
    case .along(let line, let kilometres): self = .strip(line, kilometres: kilometres)
    case .polygons(let rings): self = .polygons(Polygons(rings))
    }
  }

  /// Distance to the shape, zero within it; nil for a shape without a point.
  func kilometres(from point: Coordinate) -> Double? {
    switch self {
    case .point(let centre):
      max(0, GreatCircle.kilometres(point, centre) - Self.pointKilometres)
    case .strip(let line, let width):
      GreatCircle.kilometres(point, toLine: line).map { max(0, $0 - width) }
    case .polygons(let polygons): polygons.kilometres(point)
    }
  }
}

extension OwnPlace.Shape {
  /// The ring around a box. Between its corners stand others, so that its sides go the way round that
  /// is meant: eastwards from the south-west corner.
  package static func ring(southWest: Coordinate, northEast: Coordinate) -> [Coordinate] {
    var width = northEast.longitude - southWest.longitude
    if width < 0 { width += 360 }
    let steps = max(1, Int((width / 60).rounded(.up)))
    let east = (0...steps).map { southWest.longitude + width * Double($0) / Double(steps) }
    let south = east.map { Coordinate(latitude: southWest.latitude, longitude: $0) }
    let north = east.reversed().map { Coordinate(latitude: northEast.latitude, longitude: $0) }
    return south + north + south.prefix(1)
  }

  /// Where the place is shown: its point, the middle of its line, the mean of its first ring.
  var middle: Coordinate? {
    switch self {
    case .point(let point): point
    case .along(let line, _): line.isEmpty ? nil : line[line.count / 2]
    case .polygons(let polygons): polygons.first?.first.flatMap(Self.mean)
    }
  }

  private static func mean(_ ring: [Coordinate]) -> Coordinate? {
    guard let first = ring.first else { return nil }
    let count = Double(ring.count)
    var latitude = 0.0
    var longitude = 0.0
    for point in ring {
      latitude += point.latitude
      // Across the antimeridian the short way round is meant.
      longitude += first.longitude + (point.longitude - first.longitude).remainder(dividingBy: 360)
    }
    return Coordinate(
      latitude: latitude / count, longitude: (longitude / count).remainder(dividingBy: 360))
  }
}
