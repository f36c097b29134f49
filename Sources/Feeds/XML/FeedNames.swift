import Markup

/// The numbers of the attributes that feeds use, looked up once a document; nil for one it has not.
struct FeedNames {
  let base, lang, type, mode, href, rel, url: NameID?
  let isPermaLink, label, term, text, about, lastmod, length, fileSize: NameID?

  init(_ tree: MarkupTree) {
    // CDF shouts, and hands write `isPermalink`.
    let capitals = Self.capitalNames(tree)
    func name(_ text: String) -> NameID? {
      tree.name(text) ?? capitals[text.lowercased()] ?? tree.name(text.lowercased())
    }
    base = name("xml:base")
    lang = name("xml:lang")
    type = name("type")
    mode = name("mode")
    href = name("href")
    rel = name("rel")
    url = name("url")
    isPermaLink = name("isPermaLink")
    label = name("label")
    term = name("term")
    text = name("text")
    about = name("rdf:about")
    lastmod = name("lastmod")
    length = name("length")
    fileSize = name("fileSize")
  }

  /// Names with capital letters, by themselves in lower case.
  private static func capitalNames(_ tree: MarkupTree) -> [String: NameID] {
    var names: [String: NameID] = [:]
    for index in 0..<tree.nameCount {
      let id = NameID(rawValue: Int32(index))
      let folded: String? = tree.withName(id) { name, namespace in
        guard namespace == nil, name.count <= 12, name.hasCapitals else { return nil }
        return String(wellFormed: name).lowercased()
      }
      if let folded, names[folded] == nil { names[folded] = id }
    }
    return names
  }
}
