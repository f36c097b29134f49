internal import Markup

/// Reads the signs off one element: its name, role, microdata, style, class and id.
enum ElementSigns {
  static func of(_ node: Int, name: NameID, in tree: MarkupTree) -> Sign {
    if name == .body || name == .html { return [] }
    var signs: Sign = []
    if let value = tree.attributeBytes(.class, of: node) {
      signs = SignWords.signs(of: value)
      // The class list of a WordPress post names its categories and tags; Elementor calls every
      // piece of the text a widget.
      if contains(value, "hentry") || contains(value, "status-publish") {
        signs.subtract(.outside)
        signs.insert(.article)
      }
      if contains(value, "elementor") { signs.subtract([.sidebar, .tools]) }
    }
    if let value = tree.attributeBytes(.id, of: node) {
      signs.formUnion(SignWords.signs(of: value))
    }
    signs.formUnion(property(tree.attributeBytes(.itemprop, of: node)))
    switch name {
    case .nav, .footer, .menu: signs.insert(.frame)
    case .aside: signs.insert(.sidebar)
    case .figcaption, .caption: signs.insert(.caption)
    case .form: signs.insert(.tools)
    case .dialog: signs.insert(.consent)
    case .address: signs.insert(.byline)
    case .time: signs.insert(.date)
    case .article:
      signs.subtract([.tags, .sidebar, .byline, .date, .tools, .caption])
      signs.insert(.article)
    case .main: signs.insert(.main)
    case .h1, .h2, .h3, .h4, .h5, .h6, .p, .blockquote:
      // Names of looks, not of places: a heading called `widget-title` is a heading.
      signs.subtract([.sidebar, .frame, .tools, .tags])
    default: break
    }
    if let role = tree.attributeBytes(.role, of: node) { signs.formUnion(of(role: role)) }
    if isHidden(node, in: tree) { signs.insert(.hidden) }
    if name == .a || name == .img || name == .input { signs.subtract(.hidden) }
    return signs
  }

  private static func property(_ value: ArraySlice<UInt8>?) -> Sign {
    guard let value else { return [] }
    if equals(value, "articleBody") || equals(value, "reviewBody") || equals(value, "text") {
      return equals(value, "text") ? .body : .bodyProperty
    }
    if equals(value, "headline") { return .headline }
    if equals(value, "author") || equals(value, "publisher") { return .byline }
    if equals(value, "datePublished") || equals(value, "dateModified") { return .date }
    if equals(value, "comment") { return .comments }
    if equals(value, "keywords") { return .tags }
    if equals(value, "caption") { return .caption }
    if equals(value, "description") { return .lead }
    return []
  }

  private static func of(role: ArraySlice<UInt8>) -> Sign {
    if equals(role, "navigation") || equals(role, "contentinfo") || equals(role, "menu")
      || equals(role, "menubar") || equals(role, "banner") || equals(role, "search")
    {
      return .frame
    }
    if equals(role, "complementary") { return .sidebar }
    if equals(role, "dialog") || equals(role, "alertdialog") { return .consent }
    if equals(role, "article") { return .article }
    if equals(role, "main") { return .main }
    return []
  }

  private static func isHidden(_ node: Int, in tree: MarkupTree) -> Bool {
    if tree.attributeBytes(.hidden, of: node) != nil { return true }
    guard let style = tree.attributeBytes(.style, of: node), style.count > 11 else { return false }
    var packed: [UInt8] = []
    for byte in style where byte > 0x20 { packed.append(byte | 0x20) }
    return contains(packed[...], "display:none") || contains(packed[...], "visibility:hidden")
  }

  static func equals(_ value: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    guard value.count == text.utf8CodeUnitCount else { return false }
    return contains(value, text)
  }

  /// Case as written; both sides are short.
  static func contains(_ value: ArraySlice<UInt8>, _ text: StaticString) -> Bool {
    let needle = text.description.utf8
    guard let first = needle.first, value.count >= needle.count else { return false }
    var start = value.startIndex
    while value.endIndex - start >= needle.count {
      if value[start] == first, value[start..<start + needle.count].elementsEqual(needle) {
        return true
      }
      start += 1
    }
    return false
  }
}
