/// Polygons with holes on the map, in longitude and latitude; a ring may cross the antimeridian.
struct Polygons: Sendable {
  private struct Ring: Sendable {
    /// Longitudes run on past ±180 where the ring crosses the antimeridian.
    let points: [Coordinate]
    let west: Double
    let east: Double
    let south: Double
    let north: Double

    init?(_ corners: [Coordinate]) {
      guard corners.count >= 3, let first = corners.first else { return nil }
      var points: [Coordinate] = [first]
      points.reserveCapacity(corners.count + 1)
      var longitude = first.longitude
      for corner in corners.dropFirst() {
        var step = corner.longitude - longitude
        while step > 180 { step -= 360 }
        while step < -180 { step += 360 }
        longitude += step
        points.append(Coordinate(latitude: corner.latitude, longitude: longitude))
      }
      if points.last != first { points.append(first) }
      self.points = points
      west = points.reduce(first.longitude) { min($0, $1.longitude) }
      east = points.reduce(first.longitude) { max($0, $1.longitude) }
      south = points.reduce(first.latitude) { min($0, $1.latitude) }
      north = points.reduce(first.latitude) { max($0, $1.latitude) }
    }

    /// Even-odd rule.
    func contains(_ point: Coordinate) -> Bool {
      guard point.latitude >= south, point.latitude <= north else { return false }
      for shift in [0.0, 360, -360] {
        let longitude = point.longitude + shift
        if longitude >= west, longitude <= east, isInside(point.latitude, longitude) {
          return true
        }
      }
      return false
    }

    private func isInside(_ latitude: Double, _ longitude: Double) -> Bool {
      var inside = false
      for index in 1..<points.count {
        let start = points[index - 1]
        let end = points[index]
        guard (start.latitude > latitude) != (end.latitude > latitude) else { continue }
        let part = (latitude - start.latitude) / (end.latitude - start.latitude)
        let crossing = start.longitude + part * (end.longitude - start.longitude)
        if longitude < crossing { inside.toggle() }
      }
      return inside
    }
  }

  private let parts: [(outer: Ring, holes: [Ring])]

  /// Polygons of an outer ring and its holes each; a ring of fewer than three corners is no ring.
  init(_ polygons: [[[Coordinate]]]) {
    parts = polygons.compactMap { rings in
      guard let first = rings.first, let outer = Ring(first) else { return nil }
      return (outer, rings.dropFirst().compactMap { Ring($0) })
    }
  }

  func contains(_ point: Coordinate) -> Bool {
    parts.contains { part in
      part.outer.contains(point) && !part.holes.contains { $0.contains(point) }
    }
  }

  /// Zero inside, else the distance to the nearest edge.
  func kilometres(_ point: Coordinate) -> Double? {
    if contains(point) { return 0 }
    var best: Double?
    for part in parts {
      for ring in [part.outer] + part.holes {
        guard let distance = GreatCircle.kilometres(point, toLine: ring.points) else { continue }
        best = min(best ?? distance, distance)
      }
    }
    return best
  }
}
