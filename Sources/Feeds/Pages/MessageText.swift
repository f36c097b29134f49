internal import Markup

/// The HTML of one message, with the elements that mean something in a text and no others.
enum MessageHTML {
  /// Telegram itself allows a few thousand letters.
  private static let longest = 64 << 10

  /// What stands inside a node. Emoji are pictures around a letter: the letter stays.
  static func written(_ node: MarkupTree.Node, _ tree: MarkupTree) -> String {
    var html = ""
    /// Elements whose end is still to be written.
    var open: [(node: MarkupTree.Node, tag: String)] = []
    var current = tree.following(node, below: node)
    while let found = current, html.utf8.count < longest {
      while let last = open.last, !tree.contains(last.node, found) {
        html += "</\(last.tag)>"
        open.removeLast()
      }
      if tree.isText(found) {
        html += PlainText.escaped(tree.text(found))
      } else if VisibleText.isUnseen(found, in: tree)
        || Classes(found, tree)?.has("tgme_widget_message") == true
      {
        // A message that damaged markup put into this one stands for itself.
        current = tree.followingBeside(found, below: node)
        continue
      } else if let name = tree.name(found) {
        if name == .br {
          html += "<br>"
        } else if let link = link(found, name, tree) {
          html += "<a href=\"\(link)\">"
          open.append((found, "a"))
        } else if let tag = kept.first(where: { tree.isElement(found, $0.name) })?.tag {
          html += "<\(tag)>"
          open.append((found, tag))
        }
      }
      current = tree.following(found, below: node)
    }
    for last in open.reversed() { html += "</\(last.tag)>" }
    return html
  }

  private static let kept: [(name: NameID, tag: String)] = [
    (.p, "p"), (.blockquote, "blockquote"), (.pre, "pre"), (.code, "code"),
  ]

  /// The address of a link that leads somewhere: a hashtag's link is a search of the page.
  private static func link(
    _ node: MarkupTree.Node, _ name: NameID, _ tree: MarkupTree
  ) -> String? {
    guard name == .a, let href = tree.attribute(.href, of: node),
      let url = URLs.resolve(href, base: ""), URLs.isHTTP(url)
    else { return nil }
    return PlainText.escaped(url).replacing("\"", with: "&quot;")
  }
}

/// A title for a text that has none.
enum MessageTitle {
  private static let longest = 120
  /// A first line shorter than this (`عاجل`, a hashtag) tells too little alone.
  private static let tooShort = 20

  /// The first line, or its first sentence, at most about 120 scalars.
  static func of(_ text: String) -> String {
    var title = ""
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), maxSplits: 64).prefix(64) {
      let line = PlainText.oneLine(String(Substring(line).unicodeScalars.prefix(longest * 2)))
      guard line.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) else { continue }
      title += title.isEmpty ? line : " " + line
      if title.unicodeScalars.count >= tooShort { break }
    }
    if title.isEmpty { title = PlainText.oneLine(String(text.unicodeScalars.prefix(longest * 2))) }
    return cut(Array(title.unicodeScalars))
  }

  private static func cut(_ scalars: [Unicode.Scalar]) -> String {
    guard scalars.count > longest else { return string(scalars[...]) }
    if let end = sentenceEnd(scalars) { return string(scalars[..<end]) }
    let space = scalars[..<longest].lastIndex(of: " ") ?? longest
    return string(scalars[..<(space > longest / 2 ? space : longest)]) + "…"
  }

  /// Behind the sign that ends the first sentence which says enough.
  private static func sentenceEnd(_ scalars: [Unicode.Scalar]) -> Int? {
    for at in tooShort..<longest - 1 {
      switch scalars[at] {
      case "。", "！", "？": return at + 1
      case ".", "!", "?", "؟", "۔", "…": if scalars[at + 1] == " " { return at + 1 }
      default: break
      }
    }
    return nil
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
