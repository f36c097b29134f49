import Testing

@testable import Articles

@Suite struct LanguageTests {
  @Test(arguments: [
    ("ar", "تحذير من عودة مقلقة لتنظيم داعش في دير الزور وسط تساؤلات حول دور الأجهزة الأمنية"),
    ("ar", "الرئيس يصل إلى دمشق"),
    ("fa", "وزیر خارجه ایران گفت که این مذاکرات با کشورهای منطقه ادامه خواهد داشت"),
    ("ur", "وزیر اعظم نے کہا ہے کہ حکومت عوام کے مسائل حل کرنے کے لیے کوشش کر رہی ہے"),
    ("ckb", "سەرۆکی هەرێمی کوردستان لەگەڵ وەزیری دەرەوە کۆبووەوە و باسی بارودۆخی ناوچەکە کرا"),
    ("ps", "د افغانستان د بهرنیو چارو وزارت وايي چې له ګاونډیو هېوادونو سره خبرې کوي"),
    ("he", "ראש הממשלה אמר כי הממשלה לא תסכים לכך"),
    ("en", "The minister said that the talks would go on for another week in the capital."),
    ("fr", "Le ministre a déclaré que les discussions se poursuivraient dans la capitale."),
    ("de", "Der Minister sagte, dass die Gespräche in der Hauptstadt fortgesetzt werden."),
    ("es", "El ministro dijo que las conversaciones continuarán en la capital durante una semana."),
    ("it", "Il ministro ha detto che i colloqui continueranno nella capitale per una settimana."),
    ("pt", "O ministro disse que as conversas não vão parar na capital durante uma semana."),
    ("nl", "De minister zei dat de gesprekken in de hoofdstad een week zullen worden voortgezet."),
    ("sv", "Ministern sade att samtalen skulle fortsätta i huvudstaden och att de inte är klara."),
    ("pl", "Minister powiedział, że rozmowy w stolicy będą się toczyć przez kolejny tydzień."),
    (
      "tr",
      "Bakan, görüşmelerin başkentte bir hafta daha devam edeceğini ve bunun için hazır olduğunu söyledi."
    ),
    (
      "id",
      "Menteri itu mengatakan bahwa pembicaraan akan dilanjutkan di ibu kota pada pekan ini dan tidak akan berhenti"
    ),
    ("sw", "Waziri alisema kuwa mazungumzo hayo yataendelea katika mji mkuu kwa wiki moja"),
    ("ru", "Министр заявил, что переговоры в столице продолжатся ещё неделю."),
    ("uk", "Міністр заявив, що переговори у столиці триватимуть ще тиждень."),
    ("bg", "Министърът заяви, че преговорите в столицата ще продължат още една седмица."),
    ("sr", "Министар је рекао да ће се преговори у главном граду наставити још недељу дана."),
    ("zh", "外交部发言人表示，双方将继续在首都举行会谈。"),
    ("ja", "外務大臣は、首都での協議が来週も続くと述べた。"),
    ("ko", "장관은 수도에서 회담이 계속될 것이라고 말했다"),
    ("hi", "मंत्री ने कहा कि राजधानी में बातचीत एक और हफ्ते तक जारी रहेगी"),
    ("bn", "মন্ত্রী বলেছেন যে আলোচনা চলবে"),
    ("el", "Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν"),
    ("hy", "Նախարարն ասաց"),
    ("th", "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไป"),
    ("vi", "Bộ trưởng cho biết các cuộc đàm phán sẽ được tiếp tục trong một tuần nữa ở thủ đô"),
  ])
  func `the language of a sentence is told`(expected: String, text: String) {
    #expect(Language.guess(text) == expected)
  }

  @Test(arguments: ["", "2024", "!!!", "OK", "Reuters"])
  func `nothing is said about a text without words to go by`(text: String) {
    #expect(Language.guess(text) == nil)
  }

  @Test func `names in another script do not turn an Arabic text`() {
    let text = "قالت منظمة Human Rights Watch في تقرير لها إن القوات قصفت المدينة"
    #expect(Language.guess(text) == "ar")
  }

  @Test(arguments: [("ar-SY", "ar"), ("EN_us", "en"), ("iw", "he"), (" fr ", "fr")])
  func `a tag has a primary subtag`(tag: String, primary: String) {
    #expect(Language.primary(tag) == primary)
  }

  @Test(arguments: ["", "x", "english!", "12"])
  func `nonsense is no language tag`(tag: String) {
    #expect(Language.primary(tag) == nil)
  }

  @Test(arguments: [
    ("en-US", "قال سكان في ريف البوكمال إن تحركات ليلية عادت إلى القرى القريبة من النهر", true),
    ("ar", "قال سكان في ريف البوكمال إن تحركات ليلية عادت إلى القرى القريبة من النهر", false),
    ("arz", "قال سكان في ريف البوكمال إن تحركات ليلية عادت إلى القرى القريبة من النهر", false),
    (
      "ar-SY", "Residents near Al-Bukamal said that night movements were back in the villages", true
    ),
    ("fr", "Residents near Al-Bukamal said that night movements were back in the villages", false),
    ("sr", "Residents near Al-Bukamal said that night movements were back in the villages", false),
    ("en", "Жители сообщили о ночных передвижениях в деревнях у реки", true),
    ("uk", "Жители сообщили о ночных передвижениях в деревнях у реки", false),
    ("en", "住民は川沿いの村で夜間の動きが再び見られると話した。調査が始まった。", true),
    ("en", "داعش", false), ("??", "Residents near Al-Bukamal said", true),
  ])
  func `a stated language stands unless the script speaks against it`(
    stated: String, text: String, isContradicted: Bool
  ) {
    #expect(Language.contradicts(stated, text: text) == isContradicted)
  }

  @Test func `an Arabic entry of a feed that says English is Arabic`() {
    let article = ArticleReader.fromFeedHTML(
      title: "عودة خلايا إلى ريف البوكمال",
      html: "<p>قال سكان في ريف البوكمال إن تحركات ليلية عادت إلى القرى القريبة من النهر.</p>",
      language: "en-US")
    #expect(article.language == "ar")
  }
}
