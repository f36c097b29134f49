/// Short lines that lead away from an article or belong to the page around it.
enum JunkLines {
  /// Whether a short line is one: it begins with a known phrase and is a label or mostly a link.
  static func matches(_ text: String, linkShare: Double) -> Bool {
    let words = TextKey.words(String(text.prefix(120)))
    guard let first = words.first else { return true }
    for phrase in labels[first] ?? [] where words.starts(with: phrase) {
      let rest = words.count - phrase.count
      if rest <= 2 || linkShare > 0.2 || text.prefix(40).contains(":") { return true }
    }
    for phrase in always[first] ?? [] where words.starts(with: phrase) { return true }
    return false
  }

  /// Whether a heading opens what follows an article: related ones, comments, the day's news.
  static func isEnding(_ heading: String) -> Bool {
    let words = TextKey.words(heading)
    guard let first = words.first else { return false }
    return (endings[first] ?? []).contains { words.starts(with: $0) && words.count <= $0.count + 2 }
  }

  private static func table(_ text: String) -> [String: [[String]]] {
    var result: [String: [[String]]] = [:]
    for line in text.split(separator: "\n") {
      for phrase in line.split(separator: "|") {
        let words = TextKey.words(String(phrase))
        guard let first = words.first else { continue }
        result[first, default: []].append(words)
      }
    }
    return result
  }

  /// Labels of boxes and links: junk when little follows, when it is a link, or with a colon.
  private static let labels = table(
    """
    read more|read also|also read|read next|more on this|see also|related|related articles|related stories|related story|related topics|recommended|more from|advertisement|share|share this|share on|listen|watch|watch live|click here|continue reading|story continues|most read|trending|don't miss|up next|you may also like|editor's picks|tags|topics|filed under|keywords|source|photo|image|picture|video|getty images|read the full|read full|download
    اقرأ أيضا|إقرأ أيضا|اقرأ المزيد|اقرأ ايضا|إقرأ المزيد|اقرا ايضا|قد يهمك|قد يعجبك|شاهد أيضا|شاهد ايضا|شاهد|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|اخبار ذات صلة|ذات صلة|المزيد|المزيد من|مواضيع متعلقة|شارك|شاركها|انشر|الوسوم|وسوم|كلمات مفتاحية|الكلمات المفتاحية|إعلان|اعلان|لمتابعة|تابعونا|تابعنا|المصدر|طباعة|التعليقات|اترك تعليقا|لقراءة|لمزيد من
    بیشتر بخوانید|بخوانید|مطالب مرتبط|اخبار مرتبط|برچسب ها|همچنین بخوانید|منبع|ادامه مطلب|یہ بھی پڑھیں|مزید پڑھیں|مزید پڑھئے
    lire aussi|à lire aussi|a lire aussi|à lire|lire la suite|lire également|voir aussi|partager|publicité|sur le même sujet|mots clés|pour aller plus loin|retrouvez
    lesen sie auch|lesen sie mehr|mehr zum thema|mehr dazu|lesen sie hier|lesetipp|auch interessant|weiterlesen|anzeige|teilen|zum thema|quelle|schlagworte|themen|mehr lesen|siehe auch|das könnte sie auch interessieren|hier geht es
    lea también|lee también|leer también|leer más|lea además|te puede interesar|le puede interesar|también te puede interesar|más información|ver más|compartir|publicidad|noticias relacionadas|etiquetas|mira también|temas
    leggi anche|leggi tutto|leggi di più|vedi anche|condividi|pubblicità|ti potrebbe interessare|potrebbe interessarti|articoli correlati|approfondisci
    leia também|leia mais|veja também|saiba mais|compartilhe|publicidade|relacionadas|leia a seguir
    lees ook|lees meer|bekijk ook|meer over|deel dit|advertentie|läs också|läs även|läs mer|les også|les mer|læs også|læs mere|lue myös|lue lisää|annons|reklame|mainos
    czytaj także|czytaj też|czytaj więcej|zobacz także|zobacz też|przeczytaj także|przeczytaj|reklama|udostępnij|čtěte také|přečtěte si|čtěte více|prečítajte si|olvassa el|kapcsolódó|citește și|citiți și|pročitajte|прочетете
    читайте также|читать далее|смотрите также|подробнее|по теме|теги|источник|поделиться|реклама|материалы по теме|читайте також|читайте ще|джерело|теґи
    ayrıca okuyun|ilgili haberler|devamını oku|reklam|etiketler|haberin devamı|kaynak
    baca juga|baca selengkapnya|simak juga|lihat juga|artikel terkait|baca lainnya|xem thêm|đọc thêm|tin liên quan|soma pia|soma zaidi|basahin|basahin din
    関連記事|こちらも読む|続きを読む|あわせて読みたい|広告|相关阅读|相關閱讀|延伸阅读|延伸閱讀|推荐阅读|更多|分享|关键词|责任编辑|責任編輯|編輯|相关新闻|관련기사|관련 기사
    קראו גם|עוד בנושא|לכתבה המלאה|ये भी पढ़ें|यह भी पढ़ें|और पढ़ें|इसे भी पढ़ें|हे ही वाचा|আরও পড়ুন|আরো পড়ুন|மேலும் படிக்க|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง
    """)

