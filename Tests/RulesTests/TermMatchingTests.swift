import TestSupport
import Testing

@testable import Rules

@Suite struct TermMatchingTests {
  private func found(_ term: Term, _ marked: String, language: String? = nil) throws -> Bool {
    let (text, spans) = unmark(marked)
    let set = try ruleSet([rule("rule", .term(term))])
    let matches = set.matches(text, language: language)
    for match in matches {
      #expect(match.snippet.contains(match.text))
      #expect(match.field == .body && match.condition == "term" && match.term == term.text)
    }
    #expect(matches.map(\.scalars) == spans, "\(text)")
    return matches.map(\.scalars) == spans
  }

  @Test(arguments: [
    "عودة ⟦لداعش⟧ إلى الريف", "الدولة (⟦داعش⟧)، ثم", "⟦وبداعش⟧", "⟦دَاعِش⟧", "⟦داعـــش⟧",
    "عناصر مداعشة وداعشية", "«⟦داعش⟧» ⟦داعش⟧",
  ])
  func `a folded Arabic term meets its clitics and no other word`(marked: String) throws {
    #expect(try found(term("داعش"), marked, language: "ar"))
  }

  @Test(arguments: [
    "عودة ⟦داعـ.ـش⟧ إلى الريف", "خلايا ⟦د ا ع ش⟧ نائمة", "⟦د.ا.ع.ش⟧", "⟦دا3ش⟧", "⟦داااااعش⟧",
    "قال ⟦دا🔥عش⟧ أمس", "⟦د-ا-ع-ش⟧", "⟦لد_ا_ع_ش⟧", "⟦د\u{200B}ا\u{200B}عش⟧", "⟦دا*عش⟧",
    "قال د. أحمد إن ا ب ج", "دا\nعش",
  ])
  func `an obfuscated Arabic keyword matches at its own span`(marked: String) throws {
    #expect(try found(term("داعش"), marked))
  }

  @Test(arguments: [
    "⟦d*esh⟧ and ⟦d•esh⟧, a*b", "⟦d4esh⟧ fighters", "⟦D A E S H⟧ is", "⟦d@esh⟧", "⟦dаеsh⟧",
    "⟦ｄａｅｓｈ⟧", "⟦daeeeesh⟧", "⟦dæsh⟧",
    "the ⟦d-a-e-s-h⟧", "⟦dae$h⟧!", "⟦𝐝𝐚𝐞𝐬𝐡⟧", "⟦dáésh⟧", "⟦da/esh⟧", "F16 and the 2nd, a dash",
  ])
  func `an obfuscated Latin keyword matches at its own span`(marked: String) throws {
    #expect(try found(term("daesh"), marked))
  }

  @Test(arguments: [
    ("mig", "an M16 and 34 tanks"), ("tea", "the T34"), ("hat", "h/a, t and h, a, t"),
    ("role", "the rol 3"), ("today", "to, day by day"), ("abc", "points a, b, c"),
    ("كان", "سكان المدينة"), ("احد", "واحد من"), ("مكتب", "في المكتبة"), ("عرب", "القانون العربي"),
  ])
  func `ordinary prose wakes no term`(keyword: String, text: String) throws {
    #expect(try found(term(keyword), text))
  }

  @Test(arguments: [
    ("guerre", "l'après-guerre, la ⟦guerre⟧, une va-t-en-guerre"),
    ("Daech", "les forces anti-⟦Daech⟧ et ⟦Daech⟧"), ("syrien", "franco-⟦syrien⟧, le nord-syrien"),
    ("est", "le sud-est, ⟦est⟧-ce ici, c'⟦est⟧"), ("dit", "⟦dit⟧-il, le soi-disant, un non-⟦dit⟧"),
    ("elle", "dit-⟦elle⟧, qu'⟦elle⟧, elle-même"), ("côte", "la ⟦côte⟧ à côté, là, çà"),
    ("partie nord", "la ⟦partie nord⟧, la partie nord-est"),
    ("Nouvelle-Calédonie", "en ⟦Nouvelle-Calédonie⟧ été là"),
  ])
  func `a French compound is a word of its own, but for names, prefixes and pronouns`(
    word: String, marked: String
  ) throws {
    #expect(try found(term(word), marked, language: "fr"))
  }

  @Test(arguments: [
    ("sonra", "⟦sonraki⟧ gün ⟦sonra⟧"), ("mümkün", "bu ⟦mümkündür⟧ çünkü"),
    ("yok", "⟦yoktu⟧, ⟦yoksa⟧ ve ⟦yok⟧"), ("Temmuz ayında", "⟦Temmuz ayındaki⟧ kongre"),
    ("yaz", "mektup yazdı, bu ⟦yaz⟧"), ("bil", "bana bildir"), ("bel", "belki gelir"),
    ("Yahudi", "⟦Yahudi⟧'den"),
  ])
  func `a Turkish word is met with the copula and -ki`(word: String, marked: String) throws {
    #expect(try found(term(word), marked, language: "tr"))
    #expect(try found(term("mümkün"), "mümkündür", language: "en"))
  }

