/// What a reader sees of an HTML tree, as plain text.
package enum VisibleText {
  /// What is left out beyond scripts, styles and the head.
  package struct Options: Equatable, Sendable {
    /// Whether the text of `noscript` counts.
    package var includesNoScript: Bool
    /// Whether each block stands on a line of its own; otherwise all is one line.
    package var keepsLines: Bool
    /// Bytes after which the text is cut.
    package var longest: Int
    /// Nodes after which no more are visited: for lines of elements that may stand in each other,
    /// each with all that is inside.
    package var mostNodes: Int

    package init(
      includesNoScript: Bool = false, keepsLines: Bool = true, longest: Int = .max,
      mostNodes: Int? = nil
    ) {
      self.includesNoScript = includesNoScript
      self.keepsLines = keepsLines
      self.longest = longest
      self.mostNodes = mostNodes ?? longest
    }
  }

  /// The visible text below a node. White space is folded; paragraphs are parted by an empty line,
  /// other blocks and `br` by a line break, table cells by a space. The source's own line breaks
  /// count only in `pre`.
  package static func text(
    of node: MarkupTree.Node, in tree: MarkupTree, options: Options = Options()
  ) -> String {
    String(decoding: bytes(of: node, in: tree, options: options), as: UTF8.self)
  }

  /// The same as UTF-8 bytes.
  package static func bytes(
    of node: MarkupTree.Node, in tree: MarkupTree, options: Options = Options()
  ) -> [UInt8] {
    var writer = VisibleTextWriter(keepsLines: options.keepsLines)
    var current = node
    if tree.isText(node) {
      writer.write(tree.textBytes(node), upTo: options.longest)
      return writer.finished()
    }
    var visited = 0
    while visited < options.mostNodes {
      visited += 1
      var isSkipped = false
      if tree.isText(current) {
        guard writer.write(tree.textBytes(current), upTo: options.longest) else { break }
      } else if let name = tree.name(current) {
        isSkipped = current != node && isUnseen(current, name, tree, options)
        if !isSkipped { writer.enter(name) }
      }
      if !isSkipped, let child = tree.firstChild(current) {
        current = child
        continue
      }
      if !isSkipped, let name = tree.name(current) { writer.leave(name) }
      while current != node, tree.next(current) == nil {
        guard let parent = tree.parent(current) else { return writer.finished() }
        current = parent
        if let name = tree.name(current) { writer.leave(name) }
      }
      guard current != node, let next = tree.next(current) else { return writer.finished() }
      current = next
    }
    return writer.finished()
  }

  /// The visible text, on one line, of HTML in which no tag stands: its references decoded.
  package static func line(ofTagless html: Span<UInt8>) -> String {
    html.withUnsafeBufferPointer { buffer in
      var decoded: [UInt8] = []
      decoded.reserveCapacity(buffer.count)
      CharacterReferences.decode(
        ByteView(buffer), 0, buffer.count, place: .text, into: &decoded)
      var writer = VisibleTextWriter(keepsLines: false)
      writer.write(decoded[...])
      return String(wellFormed: writer.finished().span)
    }
  }

  /// Whether an element, and all below it, shows nothing: by its kind, `hidden`, or an inline style.
  package static func isUnseen(_ node: MarkupTree.Node, in tree: MarkupTree) -> Bool {
    guard let name = tree.name(node) else { return false }
    return isUnseen(node, name, tree, Options())
  }

  private static func isUnseen(
    _ node: MarkupTree.Node, _ name: NameID, _ tree: MarkupTree, _ options: Options
  ) -> Bool {
    let index = Int(name.rawValue)
    if index < KnownNames.traits.count, KnownNames.traits[index].contains(.unseen) {
      return !(name == .noscript && options.includesNoScript)
    }
    if !tree.hasAttributes(node) { return false }
    if let hidden = tree.attributeBytes(.hidden, of: node) {
      // `hidden=until-found` is text that a search brings up.
      return !hidden.elementsEqual("until-found".utf8)
    }
    guard let style = tree.attributeBytes(.style, of: node) else { return false }
    return hides(style)
  }

  /// `display: none` or `visibility: hidden` in an inline style.
  private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
    guard style.count >= 12 else { return false }
    let folded = style.filter { !$0.isMarkupSpace }.map(\.asciiLowercased)
    return folded.place(of: "display:none", from: 0, to: folded.count) != nil
      || folded.place(of: "visibility:hidden", from: 0, to: folded.count) != nil
  }
}

