internal import Foundation

/// Where an entry says that it lies (GeoRSS, GML, W3C Basic Geo), in degrees of WGS 84.
package struct EntryCoordinates: Equatable, Sendable {
  package var latitude: Double
  package var longitude: Double
  /// How far a line or an area reaches from its middle; 0 for a point.
  package var reachKilometres: Double
  /// What the entry calls the place.
  package var name: String?

  /// nil for what is no point of the Earth, and for 0 0, which programs write where they know none.
  package init?(
    latitude: Double, longitude: Double, reachKilometres: Double = 0, name: String? = nil
  ) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude),
      latitude != 0 || longitude != 0, reachKilometres >= 0, reachKilometres.isFinite
    else { return nil }
    self.latitude = latitude
    self.longitude = longitude
    self.reachKilometres = reachKilometres
    self.name = name
  }

  /// The middle of the box around some points; nil where it is not plain which way round the Earth
  /// they lie.
  init?(around points: [(latitude: Double, longitude: Double)], name: String?) {
    guard let first = points.first else { return nil }
    var south = first.latitude
    var north = south
    var west = first.longitude
    var east = west
    for point in points {
      guard (-90...90).contains(point.latitude), (-180...180).contains(point.longitude) else {
        return nil
      }
      south = min(south, point.latitude)
      north = max(north, point.latitude)
      west = min(west, point.longitude)
      east = max(east, point.longitude)
    }
    guard east - west <= 180 else { return nil }
    let latitude = (south + north) / 2
    let height = (north - south) / 2
    let width = (east - west) / 2 * cos(latitude * .pi / 180)
    self.init(
      latitude: latitude, longitude: (west + east) / 2,
      reachKilometres: (height * height + width * width).squareRoot() * Self.kilometresOfDegree,
      name: name)
  }

  private static let kilometresOfDegree = 111.195
}