  @Test(arguments: [
    ("בית", "⟦הבית⟧ ⟦ובבית⟧ ⟦שבבית⟧ בתים", "he"), ("ארה״ב", "⟦ארה״ב⟧ ⟦בארה\"ב⟧", "he"),
    ("کتاب", "⟦کتاب⟧\u{200C}ها و ⟦کتابهای⟧ ⟦کتابها⟧ کتابخانه", "fa"),
    ("صدا", "⟦صدای⟧ انفجار و ⟦صدا⟧ و صدایش", "fa"),
    ("نیرو", "⟦نیروی⟧ زمینی و ⟦نیروهای⟧ ویژه", "fa"),
    ("ایران", "ایرانی در ⟦ایران⟧", "fa"),
    ("صدا", "صداي القاتل", "ar"),
    ("خانه", "⟦خانه⟧ و ⟦خانۀ⟧ من", "fa"),
    ("Syria", "#⟦FreeSyria⟧ #⟦SaveSyriaNow⟧ FreeSyria #freesyria #free_⟦Syria⟧", "en"),
  ])
  func `other scripts write onto words too`(word: String, marked: String, language: String) throws {
    #expect(try found(term(word), marked, language: language))
  }

  @Test func `without disguise only open words count`() throws {
    #expect(try found(term("داعش", disguise: false), "داعـ.ـش ⟦لداعش⟧ د ا ع ش"))
  }

  @Test(arguments: [
    ("Islamic State", "the ⟦Islamic State⟧, an islamic. State of ⟦ISLAMIC\u{A0}STATE⟧"),
    ("تنظيم الدولة", "عاد ⟦لتنظيم الدولة⟧ وتنظيم دولة"), ("وزير خارجية", "قال ⟦الوزير الخارجية⟧"),
    ("al-Sharq", "the ⟦Al Sharq⟧ and ⟦al-sharq⟧"), ("叙利亚", "在⟦叙利亚⟧北部"), ("시리아", "⟦시리아⟧에서"),
    ("دير الزور", "ريف ⟦دير الـ.ـزور⟧ ⟦ودير الزور⟧"), ("don't", "I ⟦don’t⟧ know"),
  ])
  func `phrases are words in a row within a sentence`(phrase: String, marked: String) throws {
    #expect(try found(term(phrase), marked))
  }

  @Test func `exact is to the letter`() throws {
    #expect(try found(term("IS", .exact), "is it ⟦IS⟧ or Is, I.S."))
    #expect(try found(term("أحمد", .exact), "⟦أحمد⟧ احمد وأحمد"))
  }

  @Test func `a name in capitals that is an everyday word wants capitals`() throws {
    #expect(try found(term("US"), "the ⟦US⟧ told us"))
    #expect(try found(term("NATO"), "⟦nato⟧ and ⟦NATO⟧"))
  }

  @Test(arguments: [
    ("حزب", "⟦الأحزاب⟧ ⟦وحزبين⟧ وحزبي", "ar"), ("سياسي", "⟦السياسيين⟧ ⟦وسياسية⟧", "ar"),
    ("عنصر", "⟦عناصر⟧", "ar"), ("حكومة", "⟦الحكومات⟧ ⟦حكومته⟧ حكومي", "ar"),
    ("attack", "⟦attacks⟧ were ⟦attacking⟧ an attacker", "en"), ("city", "⟦cities⟧", "en"),
    ("journal", "les ⟦journaux⟧", "fr"), ("tuer", "il ⟦tue⟧, ⟦tués⟧, tueur", "fr"),
    ("Wahl", "⟦Wahlen⟧ wählen", "de"), ("darstellen", "⟦dargestellt⟧ ⟦darzustellen⟧", "de"),
    ("война", "⟦войны⟧ ⟦войну⟧ военный", "ru"), ("работа", "⟦работы⟧ работает", "ru"),
    ("день", "⟦дней⟧ ⟦дня⟧", "ru"), ("kitap", "⟦kitabı⟧ ⟦kitaplarımızdan⟧ kitapçı", "tr"),
    ("şehir", "⟦şehirlerde⟧ ⟦şehirden⟧", "tr"),
  ])
  func `an inflected term meets its forms`(word: String, marked: String, language: String) throws {
    #expect(try found(term(word, .inflected), marked, language: language))
  }

  @Test(arguments: [
    ("côté", "le ⟦côté⟧, la côte, un été à Évian, ⟦COTE⟧", "fr"),
    ("Erdoğan", "⟦Erdogan⟧ à été né", "fr"),
    ("yanı", "⟦yanı⟧ sıra yani şu çağ", "tr"), ("ışık", "⟦IŞIK⟧ ⟦Işık⟧ çok güzel ışıl", "tr"),
    ("securite", "la ⟦sécurité⟧ a été évitée", "fr"), ("Müller", "⟦Muller⟧", nil),
  ])
  func `accents part words only where the language means them`(
    word: String, marked: String, language: String?
  ) throws {
    #expect(try found(term(word), marked, language: language))
  }
}
