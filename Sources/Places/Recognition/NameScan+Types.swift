internal import Text

/// Type words at the ends of a match and beside it.
extension NameScan {
  /// Type words at the ends of a match are no part of the name, and those beside it tell its kind.
  func dressed(_ match: Match) -> Mention {
    var mention = Mention(
      isTitle: isTitle, words: match.words, target: match.target, prefix: match.prefix,
      key: match.key, isCompound: match.words.count > 1 || match.nameWords > 1)
    guard case .readings(let readings) = match.target else { return mention }
    let types = TypeWords.standard
    let first = match.words.lowerBound
    let last = match.words.upperBound - 1
    if match.words.count > 1, match.prefix == .none,
      let sense = types.before[surface.key(first)]
    {
      var inner = first + 1
      while inner < last, types.links[surface.key(inner)] != nil { inner += 1 }
      strip(&mention, to: inner..<match.words.upperBound, readings, sense)
    } else if match.words.count > 1, let sense = types.after[surface.key(last)] {
      strip(&mention, to: first..<last, readings, sense)
    }
    if mention.sense == nil { mention.sense = neighbouringType(mention.words) }
    return mention
  }

  private func strip(
    _ mention: inout Mention, to words: Range<Int>, _ readings: [NameReading],
    _ sense: TypeWords.Sense
  ) {
    if words.count == 1, surface.words[words.lowerBound].classes.contains(.nameArticle) { return }
    var key: [UInt8] = []
    for index in words { key += surface.key(index) }
    let hit = key.withUnsafeBufferPointer { gazetteer.index.find($0) }
    guard let postings = hit.postings else { return }
    let bare = Set(gazetteer.index.readings(postings).map(\.place))
    // Kuwait City is more than Kuwait: what the whole name means must be among the bare's places.
    let kept = readings.filter { bare.contains($0.place) }
    guard !kept.isEmpty else { return }
    mention.words = words
    mention.key = key
    mention.sense = sense
    mention.target = .readings(kept)
  }

  private func neighbouringType(_ words: Range<Int>) -> TypeWords.Sense? {
    let types = TypeWords.standard
    let next = words.upperBound
    if next < surface.count, surface.words[next].gap == .space,
      SurfaceText.isCased(surface.word(next)),
      let sense = types.after[surface.key(next)]
    {
      return sense
    }
    var before = words.lowerBound - 1
    guard before >= 0 else { return nil }
    guard [.space, .underscore, .hash].contains(surface.words[words.lowerBound].gap) else {
      return nil
    }
    if types.links[surface.key(before)] != nil, before > 0 { before -= 1 }
    let key = surface.key(before)
    if let sense = types.before[key] { return sense }
    guard SurfaceText.isArabic(surface.word(before)) else { return nil }
    var found: TypeWords.Sense?
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      if found == nil, shape == .prefix { found = types.before[key[core]] }
    }
    return found
  }
}
