internal import Markup

/// All links of a page with what speaks for and against each.
struct LinkHarvest {
  private struct Link {
    let position: Int
    let url: String
    let key: String
    var text: String
    var weight: Int
    var words: Int
    var shape: LinkShape
    var isHeading: Bool
    var signs: Sign
    /// The kind of place it stands in: names and classes of the elements around it.
    var group: UInt64
    /// The kind of address it has: its host and the shape of its path.
    var pattern: UInt64
    var site: String
    var relation: LinkRelation
    /// The small box that it stands in shows a date.
    var isDated: Bool
    /// The page's linked data name it in a list.
    var isListed: Bool
  }

  private let page: PageOutline
  private var links: [Link] = []
  private var sites: LinkSites

  var isEmpty: Bool { links.isEmpty }

  init(_ page: PageOutline, url: String) {
    self.page = page
    sites = LinkSites(page, url: url)
    collect(url)
    for link in links {
      let isStory = link.shape.score >= 3 && link.weight >= 25 && !link.relation.isBought
      sites.count(link.site, key: link.key, isFront: link.shape.isFront, isStory: isStory)
    }
    sites.settle()
  }

  /// The links that a test of their position admits.
  func selected(_ admits: (Int) -> Bool) -> [FrontLink] {
    merged(links.filter { admits($0.position) })
  }

  /// What a link needs to be one to an article, and what it needs to be in doubt.
  private static let (sure, doubtful) = (2.0, -2.0)
  /// Menus and tools have shorter words.
  private static let doubtfulWeight = 15

  /// The links that lead to articles, and those with the words of a headline of which that cannot
  /// be told.
  func judged() -> (articles: [FrontLink], doubtful: [FrontLink]) {
    let scores = links.map(own)
    var groups: [UInt64: Tally] = [:]
    var patterns: [UInt64: Tally] = [:]
    for (link, score) in zip(links, scores) where score > -50 {
      groups[link.group, default: Tally()].add(score)
      patterns[link.pattern, default: Tally()].add(score)
    }
    // The same address may stand on a picture, a headline and a teaser: its best showing counts.
    var best: [String: Double] = [:]
    for (link, own) in zip(links, scores) {
      var score = own
      if let group = groups[link.group], group.count >= 4 {
        // A group says what its members are by and large; a mixed one says nothing.
        score += group.lean
        // A headline of two words among long ones is news as well.
        if link.isHeading, group.clear * 4 >= group.count * 3, score > -2 { score = max(score, 2) }
      }
      if let pattern = patterns[link.pattern], pattern.count >= 4 { score += pattern.lean }
      best[link.key] = max(best[link.key] ?? -100, score)
    }
    func score(_ link: Link) -> Double { best[link.key] ?? -100 }
    let unsure = merged(
      links.filter {
        score($0) < Self.sure && score($0) >= Self.doubtful && $0.weight >= Self.doubtfulWeight
          && $0.signs.isDisjoint(with: [.frame, .share, .consent, .signup])
      })
    return (
      merged(links.filter { score($0) >= Self.sure }),
      unsure.map { link in
        var link = link
        link.isDoubtful = true
        return link
      }
    )
  }

  /// How many addresses are no articles, by the plainest reason; the most first.
  func leftOut() -> [(reason: String, links: Int)] {
    let (articles, doubtful) = judged()
    let taken = Set((articles + doubtful).map { URLs.normalised($0.url) })
    var reasons: [String: String] = [:]
    for link in links where !taken.contains(link.key) && reasons[link.key] == nil {
      reasons[link.key] = reason(link)
    }
    return Dictionary(grouping: reasons.values) { $0 }
      .map { (reason: $0.key, links: $0.value.count) }
      .sorted { ($0.links, $1.reason) > ($1.links, $0.reason) }
  }

  private func reason(_ link: Link) -> String {
    if sites.place(of: link.site) == .foreign { return "to other sites" }
    if link.shape.isImpossible { return "to files or the front page" }
    if link.relation.isBought { return "advertising" }
    if link.signs.contains(.frame) { return "in menus, bars and footers" }
    if !link.signs.isDisjoint(with: [.share, .consent, .signup]) {
      return "for sharing or signing up"
    }
    if link.relation.isTaxonomy || !link.signs.isDisjoint(with: [.tags, .byline]) {
      return "to tags or authors"
    }
    return link.shape.score < 0
      ? "to sections, tools or persons, by their addresses" : "without the words of a headline"
  }

  /// What links of one kind are by and large.
  private struct Tally {
    var count = 0
    /// Those that their own signs make an article.
    var clear = 0

    mutating func add(_ score: Double) {
      count += 1
      if score >= 2 { clear += 1 }
    }

    /// For or against a member.
    var lean: Double {
      if clear * 4 >= count * 3 { return 0.8 }
      if clear * 5 <= count { return -0.8 }
      return 0
    }
  }

  private func own(_ link: Link) -> Double {
    guard !link.shape.isImpossible, !link.relation.isBought else { return -100 }
    var score = link.shape.score
    switch sites.place(of: link.site) {
    case .own: break
    case .sister: score -= 1
    case .foreign: return -100
    }
    if link.relation.isPermanent { score += 1 }
    if link.relation.isTaxonomy, !link.isHeading { score -= 3 }
    if link.isListed { score += 3 }
    if link.isDated { score += 0.5 }
    switch link.weight {
    case 0: score -= 0.5
    case ..<8: score -= 1.5
    case ..<15: score -= 0.8
    case ..<25: score += 0.3
    case ..<40: score += 1.5
    default: score += 2.2
    }
    if link.words >= 5 { score += 0.5 }
    if link.isHeading { score += 1 }
    if link.signs.contains(.article) { score += 0.3 }
    if !link.signs.isDisjoint(with: [.frame]) { score -= 2 }
    if !link.signs.isDisjoint(with: [.share, .consent, .signup]) { score -= 3 }
    if !link.signs.isDisjoint(with: [.tags, .byline]), !link.isHeading { score -= 0.7 }
    if !link.signs.isDisjoint(with: [.advert, .comments]) { score -= 0.7 }
    return score
  }

