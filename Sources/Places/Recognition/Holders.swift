internal import Text

extension Gazetteer {
  /// Finds places that the text gives as holding the place before them: `Paris, Texas`,
  /// `الباب في سوريا`.
  func markHolders(_ mentions: inout [Mention], in surface: SurfaceText) {
    for index in mentions.indices.dropLast() {
      let next = mentions[index + 1]
      guard case .readings(let inner) = mentions[index].target,
        case .readings(let outer) = next.target,
        isNext(mentions[index].words.upperBound, next.words.lowerBound, surface)
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

  /// A comma, nothing, or up to four words without capitals of which the last is `in` or its like:
  /// `located in`, `in the western state of`.
  private func isNext(_ end: Int, _ start: Int, _ surface: SurfaceText) -> Bool {
    // Fulton County in Illinois
    let hasType = end < start && TypeWords.standard.after[surface.key(end)] != nil
    let first = hasType ? end + 1 : end
    guard start > first else {
      return surface.gaps[start] == .comma || surface.gaps[start] == .space
    }
    guard start - first <= 4, surface.classes[start - 1].contains(.holderIn),
      surface.gaps[start] == .space
    else { return false }
    return (first..<start).allSatisfy {
      surface.gaps[$0] == .space && !surface.word($0).isCapitalised
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
