/// Reads a template: its blocks, and with `TemplateTagParser` what stands in its tags. Nothing ends
/// at the first fault.
struct TemplateParser {
  /// Of blocks in each other.
  static let depthLimit = 16
  /// After so many nothing more is looked for.
  private static let faultLimit = 50
  /// Of loops in each other.
  static let loopLimit = 4

  let scalars: [Unicode.Scalar]
  var faults: [TemplateOffsetFault] = []
  private(set) var outputCount = 0
  private let format: TemplateFormat
  private var open: [OpenBlock] = []
  private var root: [TemplateNode] = []
  private var isStopped = false

  /// A block whose end has not come yet.
  private struct OpenBlock {
    var offset: Int
    var name: String
    var nodes: [TemplateNode] = []
    /// Of an if: what is read already, and the condition of what is being read; nil after `else`.
    var branches: [TemplateBranch] = []
    var condition: TemplateCondition?
    /// Of an each.
    var loop: TemplateLoop?
    var hasElse = false
    var scope: TemplateScope?
  }

  init(_ text: String, format: TemplateFormat) {
    scalars = Array(text.unicodeScalars)
    self.format = format
  }

  mutating func parse() -> [TemplateNode] {
    let (pieces, found) = TemplateScanner.scan(scalars)
    faults += found
    for piece in pieces where !isStopped {
      switch piece {
      case .text(let range):
        let bytes = Array(String(String.UnicodeScalarView(scalars[range])).utf8)
        add(.text(range, bytes))
      case .tag(let tag):
        if !tag.isComment { take(tag) }
        isStopped = isStopped || faults.count >= Self.faultLimit
      }
    }
    for block in open where !isStopped {
      fail(
        block.offset, "this {{#\(block.name)}} is not closed",
        "write {{/\(block.name)}} where it ends")
    }
    return root
  }

  /// The faults by lines and columns. There are some.
  var located: TemplateFaults {
    var starts = [0]
    for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
    var seen: Set<TemplateOffsetFault> = []
    var line = 0
    let all = faults.filter { seen.insert($0).inserted }
      .enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map { _, fault in
        while line + 1 < starts.count, starts[line + 1] <= fault.offset { line += 1 }
        return TemplateFault(
          line: line + 1, column: fault.offset - starts[line] + 1, message: fault.message,
          hint: fault.hint)
      }
    let first = all.first ?? TemplateFault(line: 1, column: 1, message: "unreadable", hint: nil)
    return TemplateFaults(first, Array(all.dropFirst()))
  }

  private mutating func fail(_ offset: Int, _ message: String, _ hint: String? = nil) {
    faults.append(.init(offset, message, hint))
  }

  private mutating func add(_ node: TemplateNode) {
    if let last = open.indices.last { open[last].nodes.append(node) } else { root.append(node) }
  }

  private var scopes: [TemplateScope] { open.compactMap(\.scope) }

  // MARK: Tags

  private mutating func take(_ tag: TemplateScanner.Tag) {
    var parser = TemplateTagParser(scalars, in: tag.inner, scopes: scopes)
    defer {
      faults += parser.faults
      if parser.asksForEnds, let loop = open.lastIndex(where: { $0.loop != nil }) {
        open[loop].loop?.asksForEnds = true
      }
    }
    if parser.accept(sign: "#") {
      begin(tag, &parser)
    } else if parser.accept(sign: "/") {
      end(tag, &parser)
    } else if parser.accept(word: "else") {
      otherwise(tag, &parser)
    } else if let expression = parser.output(format) {
      add(.output(expression, number: outputCount))
      outputCount += 1
    }
  }

  private mutating func begin(_ tag: TemplateScanner.Tag, _ parser: inout TemplateTagParser) {
    let token = parser.next()
    guard open.count < Self.depthLimit else {
      fail(tag.offset, "blocks nest deeper than \(Self.depthLimit)")
      isStopped = true
      return
    }
    guard case .word(let name) = token.kind, name == "if" || name == "each" else {
      parser.refuseBlock(token)
      // Taken all the same, so that its end closes what it should.
      if case .word(let name) = token.kind {
        open.append(OpenBlock(offset: tag.offset, name: name))
      }
      return
    }
    var block = OpenBlock(offset: tag.offset, name: name)
    if name == "if" {
      block.condition = parser.condition() ?? .holds(.nothing)
    } else {
      if scopes.count == Self.loopLimit {
        fail(tag.offset, "loops nest deeper than \(Self.loopLimit)")
      }
      (block.loop, block.scope) = parser.loop()
    }
    open.append(block)
  }

  private mutating func otherwise(_ tag: TemplateScanner.Tag, _ parser: inout TemplateTagParser) {
    guard let last = open.indices.last else {
      fail(
        tag.offset, "this {{else}} stands in no block", "it belongs to an {{#if …}} or {{#each …}}")
      return
    }
    guard !open[last].hasElse else {
      fail(tag.offset, "a second {{else}} in this {{#\(open[last].name)}}", "one is the last part")
      return
    }
    let isChain = parser.accept(word: "if")
    if open[last].name == "if" {
      let branch = TemplateBranch(
        condition: open[last].condition ?? .holds(.nothing), nodes: open[last].nodes)
      open[last].branches.append(branch)
      let condition = isChain ? parser.condition() ?? .holds(.nothing) : nil
      open[last].condition = condition
      open[last].hasElse = !isChain
    } else {
      if isChain {
        fail(
          tag.offset, "{{else if}} does not go with {{#each}}", "write {{else}} and then {{#if …}}")
      }
      let nodes = open[last].nodes
      open[last].loop?.nodes = nodes
      open[last].scope = nil
      open[last].hasElse = true
    }
    open[last].nodes = []
    if !isChain { parser.expectEnd() }
  }

  private mutating func end(_ tag: TemplateScanner.Tag, _ parser: inout TemplateTagParser) {
    let token = parser.next()
    guard case .word(let name) = token.kind else {
      fail(
        token.range.lowerBound, "a block's name is expected after the /",
        "write {{/if}} or {{/each}}")
      return
    }
    parser.expectEnd()
    guard let block = open.last else {
      fail(tag.offset, "this {{/\(name)}} closes nothing", "no block is open here")
      return
    }
    guard name == block.name else {
      let line = scalars[..<block.offset].count { $0 == "\n" } + 1
      fail(
        tag.offset, "{{/\(name)}} stands where {{/\(block.name)}} is expected",
        "the {{#\(block.name)}} of the template's line \(line) is still open")
      // Where an outer block of that name is open, this one was forgotten.
      if open.contains(where: { $0.name == name }) {
        while let inner = open.popLast(), inner.name != name { add(finished(inner)) }
      }
      return
    }
    open.removeLast()
    add(finished(block))
  }

  private func finished(_ block: OpenBlock) -> TemplateNode {
    guard var loop = block.loop else {
      var branches = block.branches
      var otherwise: [TemplateNode] = []
      if block.hasElse {
        otherwise = block.nodes
      } else {
        branches.append(
          TemplateBranch(condition: block.condition ?? .holds(.nothing), nodes: block.nodes))
      }
      return .choice(branches, otherwise: otherwise)
    }
    if block.hasElse { loop.otherwise = block.nodes } else { loop.nodes = block.nodes }
    return .each(loop)
  }
}

extension TemplateExpression {
  /// In the place of what was refused.
  static let nothing = TemplateExpression(
    operand: .literal(.null), filters: [], offset: 0, words: "", kind: .any)
}
