/// Words that say what a place is and are no part of its name: `Governorate`, `محافظة`, `oblast`.
struct TypeWords: Sendable {
  enum Sense: Hashable, Sendable {
    case country
    case division
    case district
    case settlement
    /// A hill, an area, a quarter: something with a place's name, of no certain kind.
    case area
  }

  /// The one table, folded once.
  static let standard = TypeWords(
    before: table(beforeWords), after: table(afterWords),
    links: KeyTable(Dictionary(linkWords.map { (folded($0), true) }) { first, _ in first }))

  let before: KeyTable<Sense>
  let after: KeyTable<Sense>
  let links: KeyTable<Bool>

  /// A name without the type words at its ends, and what they said. The name is never emptied.
  func stripped(_ name: NameKey) -> (name: NameKey, sense: Sense?) {
    var words = name.words[...]
    var sense: Sense?
    if words.count > 1, let last = words.last, let found = after[last] {
      words.removeLast()
      sense = found
    } else if words.count > 1, let first = words.first, let found = before[first] {
      words.removeFirst()
      sense = found
      while words.count > 1, let next = words.first, links[next] != nil { words.removeFirst() }
    }
    return (NameKey(words: Array(words)), sense)
  }

  private static func table(_ lines: [(Sense, String)]) -> KeyTable<Sense> {
    var result: [[UInt8]: Sense] = [:]
    for (sense, words) in lines {
      for word in words.split(separator: " ") { result[folded(String(word))] = sense }
    }
    return KeyTable(result)
  }

  private static func folded(_ word: String) -> [UInt8] { NameKey(word).joined }

  private static let linkWords = ["of", "de", "du", "des", "d", "del", "della", "di", "da", "do"]

  private static let beforeWords: [(Sense, String)] = [
    (.country, "دولة جمهورية مملكة دولت جمهوری"),
    (.division, "محافظة ولاية إمارة إقليم مقاطعة استان ولايت صوبہ مديرية"),
    (.division, "Governorate Province Provincia Provinz Gouvernorat Gouvernement Gobernación"),
    (.division, "State Oblast Óblast Wilaya Région Muhafazah Muḩāfaz̧at Muhafazat Canton"),
    (
      .division, "область провинция мухафаза губернаторство мухафазат провінція מחוז نیابت پارێزگای"
    ),
    (.district, "قضاء منطقة ناحية مركز شهرستان نفت שפת"),
    (.district, "District Département Departamento County Kabupaten Kreis Landkreis Distrito"),
    (.district, "район округ графство נפת Okres Arrondissement Comuna Provincie"),
    (.settlement, "مدينة بلدة قرية شهر بلدية شارى شاری قصبہ שכונת العاصمة عاصمة"),
    (.settlement, "City Town Village Ville Ciudad Stadt Medina Madinat Madīnat Município"),
    (.settlement, "город города городе село деревня посёлок місто עיר העיר"),
    (.division, "أوبلاست"),
    (.area, "ريف بادية ضواحي مخيم حي سهل جبل جزيرة وادي"),
  ]

  private static let afterWords: [(Sense, String)] = [
    (.division, "Governorate Province Oblast Oblastı Region Prefecture Krai Wilaya Voivodeship"),
    (.division, "State Emirate Gouvernement Provinz Muhafazah Canton Municipality"),
    (.division, "область края край обл область провинция мухафаза губернаторство"),
    (.division, "أوبلاست كراي"),
    (.division, "ili vilayeti eyaleti Valiliği bölgesi"),
    (.district, "District County Department Raion Rayon Okrug Subdistrict ilçesi"),
    (.district, "район районі округ"),
    (.settlement, "City Town Village şehri köyü kasabası"),
  ]
}
