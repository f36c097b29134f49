internal import Foundation
import Markup

/// Texts and addresses of a feed's elements.
struct FeedText {
  typealias Node = MarkupTree.Node

  let tree: LentTree
  let names: FeedNames
  private let whole: MarkupTree
  private let bases: BaseAddresses

  init(tree: LentTree, of whole: MarkupTree, url: String) {
    self.tree = tree
    self.whole = whole
    names = FeedNames(whole)
    bases = BaseAddresses(tree: tree, name: names.base, url: url)
  }

  /// The text below an element without the white space around it.
  func value(_ node: Node) -> String {
    tree.withText(of: node) { String(wellFormed: $0.extracting($0.trimmedRange)) }
  }

  /// Words parted by commas.
  func list(_ node: Node) -> [String] {
    value(node).split(separator: ",").map { String($0).trimmingMarkupSpace() }
      .filter { !$0.isEmpty }
  }

  /// The text as plain text on one line: tags stripped, references decoded.
  func plain(_ node: Node, isAtom: Bool = false) -> String {
    if isPlainlyText(node) {
      let line = tree.withText(of: node) { $0.hasMarkup ? nil : PlainText.oneLine($0) }
      if let line { return line }
    }
    if isAtom, isLiteral(node) {
      let literal = value(node)
      // Text by name, but many write HTML all the same.
      let bytes = literal.utf8
      if !HTMLEscaping.isHTML(literal.utf8.span),
        !(bytes.contains(UInt8(ascii: "&")) && bytes.contains(UInt8(ascii: ";")))
      {
        return PlainText.oneLine(literal)
      }
      return PlainText.plain(html: literal)
    }
    return PlainText.plain(html: html(node, isAtom: false))
  }

  /// Whether an Atom construct says that it is plain text.
  func isLiteral(_ node: Node) -> Bool {
    tree.attribute(names.type, of: node) == "text" && tree.attribute(names.mode, of: node) == nil
  }

  /// The text as HTML, by the type that an Atom construct states; RSS holds HTML.
  func html(_ node: Node, isAtom: Bool) -> String {
    if !isAtom, isPlainlyText(node) { return valueWithoutScripts(node) }
    let type = tree.attribute(names.type, of: node)?.lowercased().trimmingMarkupSpace() ?? ""
    let mode = tree.attribute(names.mode, of: node)?.lowercased() ?? ""
    if mode == "base64" || (!type.isEmpty && isBase64(type)) {
      return withoutScripts((decodedBase64(value(node)) ?? value(node)).utf8.span)
    }
    if hasElements(node) {
      let isMixed = type == "html" || type == "text/html"
      return FeedMarkup.html(inside: node, in: whole, isMixed: isMixed)
    }
    let isText =
      type == "text" || type == "text/plain" || (isAtom && type.isEmpty && mode != "escaped")
    guard isText else { return valueWithoutScripts(node) }
    return tree.withText(of: node) { text in
      let text = text.extracting(text.trimmedRange)
      return HTMLEscaping.isHTML(text) ? withoutScripts(text) : HTMLEscaping.escaped(text)
    }
  }

  private func valueWithoutScripts(_ node: Node) -> String {
    tree.withText(of: node) { withoutScripts($0.extracting($0.trimmedRange)) }
  }

  private func withoutScripts(_ text: Span<UInt8>) -> String {
    let html = ScriptFree.html(text)?.trimmingMarkupSpace() ?? String(wellFormed: text)
    return HTMLEscaping.looseMarks(html.utf8.span) ?? html
  }

  /// Whether an element holds nothing but text and says nothing about its kind.
  private func isPlainlyText(_ node: Node) -> Bool {
    !tree.hasAttributes(node) && !hasElements(node)
  }

  private func hasElements(_ node: Node) -> Bool {
    tree.children(of: node).contains { tree.isElement($0) }
  }

  private func isBase64(_ type: String) -> Bool {
    type.utf8.contains(UInt8(ascii: "/")) && !type.hasPrefix("text/") && !type.hasSuffix("/xml")
      && !type.hasSuffix("+xml")
  }

  private func decodedBase64(_ text: String) -> String? {
    guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty
    else { return nil }
    return String(
      decoding: TextDecoding.decode(Array(data), contentType: nil, kind: .html).utf8, as: UTF8.self)
  }

  // MARK: Addresses and languages

  /// The address that an element's text is, absolute.
  func address(_ node: Node) -> String? {
    tree.withText(of: node) { absolute($0.extracting($0.trimmedRange), at: node) }
  }

  /// The address in an attribute, absolute.
  func address(attribute: NameID?, of node: Node) -> String? {
    tree.withAttribute(attribute, of: node) { absolute($0, at: node) }
  }

  /// An Atom id in its full form: ids are addresses, and some are written without the site.
  func identity(_ id: String, at node: Node) -> String {
    guard id.utf8.first == UInt8(ascii: "/") else { return id }
    return absolute(id.utf8.span, at: node) ?? id
  }

  private func absolute(_ reference: Span<UInt8>, at node: Node) -> String? {
    guard !reference.isEmpty else { return nil }
    var text = String(wellFormed: reference)
    if URLs.isFinished(reference) { return text }
    // A host without its scheme, not a file of that name.
    if reference.holdsFolded("www.", at: 0) { text = "//" + text }
    let base = bases.base(at: node)
    guard let resolved = URLs.resolve(text, base: base, keepingHostCase: true) else { return nil }
    return URLs.isHTTP(resolved) ? resolved : nil
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
    guard let value = tree.attribute(names.lang, of: node), !value.isEmpty else { return nil }
    return value
  }
}
