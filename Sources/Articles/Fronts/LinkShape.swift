internal import Markup

/// What the address of a link says about what it leads to.
struct LinkShape {
  /// Above nothing: more like an article; below: more like a section, a tool or a person.
  private(set) var score = 0.0
  /// A file or a place that is never an article, such as an image or the front page itself.
  private(set) var isImpossible = false
  /// The front page of a site, as far as a path says it: none, or a language (`/fr/`).
  private(set) var isFront = false
  /// A hash of the kind of path: its depth, its branch, its ending, whether it holds an id.
  private(set) var pattern: UInt64 = 0

  /// `url` is absolute.
  init(_ url: String) {
    let bytes = Array(url.utf8.prefix(2_000))
    guard let slashes = bytes.firstIndex(of: 0x3A), slashes + 3 < bytes.count else {
      isImpossible = true
      return
    }
    let start =
      bytes[(slashes + 3)...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 }
      ?? bytes.endIndex
    let end = bytes[start...].firstIndex { $0 == 0x3F || $0 == 0x23 } ?? bytes.endIndex
    let segments = bytes[start..<end].split(separator: 0x2F).map { Self.decoded($0) }
    let queryEnd = bytes[end...].firstIndex(of: 0x23) ?? bytes.endIndex
    let query = end < bytes.endIndex && bytes[end] == 0x3F ? Array(bytes[(end + 1)..<queryEnd]) : []
    isFront = query.isEmpty && segments.allSatisfy { $0.count == 2 } && segments.count < 2
    judge(segments, query: query)
    pattern = Self.pattern(segments, hasQueryID: Self.longestDigits(query[...]) >= 3)
    judge(host: bytes[(slashes + 3)..<start])
  }

  /// `help.`, `shop.` and `jobs.` before a site's name say what `/help/` says behind it.
  private mutating func judge(host: ArraySlice<UInt8>) {
    let labels = host.split(separator: 0x2E)
    guard labels.count > 2, let first = labels.first else { return }
    let word = String(decoding: first, as: UTF8.self).lowercased()
    if Self.others.contains(word) || Self.lists.contains(word) { score -= 2.5 }
  }

  private static func pattern(_ segments: [[UInt8]], hasQueryID: Bool) -> UInt64 {
    var hash: UInt64 = hasQueryID ? 7 : 1
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    for (place, segment) in segments.enumerated() {
      add(0x2F)
      if place == segments.count - 1 {
        let (name, ending) = split(segment)
        for byte in ending.utf8 { add(byte) }
        add(longestDigits(name) >= 4 ? 0x39 : 0x61)
      } else if longestDigits(segment[...]) > 0 {
        add(0x39)
      } else if place == 0 {
        for byte in segment.prefix(40) { add(byte) }
      } else {
        add(0x61)
      }
    }
    return hash
  }

