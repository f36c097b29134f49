internal import Markup

/// The addresses that a page's JSON-LD lists: the items of an `ItemList`, the posts of a blog.
struct ListedAddresses {
  private(set) var keys: Set<String> = []

  init(_ page: PageOutline, base: String) {
    let tree = page.tree
    var readBytes = 0
    for node in tree.descendants(of: MarkupTree.document) where tree.name(node) == .script {
      guard let type = tree.attribute(.type, of: node), type.lowercased().contains("ld+json")
      else { continue }
      let text = tree.textContent(node)
      readBytes += text.utf8.count
      guard readBytes < 2 << 20 else { return }
      for value in JSONScanner.read(text) { collect(value, base: base, depth: 0) }
    }
  }

  private mutating func collect(_ value: JSONValue, base: String, depth: Int) {
    guard depth < 8, keys.count < 2_000 else { return }
    switch value {
    case .array(let values):
      for element in values { collect(element, base: base, depth: depth + 1) }
    case .object:
      let types = (value["@type"] ?? .null).list.compactMap(\.string)
      // Crumbs and menus are lists as well.
      if types.contains("BreadcrumbList") || types.contains("SiteNavigationElement") { return }
      let isStory = types.contains { $0.hasSuffix("Article") || $0 == "BlogPosting" }
      if isStory || types.contains("ListItem") {
        for key in ["url", "@id", "mainEntityOfPage"] {
          if let address = value[key]?.string ?? value[key]?["@id"]?.string { add(address, base) }
        }
        if let item = value["item"]?.string { add(item, base) }
      }
      for key in [
        "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart",
        "blogPost", "blogPosts",
      ] {
        if let inner = value[key] { collect(inner, base: base, depth: depth + 1) }
      }
    default: return
    }
  }

  private mutating func add(_ address: String, _ base: String) {
    if let url = URLs.resolve(address, base: base), URLs.isHTTP(url) {
      keys.insert(URLs.normalised(url))
    }
  }
}
