internal import Markup

/// Which part of a page is the article's body.
///
/// First the signs that would cut away most of the page's prose are taken back (a `sidebar-layout`
/// around everything is no sidebar). Then the element that the page itself names as the body is
/// taken, if it holds a fair share of the prose that is left; else the smallest one that holds
/// nearly all of it. Linear in the page.
struct BodyFinder {
  let page: PageOutline
  /// Signs of an element and of all around it, as far as they hold.
  private(set) var effective: [Sign]
  /// Prefix sums over blocks of prose under no outside sign.
  private var clean: [Int] = [0]

  init(_ page: PageOutline) {
    self.page = page
    effective = [Sign](repeating: [], count: page.count)
    mark()
  }

  /// Weight of prose inside an element that stands under no outside sign.
  func weight(_ position: Int) -> Int {
    clean[page.endBlock[position]] - clean[page.firstBlock[position]]
  }

  var total: Int { clean[clean.count - 1] }

  func isOutside(_ block: Block) -> Bool {
    !effective[block.owner].union(block.signs).isDisjoint(with: .outside)
  }

  private mutating func mark() {
    let all = page.prose[page.prose.count - 1]
    let headings = headingCounts()
    let links = linkExcess()
    var headerEnd = 0
    for position in 0..<page.count {
      var own = page.signs[position].intersection(.outside)
      if page.names[position] == .header, headings[page.ends[position]] > headings[position] {
        headerEnd = page.ends[position]
      }
      // The `teaser` beside the headline in its own header is the standfirst.
      if position < headerEnd { own.remove(.related) }
      // A door to another article has a link on it.
      if own == .related, page.proseWeight(position) > 0,
        links[page.endBlock[position]] < links[page.firstBlock[position]]
      {
        own = []
      }
      if !own.isEmpty, all > 0 {
        let share = Double(page.proseWeight(position)) / Double(all)
        let isAside = page.names[position] == .aside || isComplementary(position)
        let isNamed =
          !page.signs[position].isDisjoint(with: [.body, .bodyProperty, .article]) && !isAside
        if own.contains(.comments) || own.contains(.consent) {
          let holdsHeadline = headings[page.ends[position]] > headings[position]
          if share > 0.85 || ((isNamed || holdsHeadline) && share > 0.4) { own = [] }
        } else if share > (isNamed ? 0.2 : isAside ? 0.45 : 0.35) {
          own = []
        } else if headings[page.ends[position]] > headings[position], share > 0 {
          // What holds the headline and prose is the page's middle, whatever its columns are called.
          own.subtract([.sidebar, .tools, .tags, .advert, .signup])
        }
      }
      let parent = page.parents[position]
      effective[position] = parent >= 0 ? effective[parent].union(own) : own
    }
    sumUp()
    if total == 0, all > 150 {
      // Every name speaks against the prose, so the names are wrong.
      for position in 0..<page.count { effective[position] = [] }
      sumUp()
    }
  }

  /// Prefix sums over blocks of what lies in links, less a twentieth of everything.
  private func linkExcess() -> [Int] {
    var sums: [Int] = [0]
    sums.reserveCapacity(page.blocks.count + 1)
    for block in page.blocks {
      sums.append(sums[sums.count - 1] + block.linkWeight * 20 - block.weight)
    }
    return sums
  }

  private func isComplementary(_ position: Int) -> Bool {
    page.tree.attributeBytes(.role, of: page.nodes[position]).map {
      ElementSigns.equals($0, "complementary")
    } ?? false
  }

  private mutating func sumUp() {
    clean = [0]
    clean.reserveCapacity(page.blocks.count + 1)
    for block in page.blocks {
      let counts = block.isProse && !isOutside(block)
      clean.append(clean[clean.count - 1] + (counts ? block.weight : 0))
    }
  }

  /// Prefix counts of first headings.
  private func headingCounts() -> [Int] {
    var counts: [Int] = [0]
    counts.reserveCapacity(page.count + 1)
    for position in 0..<page.count {
      counts.append(counts[position] + (page.names[position] == .h1 ? 1 : 0))
    }
    return counts
  }

  /// The elements that together are the body, in document order; empty when the page has no prose.
  /// `headline` is where the headline stands: of two candidates its own is taken.
  func find(headline: Int?) -> [Int] {
    guard page.count > 0, total > 0 else { return [] }
    let stated =
      named(.bodyProperty, least: 0.15, headline: headline)
      ?? named(.body, least: 0.3, headline: headline)
    if let stated { return stated.map { descend($0, 0.97) } }
    if let story = named(.article, least: 0.4, headline: headline) {
      return story.map { descend($0, 0.9) }
    }
    if let main = named(.main, least: 0.5, headline: headline) {
      return main.map { descend($0, 0.9) }
    }
    return [descend(0, 0.85)]
  }

