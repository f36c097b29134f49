/// Words of an article that may name a place.
struct Mention {
  enum Target {
    case readings([NameReading])
    /// An index into the configuration's own places.
    case own(Int)
    case border(first: String, second: String)
  }

  /// What Arabic writes onto the first word.
  enum Prefix {
    case none
    /// ب: in.
    case beh
    /// و: and.
    case waw
    case other
  }

  var isTitle: Bool
  var words: Range<Int>
  var target: Target
  /// What a type word beside it says.
  var sense: TypeWords.Sense?
  /// What was taken off its first word.
  var prefix: Prefix = .none
  /// Its folded letters, the same for every spelling of its words.
  var key: [UInt8]
  /// The number of `key` among those of the article's mentions.
  var name = 0
  /// What the lists say of `key`.
  var classes: WordClass = []
  /// Several words in the text, or one that joins several.
  var isCompound: Bool
  /// What the words around it say; filled by `MentionJudge`.
  var signs = Signs()
  /// It is a part of a fixed phrase that names no place.
  var isPartOfName = false
  /// It stands in a hashtag beside other words: `#امطار_الكويت` names a topic.
  var isTopic = false
  /// A place that the text gives as holding it: `Paris, Texas`.
  var holder: Int?
}
