/// French: plurals, feminines, and the regular verbs (on folded words, so without accents).
enum FrenchInflection {
  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    var forms = Set(irregular.lemmas(of: key))
    guard key.count >= 4 else { return forms }
    var singulars: [ArraySlice<UInt8>] = [key]
    if key.ends(in: "aux") {
      forms.insert(Array(key.dropLast(2)) + [0x6C])
      forms.insert(Array(key.dropLast(2)) + [0x69, 0x6C])
    }
    if key.last == 0x73 || key.last == 0x78 {
      singulars.append(key.dropLast())
      forms.insert(Array(key.dropLast()))
    }
    for singular in singulars {
      for (ending, base) in feminine
      where singular.ends(in: ending) && singular.count > ending.count + 1 {
        forms.insert(Array(singular.dropLast(ending.count)) + base)
      }
    }
    if isTerm { return forms }
    // A verb's form: every infinitive it may belong to.
    for (ending, infinitives) in verbal where key.ends(in: ending) && key.count >= ending.count + 3
    {
      let stem = Array(key.dropLast(ending.count))
      for infinitive in infinitives { forms.insert(stem + infinitive) }
    }
    return forms
  }

  private static let feminine: [([UInt8], [UInt8])] = pairs(
    """
    e= elle=el enne=en onne=on ette=et euse=eux euse=eur ive=if ere=er rice=eur sse=s gue=g che=c aine=ain lle=l
    """)

  private static let verbal: [([UInt8], [[UInt8]])] = {
    let er = """
      e es ons ez ent ais ait ions iez aient ai as a ames ates erent erai eras era erons erez eront \
      erais erait erions eriez eraient ant ee ees eons eant eait eaient ea eais eat
      """
    let ir = """
      i is it issons issez issent issais issait issaient issant ie ies irent irai ira irons iront \
      irait iraient
      """
    let re = "s t ons ez ent ais ait aient ant u ue us ues it irent rai ra rons ront rait raient"
    var all: [([UInt8], [[UInt8]])] = []
    func add(_ list: String, _ infinitives: [String]) {
      for ending in Endings(list).list { all.append((ending, infinitives.map { Array($0.utf8) })) }
    }
    add(er, ["er"])
    add(ir, ["ir"])
    add(re, ["re"])
    add("ient iens ient iennent enu enue enus enues int inrent iendra iendrait", ["enir"])
    add("end endent ris rise rises rirent", ["endre", "rendre"])
    return all
  }()

  private static func pairs(_ text: String) -> [([UInt8], [UInt8])] {
    text.split { $0 == " " || $0 == "\n" }.map { pair in
      let sides = pair.split(separator: "=", omittingEmptySubsequences: false)
      return (Array(sides[0].utf8), Array(sides[1].utf8))
    }
  }

  private static let irregular = Irregular(
    """
    est sont etait etaient ete etant fut furent sera seront serait soit soient suis es sommes etes=etre
    a ai as avons avez ont avait avaient eu eue eut aura auront aurait ayant ait aient=avoir
    fait fais faisons font faisait faisaient faite faites faits fit firent fera feront ferait faisant fasse=faire
    peut peux peuvent pouvait pouvaient pu pourra pourront pourrait pourraient puisse put purent pouvant=pouvoir
    va vais vas allons allez vont allait allaient allee alles allees ira iront irait alla=aller
    dit dis disent disait dite dits dites dira disant dirent=dire
    voit vois voient voyait vu vue vus vues verra voyant vit virent=voir
    sait sais savent savait su sue sachant saura=savoir
    veut veux veulent voulait voulu voudrait veuille voulaient=vouloir
    doit dois doivent devait devaient du due dus dues devra devront devrait devraient=devoir
    met mets mettent mettait mis mise mises mettra mettant mit mirent=mettre
    tient tiennent tenait tenu tenue tint=tenir
    ecrit ecrits ecrite ecrites ecrivait ecrivent ecrivit=ecrire
    connu connue connus connues connait connaissent connaissait=connaitre
    ne nee nes nees naquit nait=naitre
    mort morte morts mortes meurt mourut meurent=mourir
    pris prise prises prend prennent prenait prit prenant=prendre
    recu recue recus recoit recut=recevoir
    ouvert ouverte ouverts ouvertes ouvre=ouvrir
    offert offerte offerts=offrir
    suivi suivie suivis suit suivent suivait suivant=suivre
    vecu vit vivait vivent vivant=vivre
    conduit conduite conduisit conduisait=conduire
    construit construite construits construites construisit=construire
    produit produite produits produites=produire
    tue tues tuee tuees tuent tuait tuaient tuant tua=tuer
    yeux=oeil
    belle belles bel beaux=beau
    nouvelle nouvelles nouvel nouveaux=nouveau
    vieille vieilles vieil vieux=vieux
    toute toutes tous=tout
    grosse grosses=gros
    longue longues=long
    publique publiques publics=public
    blanche blanches=blanc
    franche franches=franc
    cette ces cet=ce
    """)
}
