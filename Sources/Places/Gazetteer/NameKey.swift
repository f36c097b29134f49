internal import Text

/// A name as the index keeps it: folded as `Text` folds articles, its words run together.
///
/// `دير الزور`, `دير_الزور` and `ديرالزور` have one key, and so have `Deir ez-Zor` and
/// `Deir Ezzor`. How many words the listed name had is kept with the posting, so that a reader may
/// tell `New York` in the hashtag `#newyork` from `a den`, which is not Aden.
struct NameKey: Hashable {
  var words: [[UInt8]]

  init(_ name: String) {
    self.init(FoldedText(name))
  }

  init(_ text: FoldedText) {
    words = text.words.indices.map { Array(text.key($0)) }
  }

  init(words: [[UInt8]]) {
    self.words = words
  }

  var joined: [UInt8] { Array(words.joined()) }
}
