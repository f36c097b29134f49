internal import Text

/// A set of folded words, written as one text.
struct WordList: Sendable {
  private let words: Set<ArraySlice<UInt8>>

  init(_ text: String) {
    var words: Set<ArraySlice<UInt8>> = []
    let folded = FoldedText(text)
    for index in folded.words.indices { words.insert(folded.key(index)) }
    self.words = words
  }

  func contains(_ key: ArraySlice<UInt8>) -> Bool { words.contains(key) }

  /// With و ف ب ك ل or the article taken off, too.
  func containsStem(_ key: ArraySlice<UInt8>) -> Bool {
    if words.contains(key) { return true }
    guard let first = key.first, first >= 0xD8, first <= 0xDB else { return false }
    if let bare = ArabicNames.withoutArticle(key), words.contains(bare) { return true }
    var found = false
    ArabicClitics.forEachReading(of: key, endsInTehMarbuta: true) { core, shape in
      if !found, !shape.contains(.suffix) { found = words.contains(key[core]) }
    }
    return found
  }
}
