/// Hashtags of several words. `#حفر_الباطن` and `#محافظة_الجوف` are places; `#امطار_الكويت` and
/// `#الكويت_الان` name a topic, and posts bear them whatever place they speak of.
struct HashtagTopics {
  let gazetteer: Gazetteer

  func mark(_ mentions: inout [Mention], in surface: SurfaceText) {
    guard surface.hasHashtags else { return }
    var isNamed = [Bool](repeating: false, count: surface.count)
    for mention in mentions where mention.isCompound || mention.classes.isDisjoint(with: .dull) {
      for word in mention.words { isNamed[word] = true }
    }
    var earlier: Set<Int> = []
    for index in mentions.indices {
      let mention = mentions[index]
      let first = mention.words.lowerBound
      guard case .readings(let readings) = mention.target else { continue }
      if surface.words[first].isInHashtag {
        let hashtag = surface.hashtag(around: first)
        mentions[index].isTopic =
          hashtag.count > Self.longest || !hashtag.allSatisfy { isNamed[$0] || isType(surface, $0) }
        mentions[index].signs.insert(
          .repeatedTag,
          if: first >= surface.closingTags && readings.contains { earlier.contains($0.place) })
      }
      if let likeliest = readings.max(by: { weight($0) < weight($1) }) {
        earlier.insert(likeliest.place)
      }
    }
  }

  private static let longest = 8

  private func weight(_ reading: NameReading) -> Int {
    gazetteer.kind(reading.place) == .country ? .max : gazetteer.population(reading.place)
  }

  private func isType(_ surface: SurfaceText, _ word: Int) -> Bool {
    let types = TypeWords.standard
    let key = surface.key(word)
    return types.before[key] != nil || types.after[key] != nil || types.links[key] != nil
  }
}
