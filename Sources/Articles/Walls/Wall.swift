internal import Markup

/// A page that stands where an article or a front page was expected: a bot check, a consent page, a
/// login, the site's word that there is nothing here.
///
/// A page with an article on it is no wall, whatever it warns of and whatever its article is about.
/// So only what walls alone have counts: a title that says nothing else, the marks of the guards'
/// own challenge pages (not of the scripts that they put into every page), a page without prose of
/// its own. A page that states an article in its metadata is never a bot check or an error.
struct Wall {
  enum Kind: String {
    case bot
    case consent
    case login
    /// There is no such page.
    case missing
    /// The site itself is out of order.
    case broken
  }

  private let page: PageOutline
  private let head: PageHead
  private let url: String
  private let prose: Int

  /// The wall that a page is, or nil.
  static func find(_ page: PageOutline, head: PageHead, url: String) -> Kind? {
    Wall(page: page, head: head, url: url, prose: page.prose[page.prose.count - 1]).kind
  }

  private var kind: Kind? {
    guard prose < 6_000 || isConsentAddress else { return nil }
    let marks = WallMarks(page.tree, reading: prose < 900 && !isStated)
    if !isStated {
      if prose < 900, marks.isChallenge { return .bot }
      if marks.isErrorPage, prose < 4_000 { return .missing }
      if prose < 900 {
        let title = titleParts
        if says(title, WallWords.botTitles, rest: 4) || isSpoken(WallWords.botLines) { return .bot }
        if says(title, WallWords.brokenTitles, rest: 4) { return .broken }
      }
      if prose < 1_500, says(titleParts, WallWords.missingTitles, rest: 6) { return .missing }
      if isConsent(marks) { return .consent }
    }
    return isLogin(marks) ? .login : nil
  }

  /// Whether metadata name an article; walls are made by other hands than articles are.
  private var isStated: Bool {
    head.linked.isArticle || head["article:published_time"] != nil
      || (head["og:type"] ?? "").lowercased().hasPrefix("article")
  }

  // MARK: Titles and lines

  private var titleParts: [[String]] {
    let title = head.title.isEmpty ? head["og:title"] ?? "" : head.title
    return SiteName.parts(of: String(title.prefix(300))).map { TextKey.words(String($0)) }
      .filter { !$0.isEmpty }
  }

  /// Whether the first or last part of a title is one of these phrases and the others, which may
  /// name the site, have no more than `rest` words.
  private func says(_ parts: [[String]], _ phrases: Set<String>, rest: Int) -> Bool {
    for part in [parts.first, parts.last].compactMap({ $0 }) {
      guard phrases.contains(part.joined(separator: " ")) else { continue }
      let others = parts.reduce(0) { $0 + $1.count } - part.count
      if others <= rest || parts.contains(where: { $0.contains("cloudflare") }) { return true }
    }
    return false
  }

  /// Whether a line opens with one of these phrases on a page that has hardly anything else to say.
  private func isSpoken(_ phrases: [[String]]) -> Bool {
    guard page.blocks.count < 40 else { return false }
    var others = 0
    var isSpoken = false
    for block in page.blocks {
      let words = TextKey.words(String(page.string(block).prefix(160)))
      if block.weight < 400, phrases.contains(where: { words.starts(with: $0) }) {
        isSpoken = true
      } else if block.isProse {
        others += block.weight
      }
    }
    return isSpoken && others < 250
  }

  // MARK: Consent

  private var isConsentAddress: Bool {
    guard let host = URLs.host(of: url) else { return false }
    if ["consent.", "guce.", "myprivacy.", "privacygate."].contains(where: host.hasPrefix) {
      return true
    }
    let path = url.lowercased().dropFirst("https://".count + host.utf8.count)
    return [
      "/zustimmung", "/cookiewall", "/cookie-wall", "/privacygate", "/privacy-gate", "/consent",
    ]
    .contains { word in
      path.hasPrefix(word) && (path.dropFirst(word.count).first.map { "?/#".contains($0) } ?? true)
    }
  }

  private func isConsent(_ marks: WallMarks) -> Bool {
    if isConsentAddress { return true }
    if prose < 900, marks.consentForms > 0 || says(titleParts, WallWords.consentTitles, rest: 6) {
      return true
    }
    // An overlay that is all there is: no headline and no prose beside it.
    var inside = 0
    var end = 0
    for position in 0..<page.count where position >= end {
      if page.signs[position].contains(.consent) {
        inside += page.proseWeight(position)
        end = page.ends[position]
      } else if page.names[position] == .h1 || page.names[position] == .article {
        return false
      }
    }
    return inside > 200 && prose - inside < 100
  }

  // MARK: Login

  private func isLogin(_ marks: WallMarks) -> Bool {
    guard prose < 400 else { return false }
    let parts = titleParts
    if says(parts, WallWords.loginTitles, rest: 6) { return true }
    guard marks.passwords > 0, prose < 120, !isStated, page.blocks.count < 60 else { return false }
    // Many headers hold a login form: the page is one only where no headline says anything else.
    return (0..<page.count).allSatisfy { position in
      guard page.names[position] == .h1 else { return true }
      let heading = TextKey.words(page.line(at: position, longest: 400)).joined(separator: " ")
      return heading.isEmpty || WallWords.loginTitles.contains(heading)
    }
  }
}

extension ArticleError {
  /// The wall that stands where an article or a front page was expected.
  init(wall: Wall.Kind) {
    switch wall {
    case .bot:
      self.init(
        .blocked, "a bot check stands before the page; ask the site for access or use its feed")
    case .consent:
      self.init(.blocked, "a consent page stands before the page; use the site's feed")
    case .login:
      self.init(.blocked, "the page wants a login; give the source a login or use its feed")
    case .missing:
      self.init(.missing, "the page says that there is nothing here, though the server found it")
    case .broken:
      self.init(.broken, "the page says that its site is out of order")
    }
  }
}
