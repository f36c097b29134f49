extension SampleArticle {
  /// The case that the demo is about: a name broken up by dots and tatweel in the headline, plain
  /// and in brackets in the text, beside a box, comments and a form that are not the article.
  package static let hiddenName = SampleArticle(
    number: 4107, outlet: .newspaper,
    title: "أهالي الريف الشرقي يحذرون من عودة خلايا داعـ.ـش إلى أطراف البوكمال",
    author: "سامر الخلف", minutesOld: -1,
    text: """
      قال وجهاء من ريف دير الزور الشرقي إن مجموعات صغيرة من (تنظيم الدولة (داعش)) عادت في الأسابيع الأخيرة إلى التحرك ليلاً في محيط مدينة البوكمال، قريباً من الحدود مع العراق.
      وروى صاحب متجر في هجين أن ملثمين طلبوا منه مالاً باسم الزكاة مرتين خلال شهر، وأن جيرانه صاروا يغلقون أبوابهم عند المغرب.
      وبحسب اثنين من شيوخ العشائر، فإن بعض العائدين كانوا يقاتلون مع داعش قبل سنوات ثم اختفوا، ولا أحد يعرف من سمح لهم بالرجوع.
      ولم تعلّق الجهات الأمنية على هذه الروايات، فيما دعا الأهالي إلى نقاط تفتيش ثابتة على الطريق المؤدي إلى القائم.
      """,
    seeAlso: ["افتتاح معرض للكتاب في دمشق", "نتائج قرعة كأس الجمهورية"],
    comments: ["الله يحمي أهلنا هناك"])

  /// Its text names the town and a return, but the list's words stand only in the box and in a
  /// reader's comment.
  package static let onlyInTheBox = SampleArticle(
    number: 4108, outlet: .newspaper,
    title: "سوق البوكمال يستعيد زبائنه مع عودة الكهرباء إلى المحال",
    author: "ليلى قدور", minutesOld: -2,
    text: """
      عادت الحركة إلى سوق البوكمال المسقوف بعد وصل نحو مئتي محل بالشبكة الكهربائية، وقال تجار الأقمشة إن البيع تضاعف في المساء.
      ويأمل أصحاب المحال أن تشمل المرحلة المقبلة سوق الخضار الذي ما زال يعمل على المولدات.
      وتقول البلدية إن العمل في الأعمدة الباقية ينتهي قبل الشتاء.
      """,
    seeAlso: ["أهالي الريف الشرقي يحذرون من عودة خلايا داعـ.ـش إلى أطراف البوكمال"],
    comments: ["المهم ألا يعود داعش"])

  package static let nightCheckpoints = SampleArticle(
    number: 212, outlet: .agency,
    title: "Tribal mediators report ISIS checkpoints at night near Mayadin",
    author: "Nadia Farrow", minutesOld: -3,
    text: """
      Armed men who say they belong to ISIS have stopped cars at night on the desert road south of Mayadin, two tribal mediators told Steppe Wire.
      The checkpoints last for an hour or less, one of them said: the men ask for names, look at telephones and vanish before a patrol can come.
      Drivers on the way from Deir ez-Zor now leave before noon so as to be home by dusk.
      """)

  package static let weapons = SampleArticle(
    number: 33, outlet: .weekly,
    title: "ضبط شحنة سلاح مهرّبة عند معبر القائم",
    author: "فريق بادية برس", minutesOld: -3,
    text: """
      ضبط حرس الحدود شحنة سلاح مهرّبة في شاحنة خضار عند معبر القائم بين العراق وسوريا، قبالة مدينة البوكمال، وأوقف السائق ومرافقاً له.
      وقال ضابط في المعبر إن البنادق كانت تحت أرضية مزدوجة، وإن الشاحنة عبرت المعبر ثلاث مرات هذا الشهر.
      """)

  /// The list's words and a return, but a television series.
  package static let television = SampleArticle(
    number: 34, outlet: .weekly,
    title: "مسلسل جديد يروي عودة هاربين من داعش إلى قراهم قرب البوكمال",
    author: "فريق بادية برس", minutesOld: -4,
    text: """
      يبدأ الأسبوع المقبل تصوير مسلسل من ثلاثين حلقة عن عائلة هربت من داعش ثم رجعت إلى قريتها قرب البوكمال.
      ويقول المخرج إن العمل يستند إلى شهادات جمعها فريق الكتابة على مدى عامين.
      """)

  /// What is published first, while the daemon runs.
  package static let firstEdition: [SampleArticle] = [hiddenName, onlyInTheBox]
  /// What follows once the first alert has arrived.
  package static let secondEdition: [SampleArticle] = [nightCheckpoints, weapons, television]
  /// The articles that the demo's rules must find, and no other.
  package static let expected: [SampleArticle] = [hiddenName, nightCheckpoints, weapons]
}
