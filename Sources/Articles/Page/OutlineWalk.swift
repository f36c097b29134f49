internal import Markup

/// The walk that makes a `PageOutline`: enters and leaves every element once, without a stack of
/// its own beyond the open elements.
struct OutlineWalk {
  let tree: MarkupTree
  var nodes: [Int] = []
  var names: [NameID] = []
  var parents: [Int] = []
  var ends: [Int] = []
  var signs: [Sign] = []
  var firstBlock: [Int] = []
  var endBlock: [Int] = []
  var blocks: [Block] = []
  var text: [UInt8] = []

  private var open: [Int] = []
  private var blockOwners: [Int] = []
  private var links = 0
  private var emphasis = 0
  private var preformatted = 0
  // The run being read.
  private var runStart = 0
  private var weight = 0
  private var linkWeight = 0
  private var emphasisWeight = 0
  private var marks = 0
  private var breaks = 0
  private var pendingSpace = false
  /// Signs of the open inline elements, each joined with those around it inside the block.
  private var inlineSigns: [Sign] = []
  /// Signs that all text of the run stands under.
  private var runSigns: Sign = []
  /// The outermost open element that hides its text in the middle of a run, -1 for none.
  private var hiding = -1

  init(tree: MarkupTree) {
    self.tree = tree
    let guess = tree.count / 2
    nodes.reserveCapacity(guess)
    text.reserveCapacity(1 << 14)
  }

  mutating func run(_ root: Int) {
    if tree.isElement(root) { enter(root) }
    let depth = open.count
    var current = tree.firstChild(root)
    while let node = current {
      if tree.isText(node) {
        read(tree.textBytes(node))
        current = climb(from: node, depth: depth)
      } else if let name = tree.name(node), Self.isSkipped(name) {
        // A button or a player between two texts parts them.
        pendingSpace = true
        current = climb(from: node, depth: depth)
      } else {
        enter(node)
        if let child = tree.firstChild(node) {
          current = child
        } else {
          leave()
          current = climb(from: node, depth: depth)
        }
      }
    }
    while !open.isEmpty { leave() }
    flush()
  }

  /// The node after `node`, leaving the elements that end before it.
  private mutating func climb(from node: Int, depth: Int) -> Int? {
    var at = node
    while true {
      if let next = tree.next(at) { return next }
      guard open.count > depth, let above = tree.parent(at) else { return nil }
      leave()
      at = above
    }
  }

  private mutating func enter(_ node: Int) {
    let name = tree.name(node) ?? .div
    let position = nodes.count
    if Self.isBlock(name) { flush() }
    if name == .br {
      breaks += 1
      pendingSpace = true
      if breaks >= 2 { flush() }
    }
    nodes.append(node)
    names.append(name)
    parents.append(open.last ?? -1)
    ends.append(position + 1)
    signs.append(ElementSigns.of(node, name: name, in: tree))
    firstBlock.append(blocks.count)
    endBlock.append(blocks.count)
    open.append(position)
    if Self.isBlock(name) {
      blockOwners.append(position)
    } else {
      inlineSigns.append((inlineSigns.last ?? []).union(signs[position]))
      if hiding < 0, weight > 0, signs[position].contains(.hidden) { hiding = position }
    }
    switch name {
    case .a: links += 1
    case .b, .strong, .em, .i: emphasis += 1
    case .pre: preformatted += 1
    default: break
    }
  }

