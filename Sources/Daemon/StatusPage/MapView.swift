internal import Foundation

/// A map of the places that alerts name, as large as they lie apart, never smaller than 200 km.
/// Drawn from `WorldMap`, without a request to anybody. The list beside it says the same in words.
struct MapView {
  private struct Spot {
    var name: String
    var region: String
    var point: WorldMap.Point
    var severity: String
    var count: Int
    /// Of the youngest alert there.
    var alert: String
    /// A rule asked for it.
    var isMeant: Bool
  }

  private static let width = 560.0
  private static let height = 360.0
  private static let smallestKilometres = 200.0
  private static let kilometresPerDegree = 111.195
  private static let labels = 12
  private static let listed = 12

  private let spots: [Spot]
  private let centre: WorldMap.Point
  /// Of the drawing's units.
  private let unitsPerKilometre: Double

  /// nil where no alert names a place.
  init?(_ alerts: [ShownAlert]) {
    var spots: [Spot] = []
    for alert in alerts {
      let meant = alert.places.filter { $0.isMeant && $0.point != nil }
      for place in meant.isEmpty ? Array(alert.places.prefix(1)) : meant {
        guard let point = place.point else { continue }
        if let index = spots.firstIndex(where: { $0.name == place.name && $0.point == point }) {
          spots[index].count += 1
          spots[index].isMeant = spots[index].isMeant || place.isMeant
          if ShownAlert.rank(alert.severity) > ShownAlert.rank(spots[index].severity) {
            spots[index].severity = alert.severity
          }
        } else {
          spots.append(
            Spot(
              name: place.name, region: place.region, point: point, severity: alert.severity,
              count: 1, alert: alert.id, isMeant: place.isMeant))
        }
      }
    }
    guard let box = GeoBox(around: spots.map(\.point)) else { return nil }
    self.spots = spots.sorted { ($0.count, $1.name) > ($1.count, $0.name) }
    centre = WorldMap.Point(
      longitude: (box.west + box.east) / 2, latitude: (box.south + box.north) / 2)
    let shrink = max(0.2, cos(centre.latitude * .pi / 180))
    // A margin on each side, for the labels.
    let wide = (box.east - box.west) * Self.kilometresPerDegree * shrink * 1.4
    let high = (box.north - box.south) * Self.kilometresPerDegree * 1.4
    let kilometres = max(Self.smallestKilometres, wide, high * Self.width / Self.height)
    unitsPerKilometre = Self.width / kilometres
  }

  var html: HTML {
    """
    <figure class="map" aria-labelledby="map-title">
    <figcaption id="map-title">Where: places that these alerts name</figcaption>
    <div class="mapped">
    <svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="group" \
    aria-label="Map of \(StatusPage.count(spots.count, "place")); the list beside it names them">
    <rect class="sea" width="\(Int(Self.width))" height="\(Int(Self.height))"/>
    <path class="land" d="\(land, limit: .max)"/>
    \(HTML.joined(spots.reversed().map(circle)))
    \(names)
    \(scale)
    </svg>
    <ol class="spots">
    \(HTML.joined(spots.prefix(Self.listed).map(line)))
    \(spots.count > Self.listed ? "<li>and \(spots.count - Self.listed) more</li>" : "")
    </ol>
    </div>
    </figure>
    """
  }

  private func line(_ spot: Spot) -> HTML {
    let region: HTML = spot.region.isEmpty ? "" : " <small>\(foreign: spot.region)</small>"
    return """
      <li><a href="#\(spot.alert)">\(foreign: spot.name)</a>\(region) \
      <span class="number">\(StatusPage.count(spot.count, "alert"))</span></li>

      """
  }

  // MARK: - Drawing

  private func place(_ point: WorldMap.Point) -> (x: Double, y: Double) {
    let shrink = max(0.2, cos(centre.latitude * .pi / 180))
    let scale = Self.kilometresPerDegree * unitsPerKilometre
    return (
      Self.width / 2 + (point.longitude - centre.longitude) * scale * shrink,
      Self.height / 2 - (point.latitude - centre.latitude) * scale
    )
  }

