extension GazetteerCompiler {
  /// A point for the border of each two neighbours: of the spots where their places come closest,
  /// the one with the least distance to all others.
  mutating func addBorders() {
    var byCountry: [Int: [Coordinate]] = [:]
    for record in records where record.kind == .settlement {
      if let country = record.country { byCountry[country, default: []].append(record.coordinate) }
    }
    for number in byCountry.keys { byCountry[number]?.sort { $0.latitude < $1.latitude } }
    for (first, country) in countries.enumerated() {
      for neighbour in country.neighbours {
        guard let second = countryNumbers[neighbour], second > first,
          let middle = Self.middle(byCountry[first] ?? [], byCountry[second] ?? [])
        else { continue }
        let names = [first, second].map { records[countries[$0].record].name }
        add(
          Record(
            id: GazetteerFormat.firstOwnID + UInt32(records.count), kind: .border,
            name: names.joined(separator: "–") + " border", coordinate: middle.point,
            country: first,
            secondCountry: second, reachKilometres: middle.reach))
      }
    }
  }

  /// Both lists in the order of latitude.
  private static func middle(
    _ left: [Coordinate], _ right: [Coordinate]
  ) -> (point: Coordinate, reach: Double)? {
    guard !left.isEmpty, !right.isEmpty else { return nil }
    var pairs: [(kilometres: Double, middle: Coordinate)] = []
    var start = 0
    for point in left {
      // Three degrees: in empty country the next place may be far.
      while start < right.count, right[start].latitude < point.latitude - 3 { start += 1 }
      var nearest: (kilometres: Double, other: Coordinate)?
      var index = start
      while index < right.count, right[index].latitude <= point.latitude + 3 {
        let other = right[index]
        index += 1
        guard abs(other.longitude - point.longitude) < 6 else { continue }
        let distance = GreatCircle.kilometres(point, other)
        if distance < nearest?.kilometres ?? 400 { nearest = (distance, other) }
      }
      if let nearest {
        pairs.append(
          (
            nearest.kilometres,
            Coordinate(
              latitude: (point.latitude + nearest.other.latitude) / 2,
              longitude: (point.longitude + nearest.other.longitude) / 2)
          ))
      }
    }
    pairs.sort { $0.kilometres < $1.kilometres }
    guard let least = pairs.first?.kilometres else { return nil }
    // One spot for each quarter degree, so that a twin city does not outweigh the rest.
    var cells: Set<[Int]> = []
    var spots: [Coordinate] = []
    for pair in pairs where pair.kilometres <= max(40, least * 1.5) {
      let cell = [Int(pair.middle.latitude * 4), Int(pair.middle.longitude * 4)]
      if cells.insert(cell).inserted { spots.append(pair.middle) }
    }
    guard let point = spots.min(by: { total($0, spots) < total($1, spots) }) else { return nil }
    return (point, spots.map { GreatCircle.kilometres(point, $0) }.max() ?? 0)
  }

  private static func total(_ point: Coordinate, _ spots: [Coordinate]) -> Double {
    spots.reduce(0) { $0 + GreatCircle.kilometres(point, $1) }
  }
}
