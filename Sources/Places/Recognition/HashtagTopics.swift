/// Hashtags of several words. `#حفر_الباطن` and `#محافظة_الجوف` are places; `#امطار_الكويت` and
/// `#الكويت_الان` name a topic, and posts bear them whatever place they speak of.
enum HashtagTopics {
  static func mark(_ mentions: inout [Mention], in surface: SurfaceText) {
    guard surface.isInHashtag.contains(true) else { return }
    var isNamed = [Bool](repeating: false, count: surface.count)
    for mention in mentions { for word in mention.words { isNamed[word] = true } }
    var earlier: Set<[UInt8]> = []
    for index in mentions.indices {
      let mention = mentions[index]
      let first = mention.words.lowerBound
      if surface.isInHashtag[first] {
        let hashtag = surface.hashtag(around: first)
        mentions[index].isTopic =
          hashtag.count > longest || !hashtag.allSatisfy { isNamed[$0] || isType(surface, $0) }
        mentions[index].signs.insert(
          .repeatedTag, if: first >= surface.closingTags && earlier.contains(mention.key))
      }
      earlier.insert(mention.key)
    }
  }

  private static let longest = 8

  private static func isType(_ surface: SurfaceText, _ word: Int) -> Bool {
    let types = TypeWords.standard
    let key = Array(surface.key(word))
    return types.before[key] != nil || types.after[key] != nil || types.links.contains(key)
  }
}
