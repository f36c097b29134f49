import Places
import Text

/// The place finder behind a JSON-lines face: `{id, language, text}` is answered by
/// `{id, places: [{start, end, lat, lon, country}]}`, offsets in Unicode scalars.
enum PlacesFace {
  private struct Answer: Encodable {
    struct Spot: Encodable {
      var start: Int
      var end: Int
      var lat: Double
      var lon: Double
      var country: String?
    }

    var id: String
    var places: [Spot]
  }

  static func run(_ arguments: [String]) async throws {
    let finder = PlaceFinder(gazetteer: try Gazetteer.standard(), ownPlaces: [])
    try JSONLines.serve(TextRequest.self) { request in
      let found = finder.places(
        title: FoldedText(""), body: FoldedText(request.text, language: request.language),
        language: request.language, country: nil)
      return Answer(
        id: request.id,
        places: found.map { found in
          Answer.Spot(
            start: found.scalars.lowerBound, end: found.scalars.upperBound,
            lat: found.place.coordinate.latitude, lon: found.place.coordinate.longitude,
            country: found.place.country)
        })
    }
  }
}
