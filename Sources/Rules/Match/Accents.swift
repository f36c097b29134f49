internal import Text

/// Tells words apart that differ only by letters which folding makes one, where the writer surely
/// means them: `côté` is not `côte` in French, `yanı` not `yani` in Turkish.
///
/// Only the letters of the text's own language count, and only in a text that uses them; a word in
/// capitals may lack them. So `Erdoğan` is found as `Erdogan`, and `securite` finds `sécurité`.
struct Accents: Sendable {
  private let alphabet: Set<UInt32>
  private let language: StemLanguage

  /// nil when the text's language has no such letters, or the text does without them.
  init?(_ text: FoldedText) {
    guard let language = StemLanguage(code: text.language), let alphabet = Self.alphabets[language]
    else { return nil }
    self.language = language
    self.alphabet = alphabet
    var count = 0
    var at = 0
    let bytes = text.bytes
    while at + 1 < bytes.count && count < 3 {
      // Every letter of these alphabets has two bytes.
      if bytes[at] >= 0xC3 && bytes[at] <= 0xC5 {
        let scalar = UInt32(bytes[at] & 0x1F) << 6 | UInt32(bytes[at + 1] & 0x3F)
        if alphabet.contains(scalar) { count += 1 }
      }
      at += 1
    }
    if count < 3 { return nil }
  }

  /// Whether a word of the text may be the term's word, or a form of it.
  func agree(term: [UInt32], word: String, isAllCapitals: Bool) -> Bool {
    if isAllCapitals { return true }
    let letters = lowercased(word)
    if letters.contains(where: { (0x300...0x36F).contains($0) }) { return true }
    let isMarked = term.contains { $0 >= 0x80 }
    for (wanted, found) in zip(term, letters) where wanted != found && wanted != 0x49 {
      if alphabet.contains(wanted) && found < 0x80 { return false }
      // A French writer who sets accents sets all: côte is not côté.
      if language == .fr && isMarked && wanted < 0x80 && alphabet.contains(found) { return false }
      // Dotless and dotted i, once the term shows that its writer has both.
      if language == .tr && isMarked && wanted == 0x69 && found == 0x131 { return false }
    }
    // A French word that ends in é is another than the one in e.
    if language == .fr && !isMarked && term.count == letters.count && term.last == 0x65
      && letters.last == 0xE9 && zip(term, letters).dropLast().allSatisfy({ $0 == $1 })
    {
      return false
    }
    return true
  }

  /// The letters of a word, in small letters but for I, which is i or ı.
  static func letters(of word: String) -> [UInt32] {
    word.unicodeScalars.flatMap { scalar -> [UInt32] in
      if scalar.value == 0x49 { return [0x49] }
      if scalar.value == 0x130 { return [0x69] }
      if scalar.properties.isDefaultIgnorableCodePoint || scalar.value == 0x200B { return [] }
      return scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
    }
  }

  private func lowercased(_ word: String) -> [UInt32] {
    Self.letters(of: word).map { $0 == 0x49 ? (language == .tr ? 0x131 : 0x69) : $0 }
  }

  private static let alphabets: [StemLanguage: Set<UInt32>] = [
    .tr: letterSet("çğıöşü"), .fr: letterSet("àâçéèêëîïôùûü"), .de: letterSet("äöüß"),
  ]

  private static func letterSet(_ text: String) -> Set<UInt32> {
    Set(text.unicodeScalars.map(\.value))
  }
}
