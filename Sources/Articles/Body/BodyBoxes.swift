internal import Markup

/// What stands inside a body without being its text, told by its build: boxes of links, teasers,
/// other articles, captions under pictures.
struct BodyBoxes {
  let page: PageOutline

  /// Adds the blocks of an element's boxes.
  func mark(in element: Int, into dropped: inout Set<Int>) {
    markBoxes(in: element, into: &dropped)
    markTeasers(in: element, into: &dropped)
    markArticles(in: element, into: &dropped)
    dropped.formUnion(captions(in: element))
  }

  /// An `article` inside the body is another one, or a box, unless the body is made of them.
  private func markArticles(in element: Int, into dropped: inout Set<Int>) {
    var inner: [Range<Int>] = []
    var prose = 0
    var at = element + 1
    while at < page.ends[element], inner.count < 500 {
      if page.names[at] == .article {
        inner.append(page.firstBlock[at]..<page.endBlock[at])
        prose += page.proseWeight(at)
        at = page.ends[at]
      } else {
        at += 1
      }
    }
    let all = page.proseWeight(element)
    guard !inner.isEmpty, all - prose >= 200, prose * 5 < all * 2 else { return }
    for blocks in inner { dropped.formUnion(blocks) }
  }

  /// A line or two that share a small box with a picture and with nothing else.
  func captions(in element: Int) -> Set<Int> {
    var found = Set<Int>()
    for picture in element..<page.ends[element] where page.names[picture] == .img {
      var at = page.parents[picture]
      var box: Range<Int>?
      var isNamed = false
      for _ in 0..<6 where at > element {
        let blocks = page.firstBlock[at]..<page.endBlock[at]
        guard blocks.count <= 2 else { break }
        if OutlineWalk.isBlock(page.names[at]), page.names[at] != .p, !blocks.isEmpty {
          box = blocks
          isNamed = isNamed || page.signs[at].contains(.picture)
        }
        at = page.parents[at]
      }
      guard let box, isCaption(box, limit: isNamed ? 480 : 160) else { continue }
      found.formUnion(box)
    }
    return found
  }

  /// `limit` is the weight of which a caption has less.
  private func isCaption(_ blocks: Range<Int>, limit: Int) -> Bool {
    var weight = 0
    for index in blocks {
      let block = page.blocks[index]
      switch block.kind {
      case .heading, .item, .quote, .preformatted: return false
      case .paragraph, .cell, .other: weight += block.weight
      }
    }
    return weight < limit
  }

  /// Boxes without a name: elements inside the body whose text is mostly links and holds no prose.
  private func markBoxes(in element: Int, into dropped: inout Set<Int>) {
    var at = element + 1
    while at < page.ends[element] {
      guard OutlineWalk.isBlock(page.names[at]) else {
        at += 1
        continue
      }
      let first = page.firstBlock[at]
      let end = page.endBlock[at]
      var weight = 0
      var links = 0
      for index in first..<end {
        weight += page.blocks[index].weight
        links += page.blocks[index].linkWeight
      }
      let prose = page.proseWeight(at)
      let isBox = end - first == 1 ? Self.isLinkLine(page.blocks[first]) : links * 2 > weight
      if end > first, isBox, prose == 0 || prose * 4 < weight, weight < 4000 {
        for index in first..<end { dropped.insert(index) }
        at = page.ends[at]
      } else {
        at += 1
      }
    }
  }

  /// Doors to other articles: a heading that is a link with a line or two below it, more than once.
  private func markTeasers(in element: Int, into dropped: inout Set<Int>) {
    var teasers: [Range<Int>] = []
    var prose = 0
    var at = element + 1
    while at < page.ends[element], teasers.count < 500 {
      let blocks = page.firstBlock[at]..<page.endBlock[at]
      if OutlineWalk.isBlock(page.names[at]), blocks.count > 1, isTeaser(at, blocks) {
        teasers.append(blocks)
        prose += page.proseWeight(at)
        at = page.ends[at]
      } else {
        at += 1
      }
    }
    let all = page.proseWeight(element)
    guard teasers.count > 1, all - prose >= 200, prose < all * 6 / 10 else { return }
    for blocks in teasers { dropped.formUnion(blocks) }
  }

  private func isTeaser(_ position: Int, _ blocks: Range<Int>) -> Bool {
    let opening = blocks.prefix(3).first { index in
      if case .heading = page.blocks[index].kind { true } else { false }
    }
    guard let opening, page.blocks[opening].linkShare > 0.8 else { return false }
    if page.names[position] == .article { return true }
    guard blocks.count <= 6 else { return false }
    let weight = blocks.reduce(0) { $0 + page.blocks[$1].weight }
    let long = blocks.count { page.blocks[$0].isProse }
    return weight < 600 && long <= 1
  }

  /// Mostly a link. A sentence of a paragraph may hold a long link and still be the article's.
  static func isLinkLine(_ block: Block) -> Bool {
    if block.kind == .paragraph, block.weight > 80, block.marks > 0 {
      // Longer than any headline: a sentence that was linked as a whole.
      if block.weight > 120, block.marks > 1 { return false }
      return block.linkWeight * 5 > block.weight * 4
    }
    return block.linkWeight * 2 > block.weight
  }
}
