internal import Text

/// A language whose inflections `match: inflected` sees through.
enum StemLanguage: String, CaseIterable, Sendable {
  case ar
  case en
  case fr
  case de
  case ru
  case tr

  init?(code: String?) {
    guard let code else { return nil }
    self.init(rawValue: LanguageTag.primary(code))
  }

  /// The language to stem a word of a script by: the article's own, else the script's most common.
  static func reading(_ script: Script, main: StemLanguage?) -> StemLanguage? {
    switch script {
    case .arabic: .ar
    case .cyrillic: .ru
    case .latin:
      switch main {
      case .en, .fr, .de, .tr: main
      default: .en
      }
    default: nil
    }
  }

  /// Whether text in a script may be of a language; unknown languages may be anything.
  static func isPlausible(language: String, script: Script) -> Bool {
    let expected: Script
    switch language {
    case "ar", "fa", "ur", "ps", "ckb", "sd", "ug": expected = .arabic
    case "ru", "uk", "bg", "be", "mk", "kk", "ky", "mn": expected = .cyrillic
    case "el": expected = .greek
    case "he", "yi": expected = .hebrew
    case "zh", "ja", "ko", "th", "km", "lo", "my": expected = .han
    case "en", "fr", "de", "tr", "es", "it", "pt", "nl", "pl", "sv", "da", "no", "fi", "cs", "ro",
      "hu", "id", "vi", "sq", "az", "so", "sw":
      expected = .latin
    default: return true
    }
    return script == .none || script == expected
  }

  /// The forms that a folded word may stand for: a text's word and a term are forms of one word when
  /// they share one. A term gives few (it is most often a dictionary form), a text's word all that
  /// its endings allow. None is shorter than two letters.
  func stems(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms: Set<[UInt8]>
    switch self {
    case .ar: forms = ArabicInflection.forms(of: key, isTerm: isTerm)
    case .en: forms = EnglishInflection.forms(of: key, isTerm: isTerm)
    case .fr: forms = FrenchInflection.forms(of: key, isTerm: isTerm)
    case .de: forms = GermanInflection.forms(of: key, isTerm: isTerm)
    case .ru: forms = RussianInflection.forms(of: key, isTerm: isTerm)
    case .tr: forms = TurkishInflection.forms(of: key, isTerm: isTerm)
    }
    forms.insert(Array(key))
    return forms
  }
}
