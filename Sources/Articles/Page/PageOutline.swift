internal import Markup

/// One run of text that a reader sees as a paragraph, a heading, a list item or a table cell.
struct Block {
  enum Kind: Equatable {
    case paragraph
    case heading(Int)
    case item
    case quote
    case cell
    case preformatted
    case other
  }

  /// Bytes in `PageOutline.text`.
  let text: Range<Int>
  /// Element (by position) that holds it as a block.
  let owner: Int
  let kind: Kind
  /// Letters and signs; those of scripts that write words with one or two of them count double.
  let weight: Int
  /// The part of `weight` inside links.
  let linkWeight: Int
  /// Sentence ends and commas.
  let marks: Int
  /// Whether all of it is set in bold or italics.
  let isEmphasised: Bool
  /// Signs of the inline elements that hold all of it.
  let signs: Sign

  var linkShare: Double { weight == 0 ? 0 : Double(linkWeight) / Double(weight) }

  /// Reads like prose of an article rather than like a label, a menu or a list of links.
  var isProse: Bool {
    if weight < 40 || linkWeight * 3 > weight { return false }
    switch kind {
    case .heading: return false
    case .paragraph, .quote: return marks > 0 || weight > 110
    case .item, .preformatted, .cell, .other: return marks > 0 && weight > 60 || weight > 160
    }
  }
}

/// A page laid flat: elements in document order with the range of what is inside them, the signs
/// they carry, and the blocks of visible text. Built in one walk; linear in the page.
struct PageOutline {
  let tree: MarkupTree
  /// Element → its node in the tree. A position in here is what the other arrays count by.
  private(set) var nodes: [Int] = []
  private(set) var names: [NameID] = []
  private(set) var parents: [Int] = []
  /// The position after the last element inside.
  private(set) var ends: [Int] = []
  private(set) var signs: [Sign] = []
  private(set) var firstBlock: [Int] = []
  private(set) var endBlock: [Int] = []
  private(set) var blocks: [Block] = []
  private(set) var text: [UInt8] = []
  /// Prefix sums of the weight of prose, by block.
  private(set) var prose: [Int] = [0]

  init(_ tree: MarkupTree, within root: MarkupTree.Node = MarkupTree.document) {
    self.tree = tree
    var walk = OutlineWalk(tree: tree)
    walk.run(root)
    nodes = walk.nodes
    names = walk.names
    parents = walk.parents
    ends = walk.ends
    signs = walk.signs
    firstBlock = walk.firstBlock
    endBlock = walk.endBlock
    blocks = walk.blocks
    text = walk.text
    prose.reserveCapacity(blocks.count + 1)
    for block in blocks {
      prose.append(prose[prose.count - 1] + (block.isProse ? block.weight : 0))
    }
  }

  var count: Int { nodes.count }

  /// Weight of the prose inside an element, signs aside.
  func proseWeight(_ position: Int) -> Int {
    prose[endBlock[position]] - prose[firstBlock[position]]
  }

  func string(_ block: Block) -> String { String(decoding: text[block.text], as: UTF8.self) }

  /// All text inside an element, its blocks joined by a space.
  func string(at position: Int) -> String {
    var joined: [UInt8] = []
    for index in firstBlock[position]..<endBlock[position] {
      if !joined.isEmpty { joined.append(0x20) }
      joined.append(contentsOf: text[blocks[index].text])
    }
    return String(decoding: joined, as: UTF8.self)
  }

  func contains(_ outer: Int, _ inner: Int) -> Bool { outer <= inner && inner < ends[outer] }

  func attribute(_ name: NameID, _ position: Int) -> String? {
    tree.attribute(name, of: nodes[position])
  }

  /// The exact text of an element, block or inline, on one line: what one reads as a line, so that
  /// elements inside each other do not cost the page once for each: so many bytes of it, and so many
  /// elements and texts.
  func line(at position: Int, longest: Int = 16_384, mostNodes: Int = 1_000) -> String {
    HTMLText.collapsed(
      VisibleText.text(
        of: nodes[position], in: tree, options: .init(longest: longest, mostNodes: mostNodes)))
  }

  func children(of position: Int) -> [Int] {
    var result: [Int] = []
    var at = position + 1
    while at < ends[position] {
      result.append(at)
      at = ends[at]
    }
    return result
  }
}
