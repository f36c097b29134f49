internal import Text

extension Gazetteer {
  /// Finds places that the text gives as holding the place before them: `Paris, Texas`,
  /// `الباب في سوريا`.
  func markHolders(_ mentions: inout [Mention], in surface: SurfaceText) {
    for index in mentions.indices.dropLast() {
      guard
        isNext(mentions[index].words.upperBound, mentions[index + 1].words.lowerBound, surface),
        case .readings(let inner) = mentions[index].target,
        case .readings(let outer) = mentions[index + 1].target
      else { continue }
      mentions[index].holder =
        outer.first { candidate in
          switch kind(candidate.place) {
          case .country, .division: inner.contains { holds(candidate.place, $0.place) }
          default: false
          }
        }?.place
    }
  }

  private static let mostBetween = 4
  /// With a type word.
  private static let widest = mostBetween + 1

  /// A comma, nothing, or up to four words without capitals of which the last is `in` or its like:
  /// `located in`, `in the western state of`.
  private func isNext(_ end: Int, _ start: Int, _ surface: SurfaceText) -> Bool {
    guard start - end <= Self.widest else { return false }
    // Fulton County in Illinois
    let hasType = end < start && TypeWords.standard.after[surface.key(end)] != nil
    let first = hasType ? end + 1 : end
    guard start > first else {
      return surface.words[start].gap == .comma || surface.words[start].gap == .space
    }
    guard start - first <= Self.mostBetween, surface.words[start - 1].classes.contains(.holderIn),
      surface.words[start].gap == .space
    else { return false }
    return (first..<start).allSatisfy {
      surface.words[$0].gap == .space && !surface.word($0).isCapitalised
    }
  }
}

extension Gazetteer {
  /// Whether one place lies in another by what the tables say.
  func holds(_ outer: Int, _ inner: Int) -> Bool {
    switch kind(outer) {
    case .country: inner != outer && countryNumber(inner) == countryNumber(outer)
    case .division: inner != outer && division(inner) == outer
    default: false
    }
  }
}