  /// The best element with one of these signs, and its equals beside it.
  private func named(_ sign: Sign, least: Double, headline: Int?) -> [Int]? {
    let candidates = (0..<page.count).filter {
      !page.signs[$0].isDisjoint(with: sign) && effective[$0].isDisjoint(with: .outside)
        && weight($0) > 0
    }
    guard let largest = candidates.map(weight).max() else { return nil }
    if let own = headline.flatMap({ headline in candidates.last { page.contains($0, headline) } }),
      isFirstOfMany(own, among: candidates)
    {
      return [own]
    }
    var best = -1
    for position in candidates {
      guard best >= 0 else {
        best = position
        continue
      }
      let here = weight(position)
      if page.contains(best, position) {
        // The inner one when it holds nearly the same: the outer is then a wrapper.
        if here * 20 >= weight(best) * 17 { best = position }
      } else if let headline, !page.contains(best, headline), page.contains(position, headline),
        here * 8 > largest
      {
        best = position
      } else if let headline, position > headline, best > headline || page.contains(best, headline)
      {
        // Pages that load on below the article: the first after the headline is the one.
        if here > weight(best) * 4 { best = position }
      } else if here * 2 > weight(best) * 3 {
        best = position
      }
    }
    guard best >= 0, Double(weight(best)) >= least * Double(total) || isAlone(best, headline) else {
      return nil
    }
    if sign == .article || sign == .main { return [best] }
    return pieces(of: best, among: candidates)
  }

  /// Whether an element stands behind the headline in an article of its own, so that its small
  /// share of the page's prose speaks of further articles below.
  private func isAlone(_ position: Int, _ headline: Int?) -> Bool {
    guard let headline, let story = story(around: position) else { return false }
    return page.contains(story, headline) && weight(position) * 2 > weight(story)
  }

  /// Whether the `article`s behind the one with the headline are others: it may be a short text
  /// above the next ones that the page loaded on. The posts of a live blog are no others.
  private func isFirstOfMany(_ position: Int, among candidates: [Int]) -> Bool {
    guard page.names[position] == .article else { return false }
    let behind = candidates.filter { $0 >= page.ends[position] && page.names[$0] == .article }
    let leaves = zip(behind, behind.dropFirst() + [page.count]).filter { $1 >= page.ends[$0] }
    let own = post(position)
    return leaves.count > 1
      && leaves.allSatisfy { other, _ in
        let id = post(other)
        return (id != nil && own != nil && id != own)
          || (other..<page.ends[other]).contains { page.names[$0] == .h1 }
      }
  }

  /// The number that WordPress gives each post, in the class of its element (`post-1806`).
  private func post(_ position: Int) -> Int? {
    guard let value = page.tree.attributeBytes(.class, of: page.nodes[position]) else { return nil }
    for name in value.split(separator: 0x20) where name.starts(with: "post-".utf8) {
      if let number = Int(String(decoding: name.dropFirst(5), as: UTF8.self)) { return number }
    }
    return nil
  }

  private func story(around position: Int) -> Int? {
    var at = page.parents[position]
    while at >= 0 {
      if page.names[at] == .article { return at }
      at = page.parents[at]
    }
    return nil
  }

  /// A body in pieces: elements with the same sign in the same article, or beside each other.
  private func pieces(of best: Int, among candidates: [Int]) -> [Int] {
    let story = story(around: best)
    var pieces: [Int] = []
    var end = 0
    for position in candidates where position >= end {
      if page.contains(position, best), position != best { continue }
      let belongs =
        story.map { page.contains($0, position) } ?? (page.parents[position] == page.parents[best])
      guard belongs else { continue }
      pieces.append(position)
      end = page.ends[position]
    }
    return pieces.count > 60 || pieces.isEmpty ? [best] : pieces
  }

  /// Goes down while one child holds `share` of the prose.
  private func descend(_ start: Int, _ share: Double) -> Int {
    var at = start
    while true {
      let here = weight(at)
      guard
        let next = page.children(of: at).max(by: { weight($0) < weight($1) }),
        Double(weight(next)) >= share * Double(here), OutlineWalk.isBlock(page.names[next]),
        page.endBlock[next] - page.firstBlock[next] > 1
      else { return at }
      at = next
    }
  }
}
