/// What an element's name, class, id, role and microdata say about its part on the page.
struct Sign: OptionSet, Sendable {
  let rawValue: UInt32

  // Not the article.
  /// Menus, bars, footers, crumbs: the frame of the page.
  static let frame = Sign(rawValue: 1)
  /// Related, recommended, popular, "see also": doors to other articles.
  static let related = Sign(rawValue: 1 << 1)
  static let comments = Sign(rawValue: 1 << 2)
  static let share = Sign(rawValue: 1 << 3)
  static let advert = Sign(rawValue: 1 << 4)
  /// Newsletter, subscription and sign-up boxes.
  static let signup = Sign(rawValue: 1 << 5)
  static let tags = Sign(rawValue: 1 << 6)
  static let caption = Sign(rawValue: 1 << 7)
  static let sidebar = Sign(rawValue: 1 << 8)
  static let hidden = Sign(rawValue: 1 << 9)
  /// Author boxes, by-lines, dates, reading time: about the article, not of it.
  static let byline = Sign(rawValue: 1 << 10)
  static let date = Sign(rawValue: 1 << 11)
  static let consent = Sign(rawValue: 1 << 12)
  static let tools = Sign(rawValue: 1 << 13)

  // The article.
  /// Named as the body of an article.
  static let body = Sign(rawValue: 1 << 16)
  /// `itemprop="articleBody"`.
  static let bodyProperty = Sign(rawValue: 1 << 17)
  static let article = Sign(rawValue: 1 << 18)
  static let main = Sign(rawValue: 1 << 19)
  static let lead = Sign(rawValue: 1 << 20)
  static let headline = Sign(rawValue: 1 << 21)
  static let wall = Sign(rawValue: 1 << 22)
  /// A box around a picture.
  static let picture = Sign(rawValue: 1 << 23)

  /// Text under these is none of the body.
  static let outside: Sign = [
    .frame, .related, .comments, .share, .advert, .signup, .tags, .caption, .sidebar, .hidden,
    .byline, .date, .consent, .tools,
  ]
}

/// The words in class names and ids that carry a sign.
enum SignWords {
  /// The signs of a class or id value. Words are taken apart at signs and at capitals, and known
  /// pairs (`article body`, `read more`) count where the words stand together.
  static func signs(of value: ArraySlice<UInt8>) -> Sign {
    var result: Sign = []
    var previous: UInt64 = 0
    var hash: UInt64 = seed
    var whole: UInt64 = seed
    var length = 0
    var wholeLength = 0
    var start = value.startIndex
    var wasLower = false
    var isEmbed = false
    var isState = false
    var index = value.startIndex

    func look(_ hash: UInt64, _ length: Int, at start: Int) -> Sign {
      if let sign = words[hash] { return sign }
      guard length > 5 else { return [] }
      return prefix(value[start..<start + length])
    }

    while index <= value.endIndex {
      let byte: UInt8 = index < value.endIndex ? value[index] : 0x20
      let isUpper = byte >= 0x41 && byte <= 0x5A
      let lower = isUpper ? byte + 32 : byte
      let isLetter = lower >= 0x61 && lower <= 0x7A
      let breaks = !isLetter || (isUpper && wasLower)
      if breaks, length > 0 {
        // `has-sidebar`, `noCaption`, `with-comments` tell of the page, not of this element.
        if hash == embed { isEmbed = true }
        isState = states.contains(previous)
        if !isState { result.formUnion(look(hash, length, at: start)) }
        if previous != 0, let sign = pairs[previous &* 31 &+ hash] { result.formUnion(sign) }
        previous = hash
        hash = seed
        length = 0
      }
      if !isLetter, wholeLength > 0 {
        if !isState, let sign = words[whole] { result.formUnion(sign) }
        whole = seed
        wholeLength = 0
      }
      // A new class is a new thought: its words make no pair with the one before.
      if byte <= 0x20 { previous = 0 }
      if isLetter {
        if length == 0 { start = index }
        hash = (hash ^ UInt64(lower)) &* 1_099_511_628_211
        whole = (whole ^ UInt64(lower)) &* 1_099_511_628_211
        length += 1
        wholeLength += 1
      }
      wasLower = isLetter && !isUpper
      index += 1
    }
    // A post of a social network inside the text is part of it; buttons to share it are not.
    if isEmbed { result.remove(.share) }
    return result
  }

