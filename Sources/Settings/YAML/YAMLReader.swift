internal import CYaml
internal import Text

/// A YAML file as a tree, with everything that is wrong about its form.
///
/// It walks libyaml's events, since Yams' composer ends at the first duplicate key. What libyaml
/// itself cannot pass ends the reading; the tree then holds what stood before.
struct YAMLReader {
  struct Limits {
    var bytes = 16 << 20
    var depth = 64
    /// Nodes, each counted as often as an alias repeats it.
    var nodes = 1_000_000

    init() {}
  }

  struct Result {
    var root: YAMLNode?
    var faults: [Fault]
    /// The file broke off: what seems missing may stand below the break.
    var isBroken: Bool
  }

  static func read(_ bytes: [UInt8], file: String, limits: Limits = Limits()) -> Result {
    var reader = YAMLReader(file: file, limits: limits)
    reader.run(bytes)
    return Result(root: reader.root, faults: reader.faults, isBroken: reader.isBroken)
  }

  private let file: String
  private let limits: Limits
  private var faults: [Fault] = []
  private var isBroken = false
  private var root: YAMLNode?
  private var open: [OpenCollection] = []
  private var anchors: [String: (node: YAMLNode, count: Int)] = [:]
  private var openAnchors: Set<String> = []
  private var nodeCount = 0
  private var documents = 0
  /// Offsets of the file's lines; found out when the first block of text comes.
  private var lineStarts: [Int] = []

  private init(file: String, limits: Limits) {
    self.file = file
    self.limits = limits
  }

  private mutating func run(_ bytes: [UInt8]) {
    guard bytes.count <= limits.bytes else {
      stop(
        SourceMark(file: file, line: 1, column: 1),
        "the file has \(bytes.count) bytes", "at most \(limits.bytes) are read; use include")
      return
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      stop(
        SourceMark(file: file, line: 1, column: 1), "the file is UTF-16", "save it as UTF-8")
      return
    }
    let clean = UTF8Check.check(bytes, file: file)
    faults += clean.faults
    clean.bytes.withUnsafeBufferPointer { walk($0) }
    finish()
  }

  private mutating func walk(_ bytes: UnsafeBufferPointer<UInt8>) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      stop(SourceMark(file: file, line: 1, column: 1), "the file could not be read: no memory", nil)
      return
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    while !isBroken {
      var event = yaml_event_t()
      guard yaml_parser_parse(&parser, &event) == 1 else {
        let problem = YAMLProblem(parser, input: bytes, file: file)
        stop(problem.mark, problem.message, problem.hint)
        return
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return }
      take(event, bytes)
    }
  }

  private mutating func take(_ event: yaml_event_t, _ bytes: UnsafeBufferPointer<UInt8>) {
    let mark = SourceMark(
      file: file, line: event.start_mark.line + 1, column: event.start_mark.column + 1)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      if documents > 1 {
        stop(mark, "a second document begins here", "one file holds one; use include for more")
      }
    case YAML_ALIAS_EVENT:
      alias(Self.text(event.data.alias.anchor), mark)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      refuseTag(Self.text(scalar.tag), mark)
      let isEmpty = text.isEmpty && scalar.style == YAML_PLAIN_SCALAR_STYLE
      var node = YAMLNode(value: isEmpty ? .empty : .scalar(text), mark: mark)
      node.form = form(of: text, event, bytes)
      if let anchor = Self.text(scalar.anchor) { anchors[anchor] = (node, 1) }
      add(node, count: 1)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      refuseTag(Self.text(start.tag), mark)
      push(.init(mark: mark, anchor: Self.text(start.anchor), isMapping: false))
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      refuseTag(Self.text(start.tag), mark)
      push(.init(mark: mark, anchor: Self.text(start.anchor), isMapping: true))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      close(isWhole: true)
    default:
      break
    }
  }

  private mutating func form(
    of text: String, _ event: yaml_event_t, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> YAMLScalarForm {
    let style = event.data.scalar.style
    guard style == YAML_LITERAL_SCALAR_STYLE else {
      guard event.start_mark.line == event.end_mark.line, style != YAML_FOLDED_SCALAR_STYLE else {
        return .other
      }
      let quotes = style == YAML_PLAIN_SCALAR_STYLE ? 0 : 1
      // An escape is longer than what it stands for.
      let length = Int(event.end_mark.column) - Int(event.start_mark.column) - 2 * quotes
      return length == text.unicodeScalars.count ? .asWritten(quotes: quotes) : .other
    }
    if lineStarts.isEmpty {
      lineStarts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }
    let content = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let index = content.firstIndex(where: { !$0.isEmpty }) else { return .other }
    let line = Int(event.start_mark.line) + 1 + index
    guard lineStarts.indices.contains(line) else { return .other }
    let raw = bytes[lineStarts[line]...].prefix { $0 != 0x0A && $0 != 0x0D }
    let indent = raw.count - content[index].count
    guard indent > 0, raw.prefix(indent).allSatisfy({ $0 == 0x20 }),
      raw.dropFirst(indent).elementsEqual(content[index])
    else { return .other }
    return .block(indent: indent)
  }

  private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
    pointer.map { String(cString: $0) }
  }
}

