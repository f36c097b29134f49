package import Text

/// A point on the WGS 84 ellipsoid, in degrees.
package struct Coordinate: Hashable, Sendable {
  package var latitude: Double
  package var longitude: Double

  package init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// A place as a rule names it.
package struct PlaceReference: Hashable, Sendable {
  package enum Name: Hashable, Sendable {
    /// Any of its names, with or without the type word (`Governorate`, `محافظة`), an ISO 3166
    /// code, or the name of one of the configuration's own places.
    case name(String, country: String?)
    case geonames(Int)
  }

  package var name: Name
  package var mark: SourceMark

  package init(_ name: Name, mark: SourceMark) {
    self.name = name
    self.mark = mark
  }
}

/// A place or area of the configuration's own (`places:`).
package struct OwnPlace: Equatable, Sendable {
  package enum Shape: Equatable, Sendable {
    case point(Coordinate)
    /// All that lies within so many kilometres of a line.
    case along([Coordinate], kilometres: Double)
    /// Rings of a polygon or multipolygon: an outer ring and its holes each.
    case polygons([[[Coordinate]]])
  }

  package var name: String
  /// How articles name it. Empty for an area that is only a shape.
  package var names: [String]
  package var shape: Shape
  package var country: String?
  package var mark: SourceMark

  package init(
    name: String, names: [String] = [], shape: Shape, country: String? = nil, mark: SourceMark
  ) {
    self.name = name
    self.names = names
    self.shape = shape
    self.country = country
    self.mark = mark
  }
}