  private mutating func judge(_ segments: [[UInt8]], query: [UInt8]) {
    let queryID = Self.longestDigits(query[...])
    guard let last = segments.last else {
      // `/?p=10452` is how WordPress names a post without a name.
      if queryID >= 3 { score += 2 } else { isImpossible = true }
      return
    }
    let (name, ending) = Self.split(last)
    if Self.files.contains(ending) {
      isImpossible = true
      return
    }
    var text = String(decoding: name, as: UTF8.self).lowercased()
    // A slug before a bare id or a file name that says nothing: `/a-long-slug/12345`, `/slug/index.html`.
    if segments.count > 1,
      name.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) || text == "index" || text == "amp"
    {
      text = String(decoding: Self.split(segments[segments.count - 2]).name, as: UTF8.self)
        .lowercased()
    }
    let words = Self.words(text)
    if words >= 5 { score += 3 } else if words == 4 { score += 2 } else if words == 3 { score += 1 }
    var digits = 0
    for segment in segments { digits = max(digits, Self.longestDigits(segment[...])) }
    if digits >= 5 {
      score += 1.5
    } else if queryID >= 4 {
      score += 1.5
    } else if digits == 4, words >= 3 {
      score += 0.3
    }
    if Self.hasToken(last) { score += 1.5 }
    score += Self.date(in: segments)
    if Self.pages.contains(ending), words >= 3 || digits >= 4 { score += 0.5 }
    if segments.count == 1, words <= 2, digits < 5, queryID < 4 { score -= 1.5 }
    if segments.count >= 2, words <= 2, digits < 4, queryID < 4, !Self.hasToken(last) {
      score -= 0.7
    }
    for (place, segment) in segments.enumerated() {
      let word = String(decoding: Self.split(segment).name, as: UTF8.self).lowercased()
      let isLast = place == segments.count - 1
      if !isLast, Self.lists.contains(word) {
        // What follows is a name or an offer, however long it is.
        score -= 4
        break
      }
      if Self.others.contains(word) || isLast && Self.lists.contains(word) {
        // The last word names a page, the first ones a branch of the site.
        score -= isLast ? 3 : 2.5
        break
      }
      if !isLast, Self.shows.contains(word) {
        score -= 0.5
        break
      }
      if !isLast, Self.stories.contains(word) {
        score += place == segments.count - 2 || word.hasPrefix("art") ? 1 : 0.5
        break
      }
    }
  }

  private static func split(_ segment: [UInt8]) -> (name: ArraySlice<UInt8>, ending: String) {
    guard let dot = segment.lastIndex(of: 0x2E), dot > 0, segment.count - dot <= 6 else {
      return (segment[...], "")
    }
    return (segment[..<dot], String(decoding: segment[(dot + 1)...], as: UTF8.self).lowercased())
  }

  /// Words between hyphens, underscores, dots and pluses; signs of Han and kana count by the pair.
  private static func words(_ text: String) -> Int {
    var count = 0
    var length = 0
    var dense = 0
    for scalar in text.unicodeScalars {
      if scalar.isLetter {
        if scalar.value >= 0x3041 { dense += 1 } else { length += 1 }
      } else {
        if length > 0 { count += 1 }
        length = 0
      }
    }
    if length > 0 { count += 1 }
    return count + dense / 3
  }

  private static func longestDigits(_ bytes: ArraySlice<UInt8>) -> Int {
    var longest = 0
    var run = 0
    for byte in bytes {
      run = byte >= 0x30 && byte <= 0x39 ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// An identifier of letters and digits mixed, ten or longer: `FKQ3P0PU0001899O`, UUIDs.
  private static func hasToken(_ segment: [UInt8]) -> Bool {
    var letters = 0
    var digits = 0
    for byte in segment {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      case 0x2D, 0x5F, 0x2E:
        if digits >= 3, letters >= 1, digits + letters >= 10 { return true }
        letters = 0
        digits = 0
      default:
        letters = 0
        digits = 0
      }
    }
    return digits >= 3 && letters >= 1 && digits + letters >= 10
  }

  /// A day or month with something behind it: `/2024/03/14/x`, `/2024-03-14/x`, `/20240314/x`,
  /// `/2024/mar/14/x`, `/24/0314/x`. The month's or day's own page is a list.
  private static func date(in segments: [[UInt8]]) -> Double {
    let last = segments.count - 1
    for (place, segment) in segments.enumerated() {
      let digits = segment.prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard digits.count == 4 || digits.count == 8 || digits.count == 6 else { continue }
      let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      if digits.count == 8, (1995...2100).contains(value / 10_000),
        (1...12).contains(value / 100 % 100), (1...31).contains(value % 100)
      {
        return segment.count == 8 && place == last ? 1.5 : 3
      }
      if digits.count == 6, segment.count == 6, (1995...2100).contains(value / 100),
        (1...12).contains(value % 100)
      {
        return place == last ? 0 : 2.5
      }
      guard digits.count == 4, (1995...2100).contains(value) else { continue }
      if segment.count == 4, place + 1 < last {
        let next = segments[place + 1]
        let month = next.prefix { $0 >= 0x30 && $0 <= 0x39 }
        let isMonth =
          next.count <= 2 && month.count == next.count || next.count == 3 && month.isEmpty
        if isMonth {
          let day = segments[place + 2]
          let hasDay = day.count <= 2 && day.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
          if hasDay { return place + 2 < last ? 3.5 : -1 }
          return 2.5
        }
        if next.count == 4, month.count == 4 { return 3 }
      }
      if segment.count >= 10, segment[4] == 0x2D || segment[4] == 0x5F, segment[7] == segment[4] {
        return segment.count == 10 && place == last ? 0 : 3
      }
    }
    return 0
  }

  private static func decoded(_ segment: ArraySlice<UInt8>) -> [UInt8] {
    guard segment.contains(0x25) else { return Array(segment) }
    var result: [UInt8] = []
    var index = segment.startIndex
    while index < segment.endIndex {
      if segment[index] == 0x25, index + 2 < segment.endIndex, let high = hex(segment[index + 1]),
        let low = hex(segment[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(segment[index])
        index += 1
      }
    }
    return result
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static let files: Set<String> = [
    "jpg", "jpeg", "png", "gif", "webp", "svg", "pdf", "mp3", "mp4", "zip", "xml", "rss", "json",
    "css", "js", "ico",
    "m3u8", "apk", "exe", "doc", "docx", "epub",
  ]
  private static let pages: Set<String> = [
    "html", "htm", "shtml", "php", "asp", "aspx", "ece", "cms", "stm", "story", "jsp", "xhtml",
  ]
  /// Branches of a site that hold articles.
  private static let stories: Set<String> = [
    "article", "articles", "story", "stories", "news", "post", "posts", "artikel", "articulo",
    "noticia", "noticias",
    "actualite", "a", "nyheter", "nachrichten", "newsitem", "archives", "berita", "haber",
    "content", "story-details",
  ]
  /// Branches whose members are lists, people or offers and never articles.
  private static let lists: Set<String> = [
    "tag", "tags", "category", "categories", "cat", "author", "authors", "autor", "autores",
    "auteur", "auteurs", "user", "users", "keyword", "keywords", "label", "hashtag", "search",
    "sponsored", "sponsored-content",
    "partner-content", "advertorial", "classifieds", "job", "jobs", "product",
    "products", "shop", "store", "وسم", "وسوم", "كاتب", "الكاتب", "تصنيف",
  ]
  /// Branches of films and pictures: news as well, but nothing to read.
  private static let shows: Set<String> = [
    "video", "videos", "gallery", "galleries", "photo", "photos", "photo-gallery", "slideshow",
    "pictures", "podcast", "podcasts", "audio", "watch", "episode", "episodes", "فيديو", "صور",
  ]
  /// Branches and pages that are not articles.
  private static let others: Set<String> = Set(
    """
    writer writers profile profiles people staff bio topic topics tema temas theme themes thema section sections sezione seccion rubrik rubrique kategori kategorie
    page seite about about-us aboutus contact contact-us contactus contacts kontakt contacto privacy privacy-policy privacypolicy datenschutz
    terms terms-of-use terms-of-service terms-and-conditions tos legal impressum imprint disclaimer cookies cookie-policy faq help hilfe support
    login log-in signin sign-in signup sign-up register registration account accounts my-account subscribe subscription subscriptions abo abonnement abonnieren
    newsletter newsletters rss feed feeds sitemap suche buscar recherche archive archiv advertise advertising advertise-with-us ads media-kit mediakit
    careers career marketplace obituaries events calendar weather wetter horoscope horoscopes puzzles crossword games
    donate donations membership share sharer print wp-admin wp-login.php wp-content cart checkout epaper e-paper e-edition eedition
    apps app mobile live-tv tv radio programs programmes schedule tvprogramm masthead editorial-policy corrections ethics submit tips
    policy policies guidelines accessibility trending most-read popular latest intent dialog facebook twitter
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}
