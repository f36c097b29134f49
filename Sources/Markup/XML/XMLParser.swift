/// Reads XML as feeds write it: what is well formed by XML 1.0 and Namespaces 1.0, and what is not
/// (undeclared entities, bare `&` and `<`, unquoted attributes, tags that do not match, text before
/// the declaration, a missing end). Of a document type only the short texts are read that it
/// declares as entities (``DeclaredEntities``); nothing outside is ever read. Never recurses; time is
/// linear in the bytes.
package enum XMLParser {
  /// The tree of a document. Elements that were still open at its end are the tree's `cutOff`.
  /// `utf8` is read as UTF-8; ``TextDecoding`` makes it so.
  package static func parse(
    _ utf8: [UInt8], limits: MarkupLimits = MarkupLimits(depth: 256)
  ) throws(MarkupError) -> MarkupTree {
    guard utf8.count <= limits.bytes else {
      throw .tooLarge(bytes: utf8.count, limit: limits.bytes)
    }
    return try utf8.withUnsafeBufferPointer { source throws(MarkupError) in
      var reader = XMLReader(ByteView(source), limits: limits)
      try reader.read()
      return reader.finished(utf8)
    }
  }
}

/// One pass over an XML document. It lives as long as the source is lent.
struct XMLReader {
  struct Open {
    let node: Int32
    /// The name as written, and where it stands.
    let name: NameID
    let nameStart: Int32
    let nameLength: Int32
    /// Namespace bindings in force outside of the element.
    let bindings: Int32
  }

  let source: ByteView
  let limits: MarkupLimits
  var excess: MarkupError?
  var records: [MarkupTree.Record] = []
  var attributes: [MarkupTree.Attribute] = []
  /// Decoded texts; their places count on from the end of the source.
  var decoded: [UInt8] = []
  var names = XMLNames()
  var scope = NamespaceScope()
  var stack: [Open] = []
  /// How many open elements have a name, by the name as written.
  var openCount: [Int32] = []
  /// The innermost element that takes children.
  var parent: Int32 = 0
  var entities = DeclaredEntities()
  /// Whether no `?>` follows any more: it is looked for to the end only once.
  var lacksInstructionEnd = false

  init(_ source: ByteView, limits: MarkupLimits) {
    self.source = source
    self.limits = limits
    records.reserveCapacity(source.count / 32 + 16)
    attributes.reserveCapacity(source.count / 128 + 16)
    records.append(MarkupTree.Record(name: -2, parent: -1, start: 0, end: 0))
  }

  consuming func finished(_ utf8: [UInt8]) -> MarkupTree {
    MarkupTree(
      bytes: decoded.isEmpty ? utf8 : utf8 + decoded, records: records,
      attributeRecords: attributes, names: names.table, namespaces: scope.uris,
      cutOff: stack.map { Int($0.node) }, excess: excess)
  }

  mutating func read() throws(MarkupError) {
    let source = source
    let end = source.count
    var at = 0
    var textStart = 0
    while at < end {
      at = source.place(of: UInt8(ascii: "<"), from: at, to: end)
      guard at + 1 < end else { break }
      let next = source[at + 1]
      if Self.isNameStart(next) {
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

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":") || byte >= 0x80
  }

  private mutating func text(_ start: Int, _ end: Int) throws(MarkupError) {
    guard start < end, !stack.isEmpty else { return }
    let place = decode(start, end, .xml)
    try addText(place.start, place.end)
  }

  mutating func addText(_ start: Int, _ end: Int) throws(MarkupError) {
    _ = try add(
      MarkupTree.Record(name: -1, parent: parent, start: Int32(start), end: Int32(end)))
  }

  /// A new node at the end of the innermost element.
  mutating func add(_ record: MarkupTree.Record) throws(MarkupError) -> Int32 {
    guard records.count < limits.nodes else { throw .tooMany(limit: limits.nodes) }
    let index = Int32(records.count)
    let last = records[Int(parent)].lastChild
    records.append(record)
    records[Int(index)].previous = last
    records[Int(parent)].lastChild = index
    if last >= 0 {
      records[Int(last)].next = index
    } else {
      records[Int(parent)].firstChild = index
    }
    return index
  }

  /// The place of a source range with character references decoded.
  mutating func decode(
    _ start: Int, _ end: Int, _ place: CharacterReferences.Place
  ) -> (start: Int, end: Int) {
    if source.place(of: UInt8(ascii: "&"), from: start, to: end) == end { return (start, end) }
    let from = source.count + decoded.count
    if !entities.isEmpty, let text = entities.expanded(source, start, end) {
      CharacterReferences.decode(text, 0, text.count, place: place, into: &decoded)
      return (from, source.count + decoded.count)
    }
    CharacterReferences.decode(source, start, end, place: place, into: &decoded)
    return (from, source.count + decoded.count)
  }
}
