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
    for position in 0..<page.count {
      var own = page.signs[position].intersection(.outside)
      if !own.isEmpty, all > 0 {
        let share = Double(page.proseWeight(position)) / Double(all)
        let isNamed = !page.signs[position].isDisjoint(with: [.body, .bodyProperty, .article])
        if own.contains(.comments) || own.contains(.consent) {
          if share > 0.85 || (isNamed && share > 0.5) { own = [] }
        } else if share > (isNamed ? 0.2 : 0.35) {
          own = []
        }
      }
      let parent = page.parents[position]
      effective[position] = parent >= 0 ? effective[parent].union(own) : own
    }
    clean.reserveCapacity(page.blocks.count + 1)
    for block in page.blocks {
      let counts = block.isProse && !isOutside(block)
      clean.append(clean[clean.count - 1] + (counts ? block.weight : 0))
    }
  }

  /// The elements that together are the body, in document order; empty when the page has no prose.
  func find() -> [Int] {
    guard page.count > 0, total > 0 else { return [] }
    let stated = named(.bodyProperty, least: 0.15) ?? named(.body, least: 0.3)
    if let stated { return stated.map { descend($0, 0.97) } }
    if let story = named(.article, least: 0.4) { return story.map { descend($0, 0.9) } }
    if let main = self.named(.main, least: 0.5) { return main.map { descend($0, 0.9) } }
    return [descend(0, 0.85)]
  }

  /// The best element with one of these signs, and its equals beside it.
  private func named(_ sign: Sign, least: Double) -> [Int]? {
    var best = -1
    for position in 0..<page.count
    where !page.signs[position].isDisjoint(with: sign)
      && effective[position].isDisjoint(with: .outside) && weight(position) > 0
    {
      guard best >= 0 else {
        best = position
        continue
      }
      let here = weight(position)
      if page.contains(best, position) {
        // The inner one when it holds nearly the same: the outer is then a wrapper.
        if here * 20 >= weight(best) * 17 { best = position }
      } else if here * 2 > weight(best) * 3 {
        best = position
      }
    }
    guard best >= 0, Double(weight(best)) >= least * Double(total) else { return nil }
    // A body in pieces: siblings that carry the same sign.
    let parent = page.parents[best]
    guard parent >= 0 else { return [best] }
    let pieces = page.children(of: parent).filter {
      !page.signs[$0].isDisjoint(with: sign) && effective[$0].isDisjoint(with: .outside)
        && (weight($0) > 0 || $0 == best)
    }
    // Sibling articles are other articles.
    return sign == .article || pieces.count > 40 ? [best] : pieces
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