  /// Headings of what comes after an article.
  private static let endings = table(
    """
    related articles|related stories|related news|related posts|related content|top stories|more stories|more news|more from|latest news|latest stories|most read|most popular|recommended|recommended for you|you may also like|you might also like|popular posts|recent posts|comments|leave a comment|leave a reply|read next|trending now|partner news|about the author|editors picks
    مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|اخبار ذات صلة|قد يهمك|قد يعجبك|آخر الأخبار|اخر الاخبار|الأكثر قراءة|الاكثر قراءة|أحدث الأخبار|أخبار أخرى|مقالات أخرى|شاهد أيضا|اقرأ أيضا|إقرأ أيضا|اترك تعليقا|اترك رد|التعليقات|المزيد من الأخبار|عن الكاتب
    اخبار مرتبط|مطالب مرتبط|پربازدیدترین|آخرین اخبار|نظرات|متعلقہ خبریں|تازہ ترین
    à lire aussi|sur le même sujet|articles similaires|les plus lus|commentaires|dans la même rubrique|das könnte sie auch interessieren|mehr zum thema|verwandte artikel|meistgelesen|kommentare|auch interessant|noticias relacionadas|te puede interesar|lo más leído|más noticias|comentarios|articoli correlati|potrebbe interessarti|i più letti|commenti|leia também|mais lidas|notícias relacionadas|comentários|lees ook|meest gelezen|reacties|läs mer|mest läst|les også|mest lest
    читайте также|по теме|похожие статьи|другие новости|комментарии|добавить комментарий|добавить отзыв|самые популярные|читайте також|коментарі|ilgili haberler|çok okunanlar|yorumlar|czytaj także|zobacz także|najczęściej czytane|komentarze|baca juga|artikel terkait|berita terkait|terpopuler|komentar|関連記事|ランキング|相关阅读|相關新聞|热门文章|评论|관련기사|많이 본 뉴스
    """)

  /// Sentences of the page itself, whatever follows.
  private static let always = table(
    """
    sign up for|sign up to|subscribe to our|subscribe now|follow us on|join our|all rights reserved|copyright|this article was originally published|get the latest|download our app|click here to|support our journalism|please enable javascript|your browser does not support|enter your email|by signing up|we use cookies|have a tip|send us|advertisement|advert|tell us what you think
    جميع الحقوق محفوظة|حقوق النشر|لن يتم نشر عنوان بريدك|تابعونا على|تابعنا على|اشترك في|انضم إلى|لمتابعة آخر|الحقول الإلزامية|کلیه حقوق|تمامی حقوق
    tous droits réservés|suivez nous|abonnez vous|inscrivez vous|alle rechte vorbehalten|folgen sie uns|abonnieren sie|todos los derechos reservados|suscríbete|síguenos|tutti i diritti riservati|iscriviti alla|seguici su|todos os direitos reservados|assine|siga o|alle rechten voorbehouden|schrijf je in
    все права защищены|подписывайтесь|підписуйтесь|wszelkie prawa zastrzeżone|tüm hakları saklıdır|bizi takip edin|版权所有|版權所有|無断転載|무단전재|무단 전재|全ての権利
    """)
}
