internal import Text

/// Which keys names begin with.
extension NameScan {
  static let isNoName: UInt32 = 1
  static let mayBeName: UInt32 = 2

  /// Asks for most of the words with which names may begin in one go: the filter is large, and so
  /// the processor waits for many answers at once.
  mutating func askStarts() {
    guard ownNames.isEmpty else { return }
    for (index, word) in surface.words.enumerated()
    where Int(word.twin) == index && (word.isCapitalised || !word.isCased) {
      known[index] = gazetteer.mayBegin(word.hash) ? Self.mayBeName : Self.isNoName
    }
  }

  /// Whether some name may begin with this word, written as a word or parted from the rest by a
  /// hyphen or after an article, where lists run it together.
  mutating func mayBegin(with index: Int) -> Bool {
    let word = surface.word(index)
    let memo = Int(word.twin)
    if known[memo] == 0 {
      let mayBe =
        gazetteer.mayBegin(word.hash)
        || (!ownNames.isEmpty && ownNames.mayBegin(surface.key(index)))
      known[memo] = mayBe ? Self.mayBeName : Self.isNoName
    }
    return known[memo] != Self.isNoName || mayBeginJoined(word.classes, before: index + 1)
  }

  /// Whether a word that no name begins with is the first part of one.
  private func mayBeginJoined(_ classes: WordClass, before next: Int) -> Bool {
    guard next < surface.count else { return false }
    switch surface.words[next].gap {
    case .space: return classes.contains(.namePart)
    case .none, .hyphen, .apostrophe, .underscore, .dot: return true
    case .hash, .comma, .wide: return false
    }
  }

  func mayBeginJoined(_ core: SurfaceText.Core, before next: Int) -> Bool {
    // What the lists say of a core with its article is not kept.
    mayBeginJoined(core.restoresArticle ? .namePart : core.classes, before: next)
  }

  /// What the index knows of the key; nil where no name may begin with it.
  mutating func firstHit(_ start: Start) -> LayeredIndex.Hit? {
    let state = start.memo.map { known[$0] } ?? 0
    if state > Self.mayBeName { return hits[Int(state - Self.mayBeName) - 1] }
    if state != Self.mayBeName {
      let hash = KeyHash.of(start.key.span)
      if state == Self.isNoName || !(gazetteer.mayBegin(hash) || ownNames.mayBegin(start.key)) {
        if let memo = start.memo { known[memo] = Self.isNoName }
        let classes = Vocabulary.classes(of: start.key)
        guard mayBeginJoined(classes, before: start.word + 1) else { return nil }
        return start.key.withUnsafeBufferPointer { gazetteer.index.find($0) }
      }
    }
    let hit = start.key.withUnsafeBufferPointer { gazetteer.index.find($0) }
    if let memo = start.memo {
      hits.append(hit)
      known[memo] = Self.mayBeName + UInt32(hits.count)
    }
    return hit
  }
}
