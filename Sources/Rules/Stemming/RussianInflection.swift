/// Russian: the stem of a word together with the kind of ending it had, so that forms meet only
/// within a noun's declension, an adjective or a verb (`работа`, `работает` are two words).
enum RussianInflection {
  private enum Mark {
    static let hard: UInt8 = 0x31
    static let soft: UInt8 = 0x32
    static let adjective: UInt8 = 0x33
    static let verb: UInt8 = 0x34
  }

  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms = Set(irregular.lemmas(of: key))
    guard key.count >= 6 else { return forms }
    if isTerm {
      term(key, &forms)
    } else {
      word(key, &forms)
    }
    return forms
  }

  private static func term(_ key: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    if let length = infinitive.length(on: key, leaving: 4) {
      forms.insert(Array(key.dropLast(length)) + [Mark.verb])
      return
    }
    if let length = dictionaryAdjective.length(on: key, leaving: 4) {
      let stem = Array(key.dropLast(length))
      forms.insert(stem + [Mark.adjective])
      // бой, герой; комментарий.
      if key.ends(in: "ой") ? stem.count > 6 : !key.ends(in: "ий") { return }
    }
    for (ending, mark) in nominal where key.ends(in: ending) && key.count >= ending.count + 4 {
      let stem = Array(key.dropLast(ending.count))
      forms.insert(stem + [mark])
      addFleeting(stem, mark, isBare: ending.isEmpty || ending == soft, &forms)
    }
    if !endsInVowel(key) {
      forms.insert(Array(key) + [Mark.hard])
      addFleeting(Array(key), Mark.hard, isBare: true, &forms)
      if let last = lastLetter(Array(key)), hushers.contains(last) {
        forms.insert(Array(key) + [Mark.soft])
      }
    }
  }

  private static func word(_ key: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    var base = key
    if let length = reflexive.length(on: key, leaving: 6) { base = key.dropLast(length) }
    for stem in verbal.stripped(base, leaving: 4) { forms.insert(Array(stem) + [Mark.verb]) }
    for stem in adjectival.stripped(base, leaving: 4) {
      forms.insert(Array(stem) + [Mark.adjective])
    }
    for (ending, mark) in nominal where key.ends(in: ending) && key.count >= ending.count + 4 {
      forms.insert(Array(key.dropLast(ending.count)) + [mark])
    }
    if !endsInVowel(key) { forms.insert(Array(key) + [Mark.hard]) }
  }

  /// рынок, рынка; день, дня; девушка, девушек: a vowel before the last consonant comes and goes.
  private static func addFleeting(
    _ stem: [UInt8], _ mark: UInt8, isBare: Bool, _ forms: inout Set<[UInt8]>
  ) {
    guard stem.count >= 6, let last = lastLetter(stem) else { return }
    let before = Array(stem.dropLast(2))
    if isBare {
      if before.count >= 4, before[...].ends(in: "о") || before[...].ends(in: "е") {
        forms.insert(Array(before.dropLast(2)) + last + [mark])
      }
    } else if !endsInVowel(before[...]) && !endsInVowel(stem[...]) {
      forms.insert(before + Array("о".utf8) + last + [mark])
      forms.insert(before + Array("е".utf8) + last + [mark])
    }
  }

  private static func lastLetter(_ stem: [UInt8]) -> [UInt8]? {
    stem.count >= 2 ? Array(stem.suffix(2)) : nil
  }

  private static func endsInVowel(_ word: ArraySlice<UInt8>) -> Bool {
    vowels.contains(Array(word.suffix(2)))
  }

  private static let vowels = Set(Endings("а е и о у ы э ю я ь й").list)
  private static let hushers = Set(Endings("ж ш ч щ ц й").list)
  private static let soft = Array("ь".utf8)
  private static let infinitive = Endings("ться тись ть ти")
  private static let dictionaryAdjective = Endings("ый ий ой")
  private static let reflexive = Endings("ся сь")

  private static let nominal: [([UInt8], UInt8)] =
    Endings("а о у ы ом ов ам ами ах ой ою").list.map { ($0, Mark.hard) }
    + Endings("я ю ь й ем ей ям ями ях ью ев ьми ье ья").list.map { ($0, Mark.soft) }
    + Endings("е и").list.flatMap { [($0, Mark.hard), ($0, Mark.soft)] }
    + Endings("ем ей ев").list.map { ($0, Mark.hard) }

  private static let adjectival = Endings(
    """
    ими ыми его ого ему ому ее ие ые ое ей ий ый ой ем им ым ом их ых ую юю ая яя ою ею \
    ейший ейшая ейшее ейшие ейших ейшего ейшей
    """)
  private static let verbal = Endings(
    """
    ла ло ли л ть ти на но ны н ет ем ют ут ит им ат ят ешь ишь ете ите ю у в вши вшись ейте йте й \
    ющий ющая ющее ющие ющих ющего ющему ющим ющими ющую ющей ющем ащий ащая ащие ащих \
    вший вшая вшее вшие вших вшего вшему вшим вшими вшую вшей вшем я \
    нный нная нное нные нных нного нному нным нными нную нной нном
    """)

  private static let irregular = Irregular(
    """
    люди людей людям людьми людях=человек
    дети детей детям детьми детях=ребенок
    лет=год
    времени временем времена времен временам временами временах=время
    имени именем имена имен именам именами именах=имя
    дочери дочерью дочерей дочерям дочерями=дочь
    матери матерью матерей матерям=мать
    дня дню днем дне дни дней дням днями днях=день
    был была было были есть будет будут буду быть=быть
    мог могла могли может могут могу можем=мочь
    шел шла шли идет идут=идти
    """)
}