// MARK: - Building the tree

extension YAMLReader {
  /// A list or mapping whose end has not been read yet.
  private struct OpenCollection {
    var mark: SourceMark
    var anchor: String?
    var isMapping: Bool
    var elements: [YAMLNode] = []
    var pairs: [YAMLPair] = []
    var places: [String: SourceMark] = [:]
    /// A key whose value comes next; nil text where the key itself was refused.
    var key: (text: String?, mark: SourceMark)?
    var count = 1
  }

  private mutating func stop(_ mark: SourceMark, _ message: String, _ hint: String?) {
    faults.append(Fault(mark, message, hint: hint))
    isBroken = true
  }

  private mutating func refuseTag(_ tag: String?, _ mark: SourceMark) {
    guard let tag, tag != "!" else { return }
    faults.append(
      Fault(
        mark, "the tag \(YAMLNode.quoted(tag)) means nothing here",
        hint: "leave it out: every value is read as text"))
  }

  private mutating func push(_ collection: OpenCollection) {
    guard open.count < limits.depth else {
      stop(collection.mark, "lists and mappings nest deeper than \(limits.depth)", nil)
      return
    }
    if let anchor = collection.anchor { openAnchors.insert(anchor) }
    open.append(collection)
  }

  private mutating func close(isWhole: Bool) {
    guard let last = open.popLast() else { return }
    let value: YAMLNode.Value = last.isMapping ? .mapping(last.pairs) : .sequence(last.elements)
    let node = YAMLNode(value: value, mark: last.mark, isWhole: isWhole)
    if let anchor = last.anchor {
      openAnchors.remove(anchor)
      anchors[anchor] = (node, last.count)
    }
    add(node, count: last.count)
  }

  private mutating func alias(_ name: String?, _ mark: SourceMark) {
    guard let name else { return }
    if openAnchors.contains(name) {
      stop(mark, "*\(name) stands inside what it repeats", nil)
    } else if let known = anchors[name] {
      add(known.node, count: known.count)
    } else {
      faults.append(
        Fault(
          mark, "*\(name) repeats nothing: there is no &\(name) above",
          hint: "quote a text that begins with *"))
      add(YAMLNode(value: .empty, mark: mark, isWhole: false), count: 1)
    }
  }

  private mutating func add(_ node: YAMLNode, count: Int) {
    nodeCount += count
    guard nodeCount <= limits.nodes else {
      stop(
        node.mark, "the file holds more than \(limits.nodes) values with its aliases repeated",
        "move long lists into files of their own: {file: NAME}")
      return
    }
    guard let last = open.indices.last else {
      if root == nil { root = node }
      return
    }
    open[last].count += count
    guard open[last].isMapping else {
      open[last].elements.append(node)
      return
    }
    guard let key = open[last].key else {
      if node.scalar == nil {
        faults.append(Fault(node.mark, "a key is a text, and here is \(node.words)"))
      }
      open[last].key = (node.scalar, node.mark)
      return
    }
    open[last].key = nil
    guard let text = key.text else { return }
    if let first = open[last].places[text] {
      faults.append(
        Fault(
          key.mark, "duplicate key \(YAMLNode.quoted(text))",
          hint: "it stands already in line \(first.line), column \(first.column)"))
      return
    }
    open[last].places[text] = key.mark
    open[last].pairs.append(YAMLPair(key: text, keyMark: key.mark, value: node))
  }

  private mutating func finish() {
    guard isBroken else {
      if root == nil {
        faults.append(
          Fault(
            SourceMark(file: file, line: 1, column: 1), "the file is empty",
            hint: "marsad init writes one to start from"))
      }
      return
    }
    while !open.isEmpty {
      if let last = open.indices.last, let key = open[last].key, let text = key.text,
        open[last].places[text] == nil
      {
        // The break took the value away: the key is dropped, and nobody misses it.
        open[last].key = nil
      }
      nodeCount = 0
      close(isWhole: false)
    }
  }
}
