internal import Text

/// The classes of every word that any list holds, in one table.
enum Vocabulary {
  static func classes(of key: ArraySlice<UInt8>) -> WordClass { table[key] ?? [] }

  static let table: KeyTable<WordClass> = {
    var classes: [[UInt8]: WordClass] = [:]
    for (kind, words) in lists {
      let folded = FoldedText(words)
      for index in folded.words.indices {
        classes[Array(folded.key(index)), default: []].insert(kind)
      }
    }
    for phrase in Lexicon.phrases where phrase.count > 1 {
      classes[Array(phrase[0]), default: []].insert(.phrase)
    }
    for (key, code) in CountryAdjectives.codes {
      classes[key, default: []].formUnion(.adjective(of: code))
    }
    return KeyTable(classes)
  }()

  private static let lists: [(WordClass, String)] = [
    (.function, Lexicon.function),
    (.direction, Lexicon.directions),
    (.locative, Lexicon.locatives),
    (.inside, Lexicon.insides),
    (.link, Lexicon.links),
    (.disease, Lexicon.diseases),
    (.institutionOf, Lexicon.institutionsOf),
    (.speech, Lexicon.speechVerbs),
    (.compass, Lexicon.compass),
    (.officeAfter, Lexicon.officesAfter),
    (.ordinary, Lexicon.ordinaryArabic),
    (.ordinary, Lexicon.ordinaryLatin),
    (.institutionBefore, Lexicon.institutionsBefore),
    (.institutionAfter, Lexicon.institutionsAfter),
    (.givenName, Lexicon.givenNames),
    (.familyName, Lexicon.familyNames),
    (.personTitle, Lexicon.personTitles),
    (.join, "and و und et y ve и"),
    (.the, "the"),
    (.article, "the al el la le les los der die das dem den"),
    (.nameArticle, "al el ar as ash at az an ad ed es er ez et the la le les los las de d l"),
    (.freeArticle, "al el the la le les los las de"),
    (
      .namePart,
      """
      ابو أبو البو بو ام أم دير عين تل كفر بيت عبد راس رأس خان جبل وادي باب برج حي بئر بير
      al el ar as ash at az an ad es er ez abu umm deir tell tel ain san santa new saint st port
      """
    ),
    (.shortened, "st ste mt ft pt"),
    (.holderIn, "in of في من"),
    (.border, "الحدود حدود للحدود بالحدود والحدود"),
    (.latinBorder, "border borders frontier граница границе границы"),
    (.between, "between بين с между"),
    (.with, "and with مع"),
  ]
}
