internal import Markup

/// What a page says about itself outside of its visible text: title, meta tags, links, JSON-LD.
struct PageHead {
  private(set) var title = ""
  private(set) var documentLanguage: String?
  private(set) var canonical: String?
  /// `link rel=next`.
  private(set) var next: String?
  /// Values by lowercased name, property or itemprop, in document order.
  private var metas: [String: [String]] = [:]
  private(set) var linked = LinkedData([], pageURL: "")

  init(_ tree: MarkupTree, url: String) {
    var scripts: [JSONValue] = []
    var readBytes = 0
    var base = url
    for node in tree.descendants(of: MarkupTree.document) {
      guard let name = tree.name(node) else { continue }
      switch name {
      case .html:
        documentLanguage = tree.attribute(.lang, of: node) ?? tree.attribute("xml:lang", of: node)
      case .title:
        if title.isEmpty, Self.isInHead(node, tree) {
          title = HTMLText.collapsed(String(tree.textContent(node).unicodeScalars.prefix(4_000)))
        }
      case .meta: readMeta(node, tree)
      case .base:
        if let href = tree.attribute(.href, of: node) {
          base = URLs.resolve(href, base: url) ?? url
        }
      case .link:
        let rel = tree.attribute(.rel, of: node)?.lowercased()
        if rel == "canonical", canonical == nil, let href = tree.attribute(.href, of: node) {
          canonical = URLs.resolve(href, base: base)
        }
        if rel == "next", next == nil, let href = tree.attribute(.href, of: node) {
          next = URLs.resolve(href, base: base)
        }
      case .script:
        guard let type = tree.attribute(.type, of: node)?.lowercased(), type.contains("ld+json"),
          scripts.count < 200
        else { continue }
        let text = tree.textContent(node)
        readBytes += text.utf8.count
        if readBytes < 4 << 20 { scripts.append(contentsOf: JSONScanner.read(text)) }
      default: continue
      }
    }
    linked = LinkedData(scripts, pageURL: canonical ?? url)
    if canonical == nil, let stated = self["og:url"] {
      canonical = URLs.resolve(stated, base: base)
    }
  }

  /// The first value of a meta tag that holds something.
  subscript(_ name: String) -> String? { metas[name]?.first }

  func all(_ name: String) -> [String] { metas[name] ?? [] }

  private mutating func readMeta(_ node: Int, _ tree: MarkupTree) {
    guard metas.count < 400, let content = tree.attribute(.content, of: node) else { return }
    let value = HTMLText.collapsed(String(content.unicodeScalars.prefix(4_000)))
    guard !value.isEmpty else { return }
    for attribute in [NameID.property, .name, .itemprop] {
      guard let keys = tree.attribute(attribute, of: node) else { continue }
      for key in keys.split(separator: " ").prefix(4) {
        metas[key.lowercased(), default: []].append(value)
      }
    }
  }

  /// `svg` has titles too.
  private static func isInHead(_ node: Int, _ tree: MarkupTree) -> Bool {
    guard let parent = tree.parent(node), let name = tree.name(parent) else { return false }
    return name == .head || name == .html || name == .body
  }
}