  private mutating func leave() {
    guard let position = open.popLast() else { return }
    if position == hiding { hiding = -1 }
    let name = names[position]
    if Self.isBlock(name) {
      flush()
      blockOwners.removeLast()
    }
    switch name {
    case .a: links -= 1
    case .b, .strong, .em, .i: emphasis -= 1
    case .pre: preformatted -= 1
    default: break
    }
    ends[position] = nodes.count
    // A run that is still open when an inline element ends becomes a block for certain.
    endBlock[position] = blocks.count + (weight > 0 ? 1 : 0)
    if !Self.isBlock(name) { inlineSigns.removeLast() }
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) {
    // A card that opens over a name, or words for screen readers, break no sentence.
    if hiding >= 0, weight > 0 { return }
    if weight > 0, !bytes.allSatisfy({ $0 <= 0x20 }) {
      runSigns.formIntersection(inlineSigns.last ?? [])
    }
    var index = bytes.startIndex
    let end = bytes.endIndex
    while index < end {
      let byte = bytes[index]
      if byte <= 0x20 {
        if preformatted > 0, byte == 0x0A, weight > 0 {
          text.append(0x0A)
          pendingSpace = false
        } else {
          pendingSpace = true
        }
        index += 1
        continue
      }
      if byte == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 {
        pendingSpace = true
        index += 2
        continue
      }
      if byte == 0xC2, index + 1 < end, bytes[index + 1] == 0xAD {
        index += 2
        continue
      }
      if byte == 0xEF, index + 2 < end, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
        index += 3
        continue
      }
      if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] == 0x8B {
        index += 3
        continue
      }
      if weight == 0 {
        runSigns = inlineSigns.last ?? []
        runStart = text.count
        pendingSpace = false
        breaks = 0
      } else if pendingSpace {
        text.append(breaks > 0 ? 0x0A : 0x20)
        pendingSpace = false
        breaks = 0
      }
      let length: Int = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      var amount = 1
      if length == 1 {
        text.append(byte)
        switch byte {
        case 0x2C, 0x2E, 0x21, 0x3F, 0x3B: marks += 1
        default: break
        }
      } else {
        let stop = min(end, index + length)
        text.append(contentsOf: bytes[index..<stop])
        if length == 3, stop - index == 3 {
          // Han, kana, hangul, and the full stops and commas of their scripts.
          if byte >= 0xE3, byte <= 0xED { amount = 2 }
          if byte == 0xE3, bytes[index + 1] == 0x80,
            bytes[index + 2] == 0x81 || bytes[index + 2] == 0x82
          {
            marks += 1
          }
          if byte == 0xEF, bytes[index + 1] == 0xBC { marks += 1 }
          if byte == 0xE0, bytes[index + 1] == 0xA5, bytes[index + 2] == 0xA4 { marks += 1 }
        } else if length == 2, byte == 0xD8, stop - index == 2 {
          let second = bytes[index + 1]
          if second == 0x8C || second == 0x9B || second == 0x9F { marks += 1 }
        } else if length == 2, byte == 0xDB, stop - index == 2, bytes[index + 1] == 0x94 {
          marks += 1
        }
      }
      weight += amount
      if links > 0 { linkWeight += amount }
      if emphasis > 0 { emphasisWeight += amount }
      index += length
    }
  }

  private mutating func flush() {
    defer {
      weight = 0
      linkWeight = 0
      emphasisWeight = 0
      marks = 0
      breaks = 0
      pendingSpace = false
    }
    guard weight > 0 else { return }
    let owner = blockOwners.last ?? 0
    blocks.append(
      Block(
        text: runStart..<text.count, owner: owner, kind: kind(of: owner), weight: weight,
        linkWeight: linkWeight, marks: marks, isEmphasised: emphasisWeight * 10 >= weight * 9,
        signs: runSigns))
  }

  private func kind(of owner: Int) -> Block.Kind {
    guard owner < names.count else { return .other }
    switch names[owner] {
    case .p:
      // A paragraph inside a list item or quote is still what a reader sees there.
      return .paragraph
    case .h1: return .heading(1)
    case .h2: return .heading(2)
    case .h3: return .heading(3)
    case .h4: return .heading(4)
    case .h5: return .heading(5)
    case .h6: return .heading(6)
    case .li, .dd, .dt: return .item
    case .blockquote: return .quote
    case .td, .th: return .cell
    case .pre: return .preformatted
    default: return .other
    }
  }

  static func isSkipped(_ name: NameID) -> Bool {
    switch name {
    case .script, .style, .noscript, .template, .svg, .iframe, .object, .select, .button,
      .textarea, .canvas, .video, .audio, .map, .head, .noframes, .math, .embed, .datalist:
      true
    default: false
    }
  }

  static func isBlock(_ name: NameID) -> Bool {
    switch name {
    case .a, .abbr, .acronym, .b, .bdi, .bdo, .big, .br, .cite, .code, .data, .del, .dfn, .em,
      .font, .i, .img, .ins, .kbd, .label, .mark, .nobr, .picture, .q, .rb, .rp, .rt, .rtc, .ruby,
      .s, .samp, .small, .source, .span, .strike, .strong, .sub, .sup, .time, .tt, .u, .var, .wbr,
      .input:
      false
    default: true
    }
  }
}