  private static let embed = hash("embed")
  private static let states: Set<UInt64> = Set(["has", "no", "with", "without"].map { hash($0) })

  private static let seed: UInt64 = 14_695_981_039_346_656_037

  private static func hash(_ word: some StringProtocol) -> UInt64 {
    var hash = seed
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
  }

  private static func prefix(_ word: ArraySlice<UInt8>) -> Sign {
    guard let first = word.first else { return [] }
    let lower = first | 0x20
    guard lower >= 0x61, lower <= 0x7A else { return [] }
    for (stem, sign) in stems[Int(lower - 0x61)] where stem.count <= word.count {
      var matches = true
      var at = word.startIndex
      for byte in stem {
        if word[at] | 0x20 != byte {
          matches = false
          break
        }
        at += 1
      }
      if matches { return sign }
    }
    return []
  }

  private static let words: [UInt64: Sign] = {
    var table: [UInt64: Sign] = [:]
    for (sign, list) in wordLists {
      for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        table[hash(word), default: []].formUnion(sign)
      }
    }
    return table
  }()

  private static let pairs: [UInt64: Sign] = {
    var table: [UInt64: Sign] = [:]
    for (sign, list) in pairLists {
      for pair in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        let parts = pair.split(separator: "-")
        guard parts.count == 2 else { continue }
        table[hash(parts[0]) &* 31 &+ hash(parts[1]), default: []].formUnion(sign)
      }
    }
    // Every way in which pages name the body of an article.
    let first =
      "article story post entry news content single detail main text page art blog node item"
    let second = "body content text copy bodytext fulltext"
    for a in first.split(separator: " ") {
      for b in second.split(separator: " ") {
        table[hash(a) &* 31 &+ hash(b), default: []].formUnion(.body)
      }
    }
    return table
  }()

  private static let stems: [[(stem: [UInt8], sign: Sign)]] = {
    var table = [[(stem: [UInt8], sign: Sign)]](repeating: [], count: 26)
    for (sign, list) in stemLists {
      for word in list.split(separator: " ") {
        guard let first = word.utf8.first else { continue }
        table[Int(first - 0x61)].append((Array(word.utf8), sign))
      }
    }
    return table
  }()

  private static let wordLists: [(Sign, String)] = [
    (
      .frame,
      "nav navbar navigation menu menus footer breadcrumb breadcrumbs crumbs masthead topbar toolbar pagination pager pagenav sitemap skip copyright colophon foot"
    ),
    (
      .related,
      "related recommended recommendation recommendations recirc recirculation popular trending mostread outbrain taboola readmore seealso relacionadas relacionados alsoread morefrom upnext teaser teasers promo promos promoted promobox crosslink crosslinks linkbox furtherreading readnext zergnet onward"
    ),
    (
      .comments,
      "comments comment disqus respond commentlist commentform kommentare comentarios commentaires kommentar livefyre"
    ),
    (
      .share,
      "share sharing sharebar shares social socials sharedaddy addthis addtoany sharethis followus socialmedia jiathis bdsharebuttonbox whatsapp sns"
    ),
    (
      .advert,
      "ad ads adv advert adverts advertisement advertising adslot adbox adunit adwrapper banner banners sponsor sponsored sponsors dfp gpt anzeige werbung publicidad reklam pub adsense commercial affiliate"
    ),
    (
      .signup,
      "newsletter newsletters subscribe subscription subscriptions signup paywallbanner subscriber regwall optin mailchimp donate donation membership"
    ),
    (.tags, "tags tag tagcloud taglist keywords topics topic taxonomy categories category"),
    (
      .caption,
      "caption captions figcaption credit credits imagecaption photocredit bildunterschrift wp-caption-text copyrights"
    ),
    (
      .sidebar,
      "sidebar rail aside sidebars factbox faktabox faktaboks faktaruta widget widgets rightcol leftcol rightrail"
    ),
    (
      .hidden,
      "offscreen visuallyhidden screenreader printonly hovercard popover tooltiptext tooltipcontent"
    ),
    (.picture, "image images img picture photo photos foto figure bild"),
    (
      .byline,
      "byline bylines author authors authorbox bio authorbio contributors autor autoren writer postmeta articlemeta meta metadata infobox signature reporter journalist"
    ),
    (
      .date,
      "date dateline timestamp pubdate published publishdate postdate datetime posttime lastmodified updated"
    ),
    (
      .consent,
      "cookie cookies gdpr consent cmp cookiebar cookiebanner onetrust didomi modal popup"
    ),
    (
      .tools,
      "tools toolbox disclaimer print printer bookmark bookmarks rating ratings vote poll quiz player video videos audio gallery galleries carousel slider feedback search searchform login fontsize"
    ),
    (
      .body,
      "articlebody storybody postbody entrycontent postcontent articlecontent articletext storytext newstext bodytext bodycopy articledetail newsbody newscontent artikeltext artikelinhalt cuerpo corps storycontent fulltext maincontent contentbody articlemain postentry entry articulo"
    ),
    (.article, "article story hentry artikel articulo newsdetail"),
    (
      .lead,
      "lead lede lead-in standfirst summary intro introduction dek deck subtitle subheadline sub-title kicker-text excerpt abstract chapo teasertext vorspann sapo entradilla bajada sommario ingress leadtext perex subhead subheading strapline description subtitulo"
    ),
    (.headline, "headline heading title entrytitle posttitle titulo"),
    (.wall, "paywall"),
  ]

  private static let pairLists: [(Sign, String)] = [
    (
      .related,
      "block-query read-more read-next read-also see-also more-from more-stories more-news most-read most-popular most-viewed latest-news latest-posts recent-posts you-may also-read up-next next-article next-post previous-post post-navigation also-like editors-picks inline-link in-case dont-miss check-also"
    ),
    (.signup, "sign-up sign-in log-in call-to join-us subscribe-box"),
    (.share, "follow-us social-links"),
    (.tags, "article-tags post-tags entry-tags"),
    (.byline, "article-meta post-meta entry-meta reading-time read-time about-author"),
    (
      .date,
      "article-date post-date entry-date publish-date publication-date pub-date last-updated date-time"
    ),
    (
      .caption,
      "image-description photo-credit image-credit image-caption wp-caption media-caption photo-caption img-caption"
    ),
    (.headline, "article-title post-title entry-title story-title article-headline"),
    (.sidebar, "fact-box fakta-boks fakta-box"),
    (.tools, "video-player audio-player photo-gallery image-gallery"),
    (
      .lead,
      "sub-title sub-headline sub-head article-summary article-lead article-intro article-description post-excerpt"
    ),
    (
      .hidden,
      "screen-reader visually-hidden sr-only print-only hover-card hover-box rollover-block tooltip-text tooltip-content tooltip-inner popover-content popover-body"
    ),
    (.frame, "site-header site-footer page-header page-footer main-menu main-nav"),
  ]

  private static let stemLists: [(Sign, String)] = [
    (
      .related,
      "related recommend recirc outbrain taboola mostread mostpopular readmore trending promobox"
    ),
    (.comments, "commentsection commentarea commentbox commentlist comments"),
    (
      .share,
      "sharebutton sharelink sharetool socialshare socialbutton socialicon sociallink sharing"
    ),
    (.advert, "advert adcontainer adslot adsby googlead sponsor"),
    (.signup, "newsletter subscri"),
    (.frame, "breadcrumb navbar navigation footer pagination"),
    (.sidebar, "sidebar"),
    (.byline, "authorbio authorinfo authorname authorbox byline"),
    (.tags, "tagcloud taglist tagslist"),
    (.consent, "cookie gdpr consent"),
    (.body, "articlebody articletext articlecontent storybody postcontent entrycontent"),
    (.caption, "figcaption photocaption imagecaption imgcaption"),
  ]
}