extension MarkupTree {
  @inlinable package func hasAttributes(_ node: Node) -> Bool {
    records[node].attributesEnd > records[node].attributesStart
  }
}

/// Folds white space and breaks lines at blocks.
private struct VisibleTextWriter {
  /// What stands between the last word and the next.
  private enum Gap: Int { case none, space, line, paragraph }

  private let keepsLines: Bool
  private var bytes: [UInt8] = []
  private var gap = Gap.none
  private var preDepth = 0
  /// Whether a `br` came since the last word.
  private var endsWithBreak = false

  init(keepsLines: Bool) { self.keepsLines = keepsLines }

  consuming func finished() -> [UInt8] { bytes }

  mutating func enter(_ name: NameID) {
    if name == .br { return lineBreak() }
    if name == .pre || name == .textarea { preDepth += 1 }
    leaveOrEnter(name)
  }

  mutating func leave(_ name: NameID) {
    if name == .pre || name == .textarea { preDepth -= 1 }
    if name != .br { leaveOrEnter(name) }
  }

  private mutating func leaveOrEnter(_ name: NameID) {
    switch name {
    case .p, .blockquote, .h1, .h2, .h3, .h4, .h5, .h6, .pre, .ul, .ol, .dl, .table, .figure, .hr,
      .article, .section:
      widen(.paragraph)
    case .td, .th: widen(.space)
    default:
      let index = Int(name.rawValue)
      if index < KnownNames.traits.count, KnownNames.traits[index].contains(.block) { widen(.line) }
    }
  }

  /// Two breaks in a row part paragraphs.
  private mutating func lineBreak() {
    widen(endsWithBreak ? .paragraph : .line)
    endsWithBreak = true
  }

  private mutating func widen(_ wider: Gap) {
    if wider.rawValue > gap.rawValue { gap = wider }
  }

  /// Writes no more than makes `longest` bytes of text; whether there is room for more.
  @discardableResult
  mutating func write(_ text: ArraySlice<UInt8>, upTo longest: Int) -> Bool {
    let room = longest - bytes.count
    guard text.count > room else {
      write(text)
      return true
    }
    var end = text.startIndex + max(room, 0)
    // Between two scalars.
    while end > text.startIndex, text[end] & 0xC0 == 0x80 { end -= 1 }
    write(text[..<end])
    return false
  }

  mutating func write(_ text: ArraySlice<UInt8>) {
    var at = text.startIndex
    let end = text.endIndex
    while at < end {
      var run = at
      while run < end, !text[run].isMarkupSpace, text[run] != 0xC2 { run += 1 }
      if run < end, text[run] == 0xC2, !(run + 1 < end && text[run + 1] == 0xA0) {
        run += 1
        while run < end, !text[run].isMarkupSpace, text[run] != 0xC2 { run += 1 }
      }
      if run > at {
        writeGap()
        bytes.append(contentsOf: text[at..<run])
        at = run
      }
      while at < end {
        if text[at].isMarkupSpace {
          if preDepth > 0, text[at] == 0x0A { widen(.line) } else { widen(.space) }
          at += 1
        } else if text[at] == 0xC2, at + 1 < end, text[at + 1] == 0xA0 {
          // A no-break space is a space to a reader.
          widen(.space)
          at += 2
        } else {
          break
        }
      }
    }
  }

  private mutating func writeGap() {
    defer {
      gap = .none
      endsWithBreak = false
    }
    guard !bytes.isEmpty else { return }
    switch gap {
    case .none: break
    case .space: bytes.append(0x20)
    case .line: bytes.append(keepsLines ? 0x0A : 0x20)
    case .paragraph:
      if keepsLines {
        bytes.append(0x0A)
        bytes.append(0x0A)
      } else {
        bytes.append(0x20)
      }
    }
  }
}
