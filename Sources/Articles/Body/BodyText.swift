internal import Markup

/// Chooses the blocks of a body: what stands in the found elements, less the boxes, labels and
/// links that are not the article, and with the lead that stands before it.
struct BodyText {
  let page: PageOutline
  let finder: BodyFinder
  /// The headline, as `TextKey` makes it; its repetitions are no body.
  let titleKey: String
  let siteKey: String

  /// Blocks of the body, in document order.
  func blocks(in elements: [Int], headlineBlock: Int?) -> [Int] {
    var kept: [Int] = []
    var dropped = Set<Int>()
    for element in elements {
      markBoxes(in: element, into: &dropped)
      markTeasers(in: element, into: &dropped)
      for index in page.firstBlock[element]..<page.endBlock[element] {
        if dropped.contains(index) || finder.isOutside(page.blocks[index]) { continue }
        kept.append(index)
      }
    }
    kept = kept.filter { !isJunk(page.blocks[$0]) }
    if let first = kept.first(where: { page.blocks[$0].isProse }), let headlineBlock {
      kept = lead(before: first, after: headlineBlock, body: kept) + kept
    }
    kept = withoutTitle(withoutEnding(kept))
    kept = withoutOrphanHeadings(kept)
    return kept
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
      let isBox = end - first == 1 ? isLinkLine(page.blocks[first]) : links * 2 > weight
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

  /// Without what follows a heading such as "Related articles" in the second half of the text.
  private func withoutEnding(_ blocks: [Int]) -> [Int] {
    let all = blocks.reduce(0) { $0 + page.blocks[$1].weight }
    var seen = 0
    for (place, index) in blocks.enumerated() {
      let block = page.blocks[index]
      if case .heading = block.kind, seen * 2 > all, block.weight < 60,
        JunkLines.isEnding(page.string(block))
      {
        return Array(blocks[..<place])
      }
      seen += block.weight
    }
    return blocks
  }

  /// Mostly a link. A sentence of a paragraph may hold a long link and still be the article's.
  private func isLinkLine(_ block: Block) -> Bool {
    if block.kind == .paragraph, block.weight > 80, block.marks > 0 {
      return block.linkWeight * 5 > block.weight * 4
    }
    return block.linkWeight * 2 > block.weight
  }

  private func isJunk(_ block: Block) -> Bool {
    if isLinkLine(block) { return true }
    if case .heading(1) = block.kind { return true }
    guard block.weight < 240 else { return false }
    let text = page.string(block)
    return JunkLines.matches(text, linkShare: block.linkShare)
  }

  /// The standfirst between headline and body: named as one, or prose right after the headline.
  private func lead(before first: Int, after headline: Int, body: [Int]) -> [Int] {
    guard headline + 1 < first, first - headline < 60 else { return [] }
    let known = Set(body)
    var result: [Int] = []
    for index in (headline + 1)..<first where !known.contains(index) {
      let block = page.blocks[index]
      guard block.weight > 30, block.linkWeight * 3 < block.weight else { continue }
      let signs = finder.effective[block.owner].union(block.signs)
      guard signs.isDisjoint(with: Sign.outside) else { continue }
      guard hasLeadSign(block.owner) || block.isProse else { continue }
      let text = page.string(block)
      if JunkLines.matches(text, linkShare: block.linkShare) { continue }
      result.append(index)
    }
    return result.count <= 4 ? result : []
  }

  private func hasLeadSign(_ owner: Int) -> Bool {
    var at = owner
    for _ in 0..<3 where at >= 0 {
      if page.signs[at].contains(.lead) { return true }
      at = page.parents[at]
    }
    return false
  }

  private func withoutTitle(_ blocks: [Int]) -> [Int] {
    guard !titleKey.isEmpty else { return blocks }
    return blocks.enumerated().filter { place, index in
      place > 5 || TextKey.of(page.string(page.blocks[index])) != titleKey
    }.map(\.element)
  }

  /// Headings that head nothing any more.
  private func withoutOrphanHeadings(_ blocks: [Int]) -> [Int] {
    var result: [Int] = []
    var waiting: [Int] = []
    for index in blocks {
      if case .heading = page.blocks[index].kind {
        waiting.append(index)
      } else {
        result.append(contentsOf: waiting)
        waiting.removeAll()
        result.append(index)
      }
    }
    return result
  }
}

/// A text reduced to its letters and digits, lowercased, for telling two renderings apart.
enum TextKey {
  static func of(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: key.append(scalar)
      case 0x41...0x5A: key.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case ..<0x80, 0x640, 0x64B...0x65F, 0x670: continue
      default:
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil {
          key.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
        }
      }
    }
    return String(key)
  }

  /// Lowercased words, for comparing two headlines.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil {
        word.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
        // Han and kana have no spaces between words: each sign stands for one.
        if scalar.value >= 0x3041, scalar.value <= 0x9FFF {
          words.append(String(word))
          word = String.UnicodeScalarView()
        }
      } else if !word.isEmpty, scalar.value != 0x640, properties.generalCategory != .nonspacingMark,
        properties.generalCategory != .format
      {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }
}
