import Markup

/// Writes XML elements as HTML: for XHTML content and markup that nobody escaped.
enum FeedMarkup {
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
  ]

  /// What stands inside an element, without scripts. In `mixed` content, texts with tags of their
  /// own are HTML too: some wrap escaped HTML in an element.
  static func html(
    inside top: MarkupTree.Node, in tree: MarkupTree, isMixed: Bool = false
  ) -> String {
    var text = ""
    var current = top
    while true {
      var isSkipped = false
      if current != top {
        isSkipped = tree.isElement(current) && ScriptFree.isScript(local(current, tree))
        if !isSkipped { text += start(current, tree, isMixed: isMixed) }
      }
      if !isSkipped, let child = tree.firstChild(current) {
        current = child
        continue
      }
      if current == top { return text }
      if !isSkipped { text += end(current, tree) }
      while tree.next(current) == nil {
        guard let parent = tree.parent(current), parent != top else { return text }
        current = parent
        text += end(current, tree)
      }
      guard let next = tree.next(current) else { return text }
      current = next
    }
  }

  private static func start(
    _ node: MarkupTree.Node, _ tree: MarkupTree, isMixed: Bool
  ) -> String {
    if tree.isText(node) {
      let text = tree.text(node)
      guard isMixed, HTMLEscaping.isHTML(text.utf8.span) else { return PlainText.escaped(text) }
      return ScriptFree.html(text.utf8.span) ?? text
    }
    var tag = "<" + local(node, tree)
    for (name, value) in tree.attributes(node) {
      let name = tree.text(of: name)
      if name.hasPrefix("xmlns") || name.isEmpty { continue }
      tag += " \(name)=\"\(PlainText.escaped(value).replacing("\"", with: "&quot;"))\""
    }
    return tag + ">"
  }

  private static func end(_ node: MarkupTree.Node, _ tree: MarkupTree) -> String {
    guard tree.isElement(node) else { return "" }
    let name = local(node, tree)
    return void.contains(name) ? "" : "</\(name)>"
  }

  private static func local(_ node: MarkupTree.Node, _ tree: MarkupTree) -> String {
    let name = tree.nameText(node)
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.index(after: colon)...])
  }
}
