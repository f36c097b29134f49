/// What speaks for a mention being a place, or against it. Each sign is plainly there or not, so
/// that the judge is a table that can be read (`SignWeights`).
enum Sign: UInt8, CaseIterable, Sendable {
  // What the likeliest place of this name is.
  case country
  case capital
  case region
  case division
  case district
  /// Settlements: under 2,000 people, 10,000 (or not counted), 50,000, 300,000, and above.
  case hamlet
  case village
  case town
  case city
  case metropolis
  /// In a country that writes another script than the mention's, and not large.
  case abroad
  /// A spelling that some list gives, not the place's own name.
  case byname

  // The name itself.
  case compound
  /// One word of three letters or fewer.
  case short
  case fourLetters
  /// An everyday word that some list gives as a place.
  case ordinary
  case givenName
  /// The adjective of a country: `اللبنانية`.
  case adjective

  // The words around.
  /// After `in` and its like, or with ب written on.
  case inside
  /// After another preposition of place.
  case towards
  /// At the start of a report, before a bracket, a dash or a colon: `بيروت (وكالات) -`.
  case dateline
  /// Beside a word that says what it is: `مدينة`, `Province`.
  case typed
  /// و, ل, ك or ف is written on.
  case clitic
  /// In a row with other places.
  case row
  /// Followed by a place that holds it: `Beira, Mozambique`.
  case held
  case afterTitle
  case afterGivenName
  case beforeGivenName
  case afterInstitution
  case beforeInstitution
  /// An institution's noun ends the capitalised words after it: `Ohio State University`.
  case towardsInstitution
  /// `Marburg virus`.
  case beforeDisease
  /// Beside a verb of saying that has a person as its subject.
  case speaks
  /// After a capitalised word inside a sentence: `Taco Bell`.
  case afterCapital
  case beforeCapital
  case startsSentence
  case capitals
  case small
  /// After the article: `the Queen`.
  case articled

  // Hashtags.
  case tag
  /// In the row of hashtags that ends a post, and named before.
  case repeatedTag

  // The rest of the article.
  /// Its country is named elsewhere, most of all, or not while others are.
  case supported
  case home
  case foreign
  /// Its country is the source's.
  case sourceCountry
  /// Its first-level division is spoken of.
  case nearby
  /// The name stands elsewhere with a place's preposition or type word.
  case placedElsewhere
  /// The name stands elsewhere as a person's or a disease's.
  case personElsewhere
}

/// A set of signs.
struct Signs: Equatable, Sendable {
  private(set) var bits: UInt64 = 0

  mutating func insert(_ sign: Sign) { bits |= 1 << UInt64(sign.rawValue) }

  mutating func insert(_ sign: Sign, if holds: Bool) { if holds { insert(sign) } }

  mutating func remove(_ sign: Sign) { bits &= ~(1 << UInt64(sign.rawValue)) }

  func contains(_ sign: Sign) -> Bool { bits & (1 << UInt64(sign.rawValue)) != 0 }
}
