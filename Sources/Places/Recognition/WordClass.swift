/// What a word is to the place finder, from all its lists.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt64

  private init(bit: UInt64) { rawValue = 1 << bit }

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// Of grammar: no name begins with it.
  static let function = WordClass(bit: 0)
  static let locative = WordClass(bit: 1)
  static let inside = WordClass(bit: 2)
  static let link = WordClass(bit: 3)
  static let disease = WordClass(bit: 4)
  static let institutionOf = WordClass(bit: 5)
  static let speech = WordClass(bit: 6)
  static let compass = WordClass(bit: 7)
  static let officeAfter = WordClass(bit: 8)
  static let ordinary = WordClass(bit: 9)
  static let institutionBefore = WordClass(bit: 10)
  static let institutionAfter = WordClass(bit: 11)
  static let givenName = WordClass(bit: 12)
  static let familyName = WordClass(bit: 13)
  static let personTitle = WordClass(bit: 14)
  static let join = WordClass(bit: 15)
  static let the = WordClass(bit: 16)
  /// Before a name, as a word of its own.
  static let article = WordClass(bit: 17)
  /// Within a name, with a hyphen or as a word of its own.
  static let nameArticle = WordClass(bit: 18)
  static let freeArticle = WordClass(bit: 19)
  static let namePart = WordClass(bit: 20)
  static let shortened = WordClass(bit: 21)
  static let holderIn = WordClass(bit: 22)
  static let border = WordClass(bit: 23)
  static let latinBorder = WordClass(bit: 24)
  static let between = WordClass(bit: 25)
  static let with = WordClass(bit: 26)
  /// The first word of a phrase of `FixedPhrases`.
  static let phrase = WordClass(bit: 27)
  /// The adjective of a country, whose code `country` gives.
  static let adjective = WordClass(bit: 28)
  static let direction = WordClass(bit: 29)

  /// No place by themselves.
  static let nameless = WordClass(rawValue: function.rawValue | direction.rawValue)
  /// Names of persons.
  static let personal = WordClass(rawValue: givenName.rawValue | familyName.rawValue)
  /// Words that place what follows them.
  static let placing = WordClass(rawValue: inside.rawValue | locative.rawValue | link.rawValue)
  /// Everyday words.
  static let dull = WordClass(rawValue: ordinary.rawValue | institutionBefore.rawValue)
  /// Not taken apart, and no witness of a country.
  static let whole = WordClass(rawValue: personal.rawValue | dull.rawValue)
  static let anyBorder = WordClass(rawValue: border.rawValue | latinBorder.rawValue)
  /// Capitalised words beside a name that are no part of it.
  static let beforeName = WordClass(rawValue: compass.rawValue | officeAfter.rawValue)
  static let afterName = WordClass(rawValue: personTitle.rawValue | officeAfter.rawValue)

  /// The class of a country's adjective. The code's two letters take the highest bits.
  static func adjective(of code: String) -> WordClass {
    let letters = code.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return WordClass(rawValue: adjective.rawValue | letters << 48)
  }

  /// ISO 3166-1 alpha-2 code of the country whose adjective the word is.
  var country: String? {
    guard contains(.adjective) else { return nil }
    return String(
      decoding: [
        UInt8(truncatingIfNeeded: rawValue >> 56), UInt8(truncatingIfNeeded: rawValue >> 48),
      ],
      as: UTF8.self)
  }
}
