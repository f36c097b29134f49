internal import Markup

/// The standfirst: what stands between the headline and the body and belongs to the article.
struct BodyLead {
  let page: PageOutline
  let finder: BodyFinder
  /// The page's descriptions of itself, as `TextKey` makes them: most are the standfirst once more.
  let descriptions: [String]

  init(page: PageOutline, finder: BodyFinder, head: PageHead) {
    self.page = page
    self.finder = finder
    descriptions = [head["og:description"], head["description"], head.linked.summary]
      .compactMap { $0.map { String(TextKey.of(HTMLText.line($0)).prefix(60)) } }
      .filter { $0.unicodeScalars.count >= 30 }
  }

  /// Blocks named as a standfirst, said in the page's description, or of prose right after the
  /// headline, which stands at the position `headline`.
  func blocks(before first: Int, after headline: Int, body: [Int]) -> [Int] {
    let heading = page.firstBlock[headline]
    guard heading + 1 < first, first - heading < 60 else { return [] }
    let known = Set(body)
    var result: [Int] = []
    var unnamed = 0
    for index in (heading + 1)..<first where !known.contains(index) {
      let block = page.blocks[index]
      guard block.weight > 30, block.linkWeight * 3 < block.weight else { continue }
      let text = page.string(block)
      let signs = finder.effective[block.owner].union(block.signs)
      if !isDescription(text) || !signs.isDisjoint(with: [.caption, .hidden, .comments]) {
        guard signs.isDisjoint(with: Sign.outside) else { continue }
        if !hasLeadSign(block.owner) {
          guard block.isProse || isBeside(headline, block) else { continue }
          unnamed += 1
        }
      }
      if JunkLines.matches(text, linkShare: block.linkShare) { continue }
      result.append(index)
    }
    // More than a standfirst's worth is something else, such as a summary made by a machine.
    return result.count <= 4 && unnamed <= 2 ? result : []
  }

  private func isDescription(_ text: String) -> Bool {
    guard !descriptions.isEmpty else { return false }
    let key = TextKey.of(text)
    return descriptions.contains { key.hasPrefix($0) }
  }

  /// A long heading of lower rank in the same element as the headline.
  private func isBeside(_ headline: Int, _ block: Block) -> Bool {
    guard case .heading = block.kind, block.weight >= 50 else { return false }
    return page.parents[block.owner] == page.parents[headline]
  }

  private func hasLeadSign(_ owner: Int) -> Bool {
    var at = owner
    for _ in 0..<3 where at >= 0 {
      if page.signs[at].contains(.lead) { return true }
      at = page.parents[at]
    }
    return false
  }
}