  /// Cut a little outside of the frame, so that no border runs along it; steps of less than half a
  /// unit are left out.
  private var land: String {
    let shrink = max(0.2, cos(centre.latitude * .pi / 180))
    let high = Self.height / 2 / unitsPerKilometre / Self.kilometresPerDegree * 1.05
    let wide = Self.width / 2 / unitsPerKilometre / Self.kilometresPerDegree / shrink * 1.05
    let box = GeoBox(
      west: centre.longitude - wide, south: centre.latitude - high,
      east: centre.longitude + wide, north: centre.latitude + high)
    var path = ""
    for ring in WorldMap.world.land(in: box) {
      // In tenths of a unit.
      var points: [(x: Int, y: Int)] = []
      for point in ring {
        let (x, y) = place(point)
        let next = (x: Int((x * 10).rounded()), y: Int((y * 10).rounded()))
        if let last = points.last, abs(next.x - last.x) + abs(next.y - last.y) < 8 { continue }
        points.append(next)
      }
      guard points.count > 2 else { continue }
      path += "M\(Self.tenths(points[0].x)) \(Self.tenths(points[0].y))l"
      for (last, next) in zip(points, points.dropFirst()) {
        path += "\(Self.tenths(next.x - last.x)) \(Self.tenths(next.y - last.y)) "
      }
      path += "z"
    }
    return path
  }

  private static func tenths(_ number: Int) -> String {
    let sign = number < 0 ? "-" : ""
    let rest = abs(number) % 10
    return "\(sign)\(abs(number) / 10)" + (rest == 0 ? "" : ".\(rest)")
  }

  private func circle(_ spot: Spot) -> HTML {
    let (x, y) = place(spot.point)
    let radius = min(14, 5 + Int(Double(spot.count - 1).squareRoot() * 2))
    return """
      <a href="#\(spot.alert)"><circle class="\(spot.severity)" cx="\(Int(x.rounded()))" \
      cy="\(Int(y.rounded()))" r="\(radius)"><title>\(spot.name): \
      \(StatusPage.count(spot.count, "alert"))</title></circle></a>

      """
  }

  /// Names of the places with most alerts, as far as they do not lie on each other.
  private var names: HTML {
    var taken: [(x: ClosedRange<Double>, y: ClosedRange<Double>)] = []
    var names: HTML = ""
    for spot in spots.prefix(Self.labels) {
      let (x, y) = place(spot.point)
      let length = Double(min(spot.name.count, 24)) * 7.5
      let isLeft = x + length + 20 > Self.width
      let start = isLeft ? x - 12 - length : x + 12
      let box = (x: start...(start + length), y: (y - 9)...(y + 9))
      guard !taken.contains(where: { $0.x.overlaps(box.x) && $0.y.overlaps(box.y) }) else {
        continue
      }
      taken.append(box)
      names += """
        <text x="\(Int(isLeft ? x - 12 : x + 12))" y="\(Int(y) + 5)" \
        text-anchor="\(isLeft ? "end" : "start")" aria-hidden="true">\(spot.name, limit: 24)</text>

        """
    }
    return names
  }

  private var scale: HTML {
    let most = 140 / unitsPerKilometre
    let power = pow(10, floor(log10(most)))
    let kilometres = ([5, 2, 1].first { $0 * power <= most } ?? 1) * power
    let length = Int((kilometres * unitsPerKilometre).rounded())
    let y = Int(Self.height) - 16
    return """
      <g class="scale" aria-hidden="true"><path d="M16 \(y - 5)v5h\(length)v-5"/>\
      <text x="\(22 + length)" y="\(y + 2)">\(StatusPage.grouped(Int(kilometres))) km</text></g>
      """
  }
}
