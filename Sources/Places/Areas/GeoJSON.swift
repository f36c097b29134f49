internal import Foundation

/// Why a file gives no area.
package enum GeoJSONError: Error, Equatable, Sendable, CustomStringConvertible {
  case tooLarge(bytes: Int, limit: Int)
  case tooManyCorners(limit: Int)
  case notJSON
  /// A position outside of latitude ±90 or longitude ±180 (often the two are swapped).
  case badPosition(longitude: Double, latitude: Double)
  /// A ring of fewer than four positions (RFC 7946 §3.1.6).
  case shortRing(positions: Int)
  case noPolygon(found: String)

  package var description: String {
    switch self {
    case .tooLarge(let bytes, let limit): "\(bytes) bytes; an area's file may have \(limit)"
    case .tooManyCorners(let limit): "more than \(limit) corners; simplify the polygon"
    case .notJSON: "it is no GeoJSON"
    case .badPosition(let longitude, let latitude):
      "position [\(longitude), \(latitude)] lies off the map; GeoJSON writes longitude first"
    case .shortRing(let positions): "a ring of \(positions) positions; it needs four or more"
    case .noPolygon(let found): "it holds no Polygon or MultiPolygon but \(found)"
    }
  }
}

/// Areas from GeoJSON (RFC 7946).
package enum GeoJSON {
  package static let limitBytes = 16 << 20
  package static let limitCorners = 200_000

  /// The polygons of a geometry, a feature or a collection: for each its outer ring and its holes.
  package static func polygons(_ bytes: [UInt8]) throws(GeoJSONError) -> [[[Coordinate]]] {
    guard bytes.count <= limitBytes else {
      throw .tooLarge(bytes: bytes.count, limit: limitBytes)
    }
    let object: Object
    do {
      object = try JSONDecoder().decode(Object.self, from: Data(bytes))
    } catch {
      throw .notJSON
    }
    var raw: [[[[Double]]]] = []
    object.gather(into: &raw)
    guard !raw.isEmpty else { throw .noPolygon(found: object.type) }
    guard raw.reduce(0, { $0 + $1.reduce(0) { $0 + $1.count } }) <= limitCorners else {
      throw .tooManyCorners(limit: limitCorners)
    }
    var result: [[[Coordinate]]] = []
    for polygon in raw {
      var rings: [[Coordinate]] = []
      for ring in polygon { rings.append(try coordinates(ring)) }
      if !rings.isEmpty { result.append(rings) }
    }
    guard !result.isEmpty else { throw .noPolygon(found: object.type) }
    return result
  }

  private static func coordinates(_ ring: [[Double]]) throws(GeoJSONError) -> [Coordinate] {
    guard ring.count >= 4 else { throw .shortRing(positions: ring.count) }
    var result: [Coordinate] = []
    for position in ring {
      guard position.count >= 2 else { throw .notJSON }
      guard abs(position[0]) <= 180, abs(position[1]) <= 90 else {
        throw .badPosition(longitude: position[0], latitude: position[1])
      }
      result.append(Coordinate(latitude: position[1], longitude: position[0]))
    }
    return result
  }

  /// Any GeoJSON object; what is no polygon is passed over.
  private struct Object: Decodable {
    enum Keys: String, CodingKey {
      case type, coordinates, geometry, geometries, features
    }

    var type: String
    var polygons: [[[[Double]]]] = []
    var parts: [Object] = []

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Keys.self)
      type = try values.decode(String.self, forKey: .type)
      guard decoder.codingPath.count < 16 else {
        throw DecodingError.dataCorruptedError(
          forKey: .type, in: values, debugDescription: "nested too deeply")
      }
      switch type {
      case "Polygon":
        polygons = [try values.decode([[[Double]]].self, forKey: .coordinates)]
      case "MultiPolygon":
        polygons = try values.decode([[[[Double]]]].self, forKey: .coordinates)
      case "Feature":
        if let geometry = try values.decodeIfPresent(Object.self, forKey: .geometry) {
          parts = [geometry]
        }
      case "FeatureCollection":
        parts = try values.decode([Object].self, forKey: .features)
      case "GeometryCollection":
        parts = try values.decode([Object].self, forKey: .geometries)
      default: break
      }
    }

    func gather(into list: inout [[[[Double]]]]) {
      list += polygons
      for part in parts { part.gather(into: &list) }
    }
  }
}
