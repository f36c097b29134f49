import Places
import Text

/// What the judge of places sees, behind a JSON-lines face: `{id, language, text}` is answered by
/// `{id, mentions: [{start, end, cased, signs}]}`, offsets in Unicode scalars. `scripts/places/weigh`
/// finds the weights of the signs with it.
enum SignsFace {
  private struct Answer: Encodable {
    struct Spot: Encodable {
      var start: Int
      var end: Int
      var cased: Bool
      var signs: [String]
    }

    var id: String
    var mentions: [Spot]
  }

  static func run(_ arguments: [String]) async throws {
    let finder = PlaceFinder(gazetteer: try Gazetteer.standard(), ownPlaces: [])
    try JSONLines.serve(TextRequest.self) { request in
      let mentions = finder.signs(of: FoldedText(request.text, language: request.language))
      return Answer(
        id: request.id,
        mentions: mentions.map { mention in
          Answer.Spot(
            start: mention.scalars.lowerBound, end: mention.scalars.upperBound,
            cased: mention.isCased, signs: mention.names)
        })
    }
  }
}
