internal import Text

/// Everything that any rule or list looks for, each distinct word sequence once.
struct NeedleTable: Sendable {
  /// A word or phrase with its way of matching. Its words lie in `wordNumbers`.
  struct Needle: Sendable {
    var start: UInt32
    var count: UInt8
    var match: Term.Match
    var seesDisguises: Bool
    /// A word that is also an everyday word in small letters (`US`, `WHO`): capitals count.
    var wantsCapitals: Bool
    /// Its first letter is a capital, as of a German noun.
    var isCapitalised: Bool
  }

  /// Distinct folded words, once all terms are in.
  private(set) var words = WordIndex()
  private(set) var needles: [Needle] = []
  private(set) var wordNumbers: [UInt32] = []
  /// The literal bytes of needles that match to the letter.
  private(set) var literals: [Int: [UInt8]] = [:]

  /// The letters, in small, of needles in Latin script, by word.
  private(set) var letters: [Int: [[UInt32]]] = [:]

  /// Needles of one word, by word.
  private(set) var singles = Rows()
  /// Needles of two words and more, by their first two.
  private(set) var pairs = PairTable()
  private(set) var phrases = Rows()
  /// Stems of words that may inflect, and the words that have them.
  private(set) var stems: [StemLanguage: (lexicon: Lexicon, words: Rows)] = [:]
  /// Skeletons of Arabic words that are seen through disguises.
  private(set) var skeletons = Lexicon()
  private(set) var wordsOfSkeleton = Rows()
  private(set) var seesDisguises = false

  private var known = Lexicon()
  private var drafted = Lexicon()

  enum Refusal: Error, Equatable {
    case empty
    case tooLong(words: Int)
  }

  /// The number of the needle that a term looks for.
  mutating func add(_ term: Term, wordLimit: Int) throws(Refusal) -> Int {
    let folded = FoldedText(term.text)
    guard !folded.words.isEmpty else { throw .empty }
    guard folded.words.count <= wordLimit else { throw .tooLong(words: folded.words.count) }
    var identity: [UInt8] = [term.match.rank, term.seesDisguises ? 1 : 0]
    var numbers: [UInt32] = []
    var wantsCapitals = false
    for index in folded.words.indices {
      let number = UInt32(drafted.insert(folded.key(index)))
      numbers.append(number)
      for shift in [0, 8, 16, 24] as [UInt32] { identity.append(UInt8(number >> shift & 0xFF)) }
      if folded.words[index].isAllCapitals && EverydayWords.holds(folded.key(index)) {
        wantsCapitals = true
      }
    }
    let isCapitalised = folded.words[0].isCapitalised
    identity.append((wantsCapitals ? 1 : 0) | (isCapitalised ? 2 : 0))
    var letters: [[UInt32]] = []
    if folded.words.contains(where: { $0.script == .latin }) {
      letters = folded.words.map { Accents.letters(of: folded.source($0.scalars)) }
      // Terms that differ by accents are two, for the languages that keep them apart.
      for scalar in letters.joined() where scalar >= 0x80 || scalar == 0x131 {
        identity.append(UInt8(truncatingIfNeeded: scalar))
      }
    }
    var literal: [UInt8]?
    if term.match == .exact {
      let span =
        folded.words[0].bytes.lowerBound..<folded.words[folded.words.count - 1].bytes.upperBound
      literal = Array(folded.bytes[span])
      identity += folded.bytes[span]
    }
    let before = known.count
    let needle = known.insert(identity)
    if needle == before {
      needles.append(
        Needle(
          start: UInt32(wordNumbers.count), count: UInt8(numbers.count), match: term.match,
          seesDisguises: term.seesDisguises && term.match != .exact, wantsCapitals: wantsCapitals,
          isCapitalised: isCapitalised))
      wordNumbers += numbers
      literals[needle] = literal
      if letters.joined().contains(where: { $0 >= 0x80 }) || letters.last?.last == 0x65 {
        self.letters[needle] = letters
      }
    }
    return needle
  }

  /// Builds the indexes, once all terms are in.
  mutating func finish() {
    let (index, order) = WordIndex.of(drafted)
    words = index
    wordNumbers = wordNumbers.map { order[Int($0)] }
    drafted = Lexicon()
    known = Lexicon()
    var single: [(row: Int, value: Int)] = []
    var phrase: [(row: Int, value: Int)] = []
    var inflecting: Set<UInt32> = []
    var disguised: Set<UInt32> = []
    var uses = [WordUse](repeating: WordUse(), count: words.count)
    for (number, needle) in needles.enumerated() {
      let numbers = wordNumbers[Int(needle.start)..<Int(needle.start) + Int(needle.count)]
      let first = wordNumbers[Int(needle.start)]
      if needle.count == 1 {
        single.append((Int(first), number))
        uses[Int(first)].add(UInt32(number))
      } else {
        uses[Int(first)].startPhrase()
        let second = wordNumbers[Int(needle.start) + 1]
        uses[Int(second)].beSecond()
        let pair = pairs.insert(first, second)
        phrase.append((pair, number))
      }
      if needle.match == .inflected { inflecting.formUnion(numbers) }
      if needle.seesDisguises {
        seesDisguises = true
        disguised.formUnion(numbers)
      }
    }
    singles = Rows(single, count: words.count)
    for word in uses.indices {
      guard let number = uses[word].needle.map({ Int($0) }), needles[number].match != .exact,
        !needles[number].wantsCapitals
      else { continue }
      uses[word].bePlain(hasAccents: letters[number] != nil)
    }
    for (word, use) in uses.enumerated() { words.setUse(word, use) }
    phrases = Rows(phrase, count: pairs.count)
    let rows = phrases
    pairs.setPlain { pair in
      let row = rows[pair]
      guard row.count == 1, let number = row.first, needles[Int(number)].count == 2,
        needles[Int(number)].match != .exact, letters[Int(number)] == nil
      else { return nil }
      return number
    }
    indexStems(inflecting.sorted())
    indexSkeletons(disguised.sorted())
  }

  @inline(__always)
  func word(_ index: Int, of needle: Needle) -> UInt32 { wordNumbers[Int(needle.start) + index] }

  private mutating func indexStems(_ numbers: [UInt32]) {
    for language in StemLanguage.allCases {
      var lexicon = Lexicon()
      var rows: [(row: Int, value: Int)] = []
      for number in numbers {
        for stem in language.stems(of: words.key(Int(number)), isTerm: true) {
          rows.append((lexicon.insert(stem), Int(number)))
        }
      }
      if !rows.isEmpty { stems[language] = (lexicon, Rows(rows, count: lexicon.count)) }
    }
  }

  private mutating func indexSkeletons(_ numbers: [UInt32]) {
    var rows: [(row: Int, value: Int)] = []
    for number in numbers {
      let key = words.key(Int(number))
      guard key.count >= 6, let skeleton = ArabicSkeleton.of(key) else { continue }
      rows.append((skeletons.insert(skeleton), Int(number)))
    }
    wordsOfSkeleton = Rows(rows, count: skeletons.count)
  }
}

extension Term.Match {
  fileprivate var rank: UInt8 {
    switch self {
    case .exact: 0
    case .folded: 1
    case .inflected: 2
    }
  }
}

/// The finished table, shared by reference: it is asked for each word of each article.
final class Needles: Sendable {
  let table: NeedleTable

  init(_ table: NeedleTable) { self.table = table }
}
