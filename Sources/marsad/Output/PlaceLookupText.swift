import Foundation
import Places
import Text

/// What `marsad places find` shows, for people and for machines.
struct PlaceLookupText {
  private let lookup: PlaceLookup
  private let name: String
  private let country: String?
  /// Names of one place shown to people.
  private static let namesShown = 12

  init(_ lookup: PlaceLookup, name: String, country: String?) {
    self.lookup = lookup
    self.name = name
    self.country = country
  }

  func print(limit: Int) {
    guard !lookup.readings.isEmpty else {
      let there = country.map { " in \(SafeDisplay.line($0))" } ?? ""
      let near = lookup.nearest.map { "; did you mean \"\(SafeDisplay.line($0))\"?" } ?? ""
      Console.error("marsad places: no place is named \"\(SafeDisplay.line(name))\"\(there)\(near)")
      return
    }
    for (number, reading) in lookup.readings.prefix(limit).enumerated() {
      for line in lines(reading, number) { Console.out(line) }
    }
    let rest = lookup.readings.count - limit
    if rest > 0 { Console.out("and \(rest) more (--limit)") }
  }

  private func lines(_ reading: PlaceLookup.Reading, _ number: Int) -> [String] {
    let place = reading.place
    let region = [place.admin, place.country].compactMap(\.self).joined(separator: ", ")
    var facts = [Self.word(place.kind)]
    if place.population > 0, place.kind != .continent, place.kind != .region {
      facts.append("\(place.population) people")
    }
    facts.append(
      String(format: "%.4f, %.4f", place.coordinate.latitude, place.coordinate.longitude))
    if place.reachKilometres > 0 { facts.append("reaches \(Int(place.reachKilometres)) km") }
    facts.append(SafeDisplay.line(place.id))
    var lines = [
      "\(number + 1)  \(SafeDisplay.line(place.name))"
        + (region.isEmpty ? "" : " (\(SafeDisplay.line(region)))"),
      "   " + facts.joined(separator: " · "),
    ]
    let names = reading.names.prefix(Self.namesShown).map { SafeDisplay.line($0, limit: 60) }
    let more = reading.names.count - names.count
    if !names.isEmpty {
      lines.append(
        "   known as " + names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""))
    }
    if number == lookup.taken {
      let use = lookup.takenForDistances == nil ? "a rule takes this" : "in: takes this"
      lines.append("   \(use): \(lookup.reason)")
    }
    if number == lookup.takenForDistances {
      lines.append("   within D of: takes this, the town in it")
    }
    return lines
  }

  var json: JSONValue {
    .object([
      ("name", .string(name)), ("country", .text(country)),
      ("readings", .array(lookup.readings.enumerated().map { json($1, $0) })),
      ("reason", lookup.taken == nil ? .null : .string(lookup.reason)),
      ("nearest", .text(lookup.nearest)),
    ])
  }

  private func json(_ reading: PlaceLookup.Reading, _ number: Int) -> JSONValue {
    let place = reading.place
    let distances = lookup.takenForDistances ?? lookup.taken
    return .object([
      ("name", .string(place.name)), ("id", .string(place.id)),
      ("kind", .string(Self.word(place.kind))), ("country", .text(place.country)),
      ("admin", .text(place.admin)), ("population", .count(place.population)),
      ("lat", .number(place.coordinate.latitude)), ("lon", .number(place.coordinate.longitude)),
      ("reach_km", .number(place.reachKilometres)),
      ("names", .array(reading.names.map { .string($0) })),
      ("taken_by_in", .bool(number == lookup.taken)),
      ("taken_by_within", .bool(number == distances)),
    ])
  }

  private static func word(_ kind: Place.Kind) -> String {
    switch kind {
    case .continent: "continent"
    case .region: "region"
    case .country: "country"
    case .division: "division"
    case .district: "district"
    case .settlement: "settlement"
    case .border: "border"
    case .own: "own"
    }
  }
}
