internal import Markup

/// The text of an entry that a feed carries: everything in it is the article, less captions,
/// sharing links and the line that points back to the site.
struct FeedBody {
  private let page: PageOutline

  init(_ tree: MarkupTree) { page = PageOutline(tree) }

  func text(titleKey: String) -> String {
    var kept: [String] = []
    let outside: Sign = [.share, .related, .comments, .caption, .hidden, .advert, .signup]
    let finder = BodyFinder(page)
    for (index, block) in page.blocks.enumerated() {
      let signs = finder.effective[block.owner].union(block.signs)
      if !signs.isDisjoint(with: outside) { continue }
      let text = page.string(block)
      if index < 3, TextKey.of(text, is: titleKey) { continue }
      if block.linkShare > 0.2, block.weight < 240,
        JunkLines.matches(text, linkShare: block.linkShare)
      {
        continue
      }
      if isTrailer(text, block) { continue }
      kept.append(text)
    }
    if kept.isEmpty { kept = page.blocks.map(page.string) }
    return kept.joined(separator: "\n\n")
  }

  /// `The post X appeared first on Y.`: WordPress adds it to every entry, in the site's language.
  private func isTrailer(_ text: String, _ block: Block) -> Bool {
    guard block.linkWeight * 3 > block.weight, block.weight < 400 else { return false }
    let words = TextKey.words(String(text.prefix(60)))
    return words.starts(with: ["the", "post"]) || words.starts(with: ["der", "beitrag"])
      || words.starts(with: ["l", "article"]) || words.starts(with: ["la", "entrada"])
      || words.starts(with: ["ظهرت", "المقالة"]) || words.starts(with: ["ظهرت", "أولا"])
      || words.starts(with: ["المقالة"]) || words.starts(with: ["التدوينة"])
  }
}