  /// Each address once, at its first place, with its best words.
  private func merged(_ links: [Link]) -> [FrontLink] {
    var order: [String] = []
    var found: [String: (link: FrontLink, rank: Int)] = [:]
    for link in links {
      let rank =
        link.weight == 0
        ? 0 : min(link.weight, 200) + (link.isHeading ? 1_000 : 0) - (link.weight > 250 ? 500 : 0)
      if let known = found[link.key] {
        if rank > known.rank {
          found[link.key] = (FrontLink(url: known.link.url, title: link.text), rank)
        }
      } else {
        order.append(link.key)
        found[link.key] = (FrontLink(url: link.url, title: link.text), rank)
      }
    }
    return order.compactMap { found[$0]?.link }
  }

  private mutating func collect(_ pageURL: String) {
    let tree = page.tree
    var base = pageURL
    if let node = tree.first(.base), let href = tree.attribute(.href, of: node) {
      base = URLs.resolve(href, base: pageURL) ?? pageURL
    }
    let listed = ListedAddresses(page, base: base).keys
    let boxes = LinkBoxes(page)
    let ownKey = URLs.normalised(pageURL)
    let finder = BodyFinder(page)
    for position in 0..<page.count where page.names[position] == .a && links.count < 20_000 {
      guard let href = page.attribute(.href, position), !href.isEmpty, href.utf8.first != 0x23,
        let url = URLs.resolve(href, base: base), URLs.isHTTP(url), url.utf8.count <= 2_000
      else { continue }
      let key = URLs.normalised(url)
      if key == ownKey { continue }
      let host = URLs.host(of: url) ?? ""
      let (text, isHeading) = words(position)
      var weight = 0
      for scalar in text.unicodeScalars where scalar.value > 0x20 {
        weight += scalar.value >= 0x3041 && scalar.value <= 0xD7A3 ? 2 : 1
      }
      let shape = LinkShape(url)
      let isLabel = JunkLines.matches(text, linkShare: 1)
      links.append(
        Link(
          position: position, url: url, key: key, text: isLabel ? "" : text,
          weight: isLabel ? 0 : weight,
          words: TextKey.words(text).count, shape: shape, isHeading: isHeading,
          signs: finder.effective[position].union(around(position)), group: group(position),
          pattern: shape.pattern ^ LinkSites.hash(host), site: LinkSites.site(host),
          relation: LinkRelation(page.attribute(.rel, position)),
          isDated: boxes.showsDate(around: position), isListed: listed.contains(key)))
    }
  }

  /// Bytes of a link's words that are read; no headline has as many.
  private static let longestWords = 2_000
  /// Elements and texts inside of a link that are looked at, and headings that are read: damaged
  /// pages put thousands of links into each other.
  private static let (mostInside, mostHeadings) = (300, 3)

  /// The words of a link: the heading inside it, its own text, else the picture's description.
  private func words(_ position: Int) -> (String, Bool) {
    var isHeading = false
    var at = page.parents[position]
    for _ in 0..<3 where at >= 0 {
      if Self.isHeading(page.names[at]) { isHeading = true }
      at = page.parents[at]
    }
    let inside = position..<min(page.ends[position], position + Self.mostInside)
    func line(_ position: Int) -> String {
      page.line(at: position, longest: Self.longestWords, mostNodes: Self.mostInside)
    }
    var headings = 0
    for inner in inside
    where headings < Self.mostHeadings && Self.isHeading(page.names[inner]) {
      headings += 1
      let text = line(inner)
      if !text.isEmpty { return (text, true) }
    }
    let text = line(position)
    if !text.isEmpty { return (text, isHeading) }
    for inner in inside where page.names[inner] == .img {
      if let alt = page.attribute(.alt, inner) { return (HTMLText.collapsed(alt), isHeading) }
    }
    if let label = page.tree.attribute("aria-label", of: page.nodes[position])
      ?? page.attribute(.title, position)
    {
      return (HTMLText.collapsed(label), isHeading)
    }
    return ("", isHeading)
  }

  private func around(_ position: Int) -> Sign {
    var signs: Sign = []
    var at = position
    for _ in 0..<5 where at >= 0 {
      signs.formUnion(page.signs[at].intersection([.article, .headline]))
      at = page.parents[at]
    }
    return signs
  }

  /// A hash of the names and classes of the link and the three elements around it.
  private func group(_ position: Int) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    var at = position
    for _ in 0..<4 where at >= 0 {
      hash = (hash ^ UInt64(UInt32(bitPattern: page.names[at].rawValue))) &* 1_099_511_628_211
      if let value = page.tree.attributeBytes(.class, of: page.nodes[at]) {
        for byte in value.prefix(120) { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
      }
      at = page.parents[at]
    }
    return hash
  }

  private static func isHeading(_ name: NameID) -> Bool {
    name == .h1 || name == .h2 || name == .h3 || name == .h4 || name == .h5 || name == .h6
  }
}
