internal import Foundation
import Markup

/// What an entry states of its place, gathered element by element; the first of a kind counts.
struct GeoDraft {
  typealias Point = (latitude: Double, longitude: Double)

  private var points: [Point] = []
  private var corners: [Point] = []
  private var radiusKilometres: Double?
  private var latitude: Double?
  private var longitude: Double?
  private var name: String?

  var coordinates: EntryCoordinates? {
    if let radiusKilometres, let centre = points.first {
      return EntryCoordinates(
        latitude: centre.latitude, longitude: centre.longitude, reachKilometres: radiusKilometres,
        name: name)
    }
    if let stated = EntryCoordinates(around: points.isEmpty ? corners : points, name: name) {
      return stated
    }
    guard let latitude, let longitude else { return nil }
    return EntryCoordinates(latitude: latitude, longitude: longitude, name: name)
  }

  mutating func note(_ tag: FeedTag, _ text: String) {
    switch tag {
    case .geoName:
      let line = PlainText.oneLine(String(text.unicodeScalars.prefix(200)))
      if name == nil, !line.isEmpty { name = line }
    case .geoLatitude: latitude = latitude ?? Self.numbers(text).first
    case .geoLongitude: longitude = longitude ?? Self.numbers(text).first
    case .geoPoint, .geoShape, .geoCircle: noteShape(tag, Self.numbers(text))
    case .geoCorner:
      let numbers = Self.numbers(text)
      if numbers.count == 2, corners.count < 2 { corners.append((numbers[0], numbers[1])) }
    default: break
    }
  }

  private mutating func noteShape(_ tag: FeedTag, _ numbers: [Double]) {
    guard points.isEmpty, numbers.count >= 2 else { return }
    switch tag {
    case .geoPoint:
      // A third number is a height.
      if numbers.count <= 3 { points = [(numbers[0], numbers[1])] }
    case .geoCircle:
      guard numbers.count == 3, numbers[2] >= 0 else { return }
      points = [(numbers[0], numbers[1])]
      radiusKilometres = numbers[2] / 1000
    default:
      guard numbers.count.isMultiple(of: 2) else { return }
      points = stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    }
  }

  /// Numbers apart by white space or commas; none where one part is no number.
  private static func numbers(_ text: String) -> [Double] {
    guard text.utf8.count <= 1 << 18 else { return [] }
    var numbers: [Double] = []
    for part in text.utf8.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) {
      guard let number = Double(Substring(part)), number.isFinite else { return [] }
      numbers.append(number)
    }
    return numbers
  }
}

extension EntryReader {
  /// An element of GeoRSS, GML or W3C Basic Geo, and what stands in it.
  func readGeo(_ tag: FeedTag, _ node: Node, into geo: inout GeoDraft, depth: Int = 0) {
    guard tag == .geoWhere else { return geo.note(tag, text.value(node)) }
    guard depth < 8 else { return }
    for child in tree.children(of: node) {
      if let inner = self.tag(child) { readGeo(inner, child, into: &geo, depth: depth + 1) }
    }
  }
}
