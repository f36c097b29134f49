import Markup

/// The base addresses in force in one document (XML Base). Each is put together once, however many
/// addresses stand below it.
final class BaseAddresses {
  private let tree: LentTree
  private let name: NameID?
  private let url: String
  /// By the element that states one.
  private var known: [MarkupTree.Node: String] = [:]

  /// `name` is that of `xml:base`, nil when the document has none.
  init(tree: LentTree, name: NameID?, url: String) {
    self.tree = tree
    self.name = name
    self.url = url
  }

  func base(at node: MarkupTree.Node) -> String {
    guard name != nil else { return url }
    var stated: [(node: MarkupTree.Node, value: String)] = []
    var base = url
    var current: MarkupTree.Node? = node
    while let found = current {
      if let known = known[found] {
        base = known
        break
      }
      if let value = tree.attribute(name, of: found) { stated.append((found, value)) }
      current = tree.parent(found)
    }
    for (node, value) in stated.reversed() {
      // A base that is no web address would lose every link below it.
      if let inner = URLs.resolve(value, base: base), URLs.isHTTP(inner) { base = inner }
      known[node] = base
    }
    return base
  }
}
