/// Reads XML as feeds write it: what is well formed by XML 1.0 and Namespaces 1.0, and what is not
/// (undeclared entities, bare `&` and `<`, unquoted attributes, tags that do not match, text before
/// the declaration, a missing end). A document type is skipped: entities it declares are never
/// expanded, nothing outside is ever read. Never recurses; time is linear in the bytes.
package enum XMLParser {
  /// The tree of a document. Elements that were still open at its end are the tree's `cutOff`.
  /// `utf8` is read as UTF-8; ``TextDecoding`` makes it so.
  package static func parse(
    _ utf8: [UInt8], limits: MarkupLimits = MarkupLimits(depth: 256)
  ) throws(MarkupError) -> MarkupTree {
    var reader = XMLReader(try TreeBuilder(source: utf8, limits: limits, names: NameTable()))
    try reader.read()
    return reader.finished()
  }
}

/// One pass over an XML document.
struct XMLReader {
  private struct Open {
    let node: Int32
    /// The name as written.
    let name: NameID
    /// Namespace bindings in force outside of the element.
    let bindings: Int32
  }

  private var builder: TreeBuilder
  private var scope: NamespaceScope
  private var stack: [Open] = []
  /// How many open elements have a name, by the name as written.
  private var openCount: [Int32] = []

  init(_ builder: TreeBuilder) {
    self.builder = builder
    scope = NamespaceScope()
  }

  consuming func finished() -> MarkupTree {
    builder.cutOff = stack.map { Int($0.node) }
    builder.namespaces = scope.uris
    return builder.finished()
  }

  private var parent: Int32 {
    stack.isEmpty ? 0 : stack[min(stack.count, builder.limits.depth) - 1].node
  }

  mutating func read() throws(MarkupError) {
    let source = builder.source
    let end = source.count
    var at = 0
    var textStart = 0
    while at < end {
      at = source.place(of: UInt8(ascii: "<"), from: at, to: end)
      guard at + 1 < end else { break }
      let next = source[at + 1]
      if isNameStart(next) {
        try text(textStart, at)
        at = try startTag(at + 1)
      } else if next == UInt8(ascii: "/") {
        try text(textStart, at)
        at = endTag(at)
      } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        try text(textStart, at)
        at = try declaration(at)
      } else {
        at += 1
        continue
      }
      textStart = at
    }
    try text(textStart, end)
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  private mutating func text(_ start: Int, _ end: Int) throws(MarkupError) {
    guard start < end, !stack.isEmpty else { return }
    let place = builder.decode(start, end, .xml)
    try builder.text(place.start, place.end, in: parent)
  }

  private mutating func startTag(_ start: Int) throws(MarkupError) -> Int {
    let (written, nameEnd) = scanName(start)
    let first = builder.attributes.count
    let tag = builder.scanAttributes(nameEnd, isHTML: false)
    if tag.isCut { return tag.end }
    let outer = scope.count
    for attribute in builder.attributes[first...] {
      scope.declare(attribute, builder: &builder)
    }
    let name = scope.resolve(written, names: &builder.names)
    let node = try builder.element(name, in: parent, attributesStart: Int32(first))
    builder.records[Int(node)].start = Int32(tag.end)
    builder.records[Int(node)].end = Int32(tag.end)
    if tag.isSelfClosing {
      scope.leave(to: outer)
    } else {
      stack.append(Open(node: node, name: written, bindings: Int32(outer)))
      let index = Int(written.rawValue)
      if index >= openCount.count {
        openCount.append(contentsOf: repeatElement(0, count: index + 32 - openCount.count))
      }
      openCount[index] += 1
    }
    return tag.end
  }

  private mutating func endTag(_ start: Int) -> Int {
    let source = builder.source
    let (written, nameEnd) = scanName(start + 2)
    let close = source.place(of: UInt8(ascii: ">"), from: nameEnd, to: source.count)
    guard close < source.count else { return source.count }
    if stack.last?.name == written {
      pop(contentEnd: start)
    } else if Int(written.rawValue) < openCount.count, openCount[Int(written.rawValue)] > 0 {
      while let top = stack.last {
        pop(contentEnd: start)
        if top.name == written { break }
      }
    } else if let top = stack.last, isSameFolded(top.name, written) {
      pop(contentEnd: start)
    }
    return close + 1
  }

  private mutating func pop(contentEnd: Int) {
    guard let open = stack.popLast() else { return }
    builder.records[Int(open.node)].end = Int32(contentEnd)
    openCount[Int(open.name.rawValue)] -= 1
    scope.leave(to: Int(open.bindings))
  }

  private func isSameFolded(_ one: NameID, _ other: NameID) -> Bool {
    let left = builder.names.bytes(one)
    let right = builder.names.bytes(other)
    return left.count == right.count
      && zip(left, right).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
  }

  private mutating func scanName(_ start: Int) -> (NameID, Int) {
    let source = builder.source
    var at = start
    var hash = NameTable.hashSeed(-1)
    while at < source.count {
      let byte = source[at]
      if byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "<")
      {
        break
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    return (builder.names.intern(source[start..<at], hash: hash), at)
  }

  // MARK: Comments, CDATA, instructions, the document type

  private mutating func declaration(_ start: Int) throws(MarkupError) -> Int {
    let source = builder.source
    let end = source.count
    if source.holds("<![CDATA[", at: start) {
      let close = source.place(of: "]]>", from: start + 9, to: end)
      let stop = close ?? end
      if start + 9 < stop, !stack.isEmpty {
        try builder.text(start + 9, stop, in: parent)
      }
      return close.map { $0 + 3 } ?? end
    }
    if source.holds("<!--", at: start) {
      return source.place(of: "-->", from: start + 4, to: end).map { $0 + 3 } ?? end
    }
    if source.holds("<?", at: start) {
      let plain = source.place(of: UInt8(ascii: ">"), from: start, to: end)
      if let close = source.place(of: "?>", from: start + 2, to: end) { return close + 2 }
      return min(plain + 1, end)
    }
    if source.holdsFolded("<!doctype", at: start) { return documentType(start + 9) }
    return min(source.place(of: UInt8(ascii: ">"), from: start, to: end) + 1, end)
  }

  /// Past a document type and its internal subset, reading neither.
  private func documentType(_ start: Int) -> Int {
    let source = builder.source
    var at = start
    var isInSubset = false
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let close = source.place(of: source[at], from: at + 1, to: source.count)
        // A lone apostrophe is no quote.
        if close < source.count { at = close }
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: "<") where source.holds("<!--", at: at):
        guard let close = source.place(of: "-->", from: at + 4, to: source.count) else {
          return source.count
        }
        at = close + 2
      case UInt8(ascii: "<") where !isInSubset:
        return at
      case UInt8(ascii: ">") where !isInSubset:
        return at + 1
      default: break
      }
      at += 1
    }
    return at
  }
}
