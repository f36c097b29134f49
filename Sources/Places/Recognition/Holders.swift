internal import Text

extension Gazetteer {
  private static let ins = WordList("in of في من")

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

  private func isNext(_ end: Int, _ start: Int, _ surface: SurfaceText) -> Bool {
    switch start - end {
    case 0: surface.gaps[start] == .comma || surface.gaps[start] == .space
    case 1: Self.ins.contains(surface.key(end)) && surface.gaps[start] == .space
    default: false
    }
  }
}
