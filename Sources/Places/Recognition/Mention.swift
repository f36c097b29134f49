/// Words of an article that may name a place.
struct Mention {
  enum Target {
    case readings([NameReading])
    /// An index into the configuration's own places.
    case own(Int)
    case border(first: String, second: String)
  }

  var isTitle: Bool
  var words: Range<Int>
  var target: Target
  /// What a type word beside it says.
  var sense: TypeWords.Sense?
  /// A clitic was taken off its first word.
  var hasClitic = false
  /// Its folded letters, the same for every spelling of its words.
  var key: [UInt8]
  /// Several words in the text, or one that joins several.
  var isCompound: Bool
  /// How far the words around it speak for a place; filled by `MentionJudge`.
  var cue = 0.0
  /// It is a part of a longer name: of a person, an institution.
  var isPartOfName = false
}
