/// German: declined nouns and adjectives (umlauts are folded), weak verbs, participles, and the
/// commonest strong verbs.
enum GermanInflection {
  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms = Set(irregular.lemmas(of: key))
    guard key.count >= 4 else { return forms }
    // A bare adjective or noun: both sides lose their endings.
    for stem in nominal.stripped(key, leaving: 3) {
      if isTerm && stem.count < 4 { continue }
      forms.insert(Array(stem))
    }
    if isTerm {
      if let length = infinitive.length(on: key, leaving: 3) {
        forms.insert(Array(key.dropLast(length)) + marker)
      }
      return forms
    }
    verbs(key, &forms)
    for stem in comparative.stripped(key, leaving: 3) { forms.insert(Array(stem)) }
    return forms
  }

  /// Verb stems are marked, so that nouns do not meet them by chance.
  private static let marker: [UInt8] = [0x2B]
  private static let nominal = Endings("e en er es em n s ern nen se sen")
  private static let comparative = Endings(
    "ere eren erer eres erem ste sten ster stes stem este esten ester estes")
  private static let infinitive = Endings("en n")
  private static let verbal = Endings(
    "en n e st est t et te ten test tet ete eten end ende enden ender endes")

  private static func verbs(_ key: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    for stem in verbal.stripped(key, leaving: 3) {
      forms.insert(Array(stem) + marker)
      // gemacht, dargestellt, darzustellen.
      for prefix in prefixes where stem.starts(with: prefix) && stem.count >= prefix.count + 5 {
        let rest = stem.dropFirst(prefix.count)
        if rest.starts(with: [0x67, 0x65]) || rest.starts(with: [0x7A, 0x75]) {
          forms.insert(prefix + Array(rest.dropFirst(2)) + marker)
        }
      }
    }
  }

  private static let prefixes: [[UInt8]] =
    [[]]
    + Endings(
      """
      an auf aus ab ein vor zu dar bei mit nach her hin weg statt fest zuruck um uber unter durch \
      fort los teil hervor heraus hinaus zusammen wieder
      """
    ).list

  private static let irregular = Irregular(
    """
    ist sind war waren gewesen bin bist seid sei ware waren seien=sein
    hat hatte hatten haben habe hast gehabt hatte=haben
    wird wurde wurden worden geworden wirst wurde=werden
    kann konnte konnten gekonnt konne=konnen
    muss musste mussten mussen musse=mussen
    will wollte wollten gewollt=wollen
    soll sollte sollten=sollen
    darf durfte durften=durfen
    mag mochte mochten=mogen
    gibt gab gaben gegeben gib gabe=geben
    ging gingen gegangen geht=gehen
    kam kamen gekommen kommt=kommen
    nahm nahmen genommen nimmt=nehmen
    sah sahen gesehen sieht=sehen
    stand standen gestanden steht=stehen
    fand fanden gefunden findet=finden
    blieb blieben geblieben bleibt=bleiben
    hielt hielten gehalten halt=halten
    sprach sprachen gesprochen spricht=sprechen
    schrieb schrieben geschrieben schreibt=schreiben
    liess liessen gelassen lasst=lassen
    lag lagen gelegen liegt=liegen
    begann begannen begonnen beginnt=beginnen
    fuhr fuhren gefahren fahrt=fahren
    trug trugen getragen tragt=tragen
    zog zogen gezogen zieht=ziehen
    verlor verloren verliert=verlieren
    gewann gewannen gewonnen gewinnt=gewinnen
    starb starben gestorben stirbt=sterben
    traf trafen getroffen trifft=treffen
    half halfen geholfen hilft=helfen
    wusste wussten gewusst weiss=wissen
    dachte dachten gedacht denkt=denken
    brachte brachten gebracht bringt=bringen
    nannte nannten genannt nennt=nennen
    kannte kannten gekannt kennt=kennen
    rief riefen gerufen ruft=rufen
    schloss schlossen geschlossen schliesst=schliessen
    fiel fielen gefallen fallt=fallen
    lief liefen gelaufen lauft=laufen
    schlug schlugen geschlagen schlagt=schlagen
    wuchs wuchsen gewachsen wachst=wachsen
    verstand verstanden versteht=verstehen
    entstand entstanden entsteht=entstehen
    erhielt erhielten erhalt=erhalten
    enthielt enthielten enthalt=enthalten
    bekam bekamen bekommt=bekommen
    las lasen gelesen liest=lesen
    ass assen gegessen isst=essen
    besser beste besten bester bestes=gut
    hoher hohen hohem hohes hochste hochsten=hoch
    nahere nachste nachsten=nah
    """)
}
