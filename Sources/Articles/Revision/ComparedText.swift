internal import Text

/// A text as a comparison sees it: paragraphs of words, each word a mark of its folded letters, so
/// that case, diacritics, spelling of alef and punctuation are no change.
struct ComparedText {
  struct Paragraph {
    /// Numbers of `words`.
    var words: Range<Int>
    var mark: UInt64
    /// The same with all digits alike.
    var masked: UInt64
    /// Ends like a sentence, or is too long for a headline, a button or a caption.
    var isProse: Bool
    /// Tells a time, an age or a count of readers.
    var isCounter: Bool
  }

  let folded: FoldedText
  let words: [UInt64]
  let paragraphs: [Paragraph]

  init(_ text: String, language: String?) {
    let folded = FoldedText(text, language: language)
    self.folded = folded
    let keys = folded.words.indices.map { folded.key($0) }
    words = keys.map { Self.mark($0) }
    var paragraphs: [Paragraph] = []
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, !Self.isBroken(folded, before: end) { end += 1 }
      paragraphs.append(Self.paragraph(folded, keys: keys, marks: words, start..<end))
      start = end
    }
    self.paragraphs = paragraphs
  }

  /// The scalars of words, by their numbers; for none of them the place after the word before `at`.
  func scalars(_ numbers: ArraySlice<Int>, at place: Int) -> Range<Int> {
    guard let first = numbers.first, let last = numbers.last else {
      let edge =
        place > 0 && place <= folded.words.count
        ? folded.words[place - 1].scalars.upperBound : 0
      return edge..<edge
    }
    return folded.words[first].scalars.lowerBound..<folded.words[last].scalars.upperBound
  }

  // MARK: - Paragraphs

  private static func isBroken(_ folded: FoldedText, before word: Int) -> Bool {
    let gap = folded.words[word - 1].bytes.upperBound..<folded.words[word].bytes.lowerBound
    return folded.bytes[gap].contains(0x0a)
  }

  private static func paragraph(
    _ folded: FoldedText, keys: [ArraySlice<UInt8>], marks: [UInt64], _ range: Range<Int>
  ) -> Paragraph {
    var mark = seed
    var masked = seed
    var hasDigit = false
    var tellsTime = false
    for word in range {
      mark = (mark ^ marks[word]) &* prime
      let digits = folded.words[word].hasDigit
      hasDigit = hasDigit || digits
      masked = (masked ^ (digits ? 1 : marks[word])) &* prime
      tellsTime = tellsTime || counterWords.contains(marks[word])
    }
    let isLong = range.count > (folded.mainScript == .han ? 40 : 12)
    return Paragraph(
      words: range, mark: mark, masked: masked,
      isProse: isLong || endsSentence(folded, after: range.upperBound - 1),
      isCounter: range.count <= 10 && tellsTime && hasDigit)
  }

  private static func endsSentence(_ folded: FoldedText, after word: Int) -> Bool {
    let start = folded.words[word].bytes.upperBound
    let rest = folded.bytes[start...].prefix(16).prefix { $0 != 0x0a }
    return String(decoding: rest, as: UTF8.self).unicodeScalars.contains {
      sentenceEnds.contains($0)
    }
  }

  private static let sentenceEnds: Set<Unicode.Scalar> = [
    ".", "!", "?", "؟", "۔", "…", "。", "！", "？", "।", ":", ";", "؛",
  ]

  // MARK: - Marks

  /// FNV-1a, 64 bits: the same on every machine, since ids are made of them.
  static func mark(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(seed) { ($0 ^ UInt64($1)) &* prime }
  }

  static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  static let prime: UInt64 = 0x0000_0100_0000_01b3

  /// Words beside which a changed number is a clock or a counter, not news.
  private static let counterWords: Set<UInt64> = {
    let words = """
      ago updated modified published posted min mins read views comments shares reads visitors likes
      gmt utc منذ قبل تحديث التحديث نشر النشر مشاهدة مشاهدات المشاهدات قراءة القراءة قراءات تعليق تعليقات \
      التعليقات مشاركات زيارات غرينتش بتوقيت lecture vues commentaires partages publié aktualisiert \
      uhr lesezeit kommentare aufrufe назад обновлено просмотров комментариев чтения мск önce \
      güncellendi güncelleme okunma yorum paylaşım hace actualizado lectura comentarios پیش بازدید نظر
      """
    return Set(FoldedText.keys(of: words).map { mark($0) })
  }()
}
