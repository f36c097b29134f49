/// Turkish: every base that a chain of endings in their order leaves (on folded words: ı as i, ö as
/// o, ü as u, ç as c, ş as s, ğ as g), softened consonants hardened again.
///
/// Endings that make other words (-li, -lik, -la- of verbs) are left on.
enum TurkishInflection {
  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms: Set<[UInt8]> = []
    if isTerm {
      // A dictionary's infinitive is known by its stem.
      if key.count >= 6, key.ends(in: "mak") || key.ends(in: "mek") {
        forms.insert(Array(key.dropLast(3)))
      }
      return forms
    }
    // Noun: copula, then case, possessive, plural; a -ki begins anew.
    var bases: Set<[UInt8]> = [Array(key)]
    for slot in nominal { bases.formUnion(strip(bases, slot)) }
    let relative = strip(bases, [Ending("ki", after: .any)])
    if !relative.isEmpty {
      var inner = relative
      for slot in nominal.dropFirst() { inner.formUnion(strip(inner, slot)) }
      bases.formUnion(inner)
    }
    forms = bases
    // Verb: person, then tense or participle, then negation.
    var verbs = bases
    verbs.formUnion(strip(verbs, person))
    var stems = strip(verbs, tense)
    stems.formUnion(strip(stems, voice))
    forms.formUnion(stems)
    return forms
  }

  private enum Before {
    case vowel
    case consonant
    case any
  }

  private struct Ending {
    var bytes: [UInt8]
    var after: Before
    init(_ text: some StringProtocol, after: Before) {
      bytes = Array(text.utf8)
      self.after = after
    }
  }

  private static func endings(_ text: String, _ after: Before) -> [Ending] {
    text.split(separator: " ").map { Ending($0, after: after) }
  }

  private static let nominal: [[Ending]] = [
    endings("dir dur tir tur", .any) + endings("di du ti tu mis mus se sa", .consonant)
      + endings("ydi ydu ymis ymus yse ysa yken", .vowel),
    endings("da de ta te dan den tan ten la le", .any) + endings("i u in un a e", .consonant)
      + endings("yi yu nin nun ni nu na ne ya ye nda nde ndan nden yla yle nca nce", .vowel),
    endings("im um in un i u imiz umuz iniz unuz", .consonant)
      + endings("m n si su miz muz niz nuz", .vowel),
    endings("lar ler", .any),
  ]
  private static let person =
    endings("lar ler", .any) + endings("im um iz uz", .consonant)
    + endings("m n k siniz sunuz", .vowel)
  private static let tense =
    endings(
      "di du ti tu mis mus meli mali se sa dik duk tik tuk dig dug tig tug ma me mak mek", .any)
    + endings(
      "iyor uyor ar er ir ur ecek acak eceg acag en an ip up erek arak ince unca", .consonant)
    + endings("yor r yecek yacak yeceg yacag yen yan yip yup yerek yarak", .vowel)
  private static let voice =
    endings("ma me mi mu", .any) + endings("il ul in un", .consonant)
    + endings("n", .vowel)

  private static func strip(_ words: Set<[UInt8]>, _ endings: [Ending]) -> Set<[UInt8]> {
    var stripped: Set<[UInt8]> = []
    for word in words {
      for ending in endings
      where word.count >= ending.bytes.count + 3 && word[...].ends(in: ending.bytes) {
        let base = Array(word.dropLast(ending.bytes.count))
        guard fits(base, ending), harmonises(base, ending.bytes) else { continue }
        stripped.insert(base)
        if ending.bytes.first.map(isVowel) ?? false, let hard = hardened(base) {
          stripped.insert(hard)
        }
      }
    }
    return stripped
  }

  private static func fits(_ base: [UInt8], _ ending: Ending) -> Bool {
    guard let last = base.last else { return false }
    switch ending.after {
    case .any: return true
    case .vowel: return isVowel(last)
    case .consonant: return !isVowel(last)
    }
  }

  /// The last vowels before and in an ending agree in backness; ı and i are one letter here.
  private static func harmonises(_ base: [UInt8], _ ending: [UInt8]) -> Bool {
    guard let last = base.last(where: isVowel) else { return false }
    guard let first = ending.first(where: isVowel) else { return true }
    switch (last, first) {
    case (0x61, 0x65), (0x65, 0x61), (0x61, 0x75), (0x65, 0x75): return false
    default: return true
    }
  }

  private static func hardened(_ base: [UInt8]) -> [UInt8]? {
    guard let last = base.last else { return nil }
    switch last {
    case 0x62: return base.dropLast() + [0x70]
    case 0x64: return base.dropLast() + [0x74]
    case 0x67: return base.dropLast() + [0x6B]
    default: return nil
    }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
  }
}
