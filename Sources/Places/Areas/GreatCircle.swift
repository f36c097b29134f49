internal import Foundation

/// Distances on a sphere of the Earth's mean radius; at most 0.5 % off the ellipsoid's.
package enum GreatCircle {
  /// IUGG mean radius.
  static let radiusKilometres = 6371.0088

  /// Haversine distance.
  package static func kilometres(_ left: Coordinate, _ right: Coordinate) -> Double {
    let firstLatitude = radians(left.latitude)
    let secondLatitude = radians(right.latitude)
    let sineLatitude = sin((secondLatitude - firstLatitude) / 2)
    let sineLongitude = sin(radians(right.longitude - left.longitude) / 2)
    let root =
      sineLatitude * sineLatitude
      + cos(firstLatitude) * cos(secondLatitude) * sineLongitude * sineLongitude
    return 2 * radiusKilometres * asin(min(1, root.squareRoot()))
  }

  /// Distance to the nearest point of a line of great-circle arcs; nil without a point.
  static func kilometres(_ point: Coordinate, toLine line: [Coordinate]) -> Double? {
    guard var previous = line.first else { return nil }
    var best = kilometres(point, previous)
    for next in line.dropFirst() {
      best = min(best, kilometres(point, toArc: previous, next))
      previous = next
    }
    return best
  }

  static func kilometres(
    _ point: Coordinate, toArc start: Coordinate, _ end: Coordinate
  ) -> Double {
    let ends = min(kilometres(point, start), kilometres(point, end))
    let first = vector(start)
    let second = vector(end)
    let middle = vector(point)
    let normal = cross(first, second)
    let length = dot(normal, normal).squareRoot()
    // The ends are one point, or opposite ones: no arc between them.
    guard length > 1e-12 else { return ends }
    // The foot of the perpendicular lies on the arc when it is past both ends' planes.
    guard dot(cross(normal, first), middle) > 0, dot(cross(second, normal), middle) > 0 else {
      return ends
    }
    return radiusKilometres * abs(asin(max(-1, min(1, dot(normal, middle) / length))))
  }

  /// The point so many kilometres away in a direction, in degrees clockwise from north.
  static func point(
    from start: Coordinate, kilometres: Double, bearing: Double
  ) -> Coordinate {
    let angle = kilometres / radiusKilometres
    let direction = radians(bearing)
    let latitude = radians(start.latitude)
    let target = asin(
      max(-1, min(1, sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(direction))))
    let turn = atan2(
      sin(direction) * sin(angle) * cos(latitude), cos(angle) - sin(latitude) * sin(target))
    var longitude = start.longitude + turn * 180 / .pi
    if longitude > 180 { longitude -= 360 }
    if longitude < -180 { longitude += 360 }
    return Coordinate(latitude: target * 180 / .pi, longitude: longitude)
  }

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  private static func vector(_ point: Coordinate) -> SIMD3<Double> {
    let latitude = radians(point.latitude)
    let longitude = radians(point.longitude)
    return SIMD3(
      cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
  }

  private static func cross(_ left: SIMD3<Double>, _ right: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      left.y * right.z - left.z * right.y, left.z * right.x - left.x * right.z,
      left.x * right.y - left.y * right.x)
  }

  private static func dot(_ left: SIMD3<Double>, _ right: SIMD3<Double>) -> Double {
    (left * right).sum()
  }
}
