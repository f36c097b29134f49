internal import Foundation
import Markup

/// Texts and addresses of a feed's elements.
struct FeedText {
  typealias Node = MarkupTree.Node

  let tree: MarkupTree
  let url: String
  private let base: NameID?
  private let lang: NameID?

  init(tree: MarkupTree, url: String) {
    self.tree = tree
    self.url = url
    base = tree.name("xml:base")
    lang = tree.name("xml:lang")
  }

  /// The text below an element without the white space around it.
  func value(_ node: Node) -> String { tree.textContent(node).trimmingMarkupSpace() }

  /// Words parted by commas.
  func list(_ node: Node) -> [String] {
    value(node).split(separator: ",").map { String($0).trimmingMarkupSpace() }
      .filter { !$0.isEmpty }
  }

  /// The text as plain text on one line: tags stripped, references decoded.
  func plain(_ node: Node, isAtom: Bool = false) -> String {
    if isAtom, tree.attribute("type", of: node) == "text", tree.attribute("mode", of: node) == nil {
      let literal = value(node)
      // Text by name, but many write HTML all the same.
      let bytes = literal.utf8
      if !isHTML(literal), !(bytes.contains(UInt8(ascii: "&")) && bytes.contains(UInt8(ascii: ";")))
      {
        return Self.oneLine(literal)
      }
      return Self.plain(html: literal)
    }
    return Self.plain(html: html(node, isAtom: false))
  }

  static func plain(html: String) -> String {
    guard html.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return oneLine(html)
    }
    guard let tree = try? HTMLParser.parse(html) else { return oneLine(html) }
    return VisibleText.text(
      of: MarkupTree.document, in: tree, options: .init(keepsLines: false))
  }

  /// White space folded to single spaces.
  static func oneLine(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var isSpace = false
    for byte in text.utf8 {
      if byte <= 0x20 {
        isSpace = true
      } else {
        if isSpace, !bytes.isEmpty { bytes.append(0x20) }
        isSpace = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text as HTML, by the type that an Atom construct states; RSS holds HTML.
  func html(_ node: Node, isAtom: Bool) -> String {
    let type = tree.attribute("type", of: node)?.lowercased().trimmingMarkupSpace() ?? ""
    let mode = tree.attribute("mode", of: node)?.lowercased() ?? ""
    let hasElements = tree.children(of: node).contains { tree.isElement($0) }
    if mode == "base64" || isBase64(type) {
      return decodedBase64(value(node)) ?? value(node)
    }
    if hasElements { return FeedMarkup.html(inside: node, in: tree) }
    let text = value(node)
    if type == "text" || type == "text/plain" { return isHTML(text) ? text : Self.escaped(text) }
    if isAtom, type.isEmpty, mode != "escaped" { return isHTML(text) ? text : Self.escaped(text) }
    return text
  }

  private func isBase64(_ type: String) -> Bool {
    type.contains("/") && !type.hasPrefix("text/") && !type.hasSuffix("/xml")
      && !type.hasSuffix("+xml")
  }

  private func decodedBase64(_ text: String) -> String? {
    guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty
    else { return nil }
    return String(
      decoding: TextDecoding.decode(Array(data), contentType: nil, kind: .html).utf8, as: UTF8.self)
  }

  /// Whether a text holds tags: `</`, `<br`, `<p>` or `<img `.
  private func isHTML(_ text: String) -> Bool {
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[open...].dropFirst()
      if Self.tagBeginnings.contains(where: { rest.starts(with: $0) }) { return true }
    }
    return false
  }

  private static let tagBeginnings: [[UInt8]] = ["/", "br", "p>", "img "].map { Array($0.utf8) }

  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
      return text
    }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
      case UInt8(ascii: "&"): bytes += Array("&amp;".utf8)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: Addresses and languages

  /// The address that an element's text is, absolute.
  func address(_ node: Node) -> String? { absolute(value(node), at: node) }

  /// The address in an attribute, absolute.
  func address(attribute: String, of node: Node) -> String? {
    tree.attribute(attribute, of: node).flatMap { absolute($0, at: node) }
  }

  private func absolute(_ reference: String, at node: Node) -> String? {
    guard !reference.isEmpty, let resolved = URLs.resolve(reference, base: baseURL(node)) else {
      return nil
    }
    return URLs.isHTTP(resolved) ? resolved : nil
  }

  /// The base in force at an element (XML Base).
  private func baseURL(_ node: Node) -> String {
    guard let base else { return url }
    var chain: [String] = []
    var current: Node? = node
    while let found = current {
      if let value = tree.attribute(base, of: found) { chain.append(value) }
      current = tree.parent(found)
    }
    return chain.reversed().reduce(url) { URLs.resolve($1, base: $0) ?? $0 }
  }

  /// `xml:lang` of an element or above.
  func language(_ node: Node) -> String? {
    var current: Node? = node
    while let found = current {
      if let value = ownLanguage(found) { return value }
      current = tree.parent(found)
    }
    return nil
  }

  func ownLanguage(_ node: Node) -> String? {
    guard let lang, let value = tree.attribute(lang, of: node), !value.isEmpty else { return nil }
    return value
  }
}

extension String {
  /// Without the white space around it.
  func trimmingMarkupSpace() -> String {
    let bytes = utf8
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    if first == bytes.startIndex, bytes.index(after: last) == bytes.endIndex { return self }
    return String(self[first...last])
  }
}
