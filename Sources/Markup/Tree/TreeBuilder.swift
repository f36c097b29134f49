/// Grows a tree while a parser reads; both parsers share it.
struct TreeBuilder {
  typealias Record = MarkupTree.Record
  typealias Attribute = MarkupTree.Attribute

  let source: [UInt8]
  let limits: MarkupLimits
  var names: NameTable
  var namespaces: [String] = []
  var records: [Record] = []
  var attributes: [Attribute] = []
  /// Decoded texts; their places count on from the end of the source.
  var decoded: [UInt8] = []
  var cutOff: [Int] = []
  var excess: MarkupError?

  init(source: [UInt8], limits: MarkupLimits, names: NameTable) throws(MarkupError) {
    guard source.count <= limits.bytes else {
      throw .tooLarge(bytes: source.count, limit: limits.bytes)
    }
    self.source = source
    self.limits = limits
    self.names = names
    records.reserveCapacity(source.count / 24 + 16)
    attributes.reserveCapacity(source.count / 64 + 16)
    records.append(Record(name: -2, parent: -1, start: 0, end: 0))
  }

  consuming func finished() -> MarkupTree {
    let bytes = decoded.isEmpty ? source : source + decoded
    return MarkupTree(
      bytes: bytes, records: records, attributeRecords: attributes, names: names,
      namespaces: namespaces, cutOff: cutOff, excess: excess)
  }

  /// A new element at the end of `parent`, with the attributes from `attributesStart` on.
  mutating func element(
    _ name: NameID, in parent: Int32, attributesStart: Int32
  ) throws(MarkupError) -> Int32 {
    var record = Record(name: name.rawValue, parent: parent, start: 0, end: 0)
    record.attributesStart = attributesStart
    record.attributesEnd = Int32(attributes.count)
    return try add(record, to: parent)
  }

  mutating func text(_ start: Int, _ end: Int, in parent: Int32) throws(MarkupError) {
    _ = try add(
      Record(name: -1, parent: parent, start: Int32(start), end: Int32(end)), to: parent)
  }

  /// The place of a source range with character references decoded.
  mutating func decode(
    _ start: Int, _ end: Int, _ place: CharacterReferences.Place
  ) -> (start: Int, end: Int) {
    if source.place(of: UInt8(ascii: "&"), from: start, to: end) == end { return (start, end) }
    let from = source.count + decoded.count
    CharacterReferences.decode(source, start, end, place: place, into: &decoded)
    return (from, source.count + decoded.count)
  }

  /// Keeps an attribute unless the element, whose attributes begin at `first`, has its name or too
  /// many already.
  mutating func attribute(_ name: NameID, _ start: Int, _ end: Int, first: Int) {
    guard attributes.count - first < limits.attributes else {
      excess = excess ?? .tooManyAttributes(limit: limits.attributes)
      return
    }
    var index = first
    while index < attributes.count {
      if attributes[index].name == name { return }
      index += 1
    }
    attributes.append(Attribute(name: name, start: Int32(start), end: Int32(end)))
  }

  private mutating func add(_ record: Record, to parent: Int32) throws(MarkupError) -> Int32 {
    guard records.count < limits.nodes else { throw .tooMany(limit: limits.nodes) }
    let index = Int32(records.count)
    var record = record
    let last = records[Int(parent)].lastChild
    record.previous = last
    records.append(record)
    records[Int(parent)].lastChild = index
    if last >= 0 {
      records[Int(last)].next = index
    } else {
      records[Int(parent)].firstChild = index
    }
    return index
  }

  // MARK: Moving what bad nesting put in the wrong place

  mutating func detach(_ node: Int32) {
    let record = records[Int(node)]
    if record.previous >= 0 {
      records[Int(record.previous)].next = record.next
    } else if record.parent >= 0 {
      records[Int(record.parent)].firstChild = record.next
    }
    if record.next >= 0 {
      records[Int(record.next)].previous = record.previous
    } else if record.parent >= 0 {
      records[Int(record.parent)].lastChild = record.previous
    }
    records[Int(node)].parent = -1
    records[Int(node)].next = -1
    records[Int(node)].previous = -1
  }

  mutating func move(_ node: Int32, toEndOf parent: Int32) {
    detach(node)
    let last = records[Int(parent)].lastChild
    records[Int(node)].parent = parent
    records[Int(node)].previous = last
    records[Int(parent)].lastChild = node
    if last >= 0 {
      records[Int(last)].next = node
    } else {
      records[Int(parent)].firstChild = node
    }
  }

  /// Hands all children of one element over to an empty one; gives how many they were.
  mutating func moveChildren(of node: Int32, to other: Int32) -> Int {
    var count = 0
    var child = records[Int(node)].firstChild
    records[Int(other)].firstChild = child
    records[Int(other)].lastChild = records[Int(node)].lastChild
    while child >= 0 {
      records[Int(child)].parent = other
      child = records[Int(child)].next
      count += 1
    }
    records[Int(node)].firstChild = -1
    records[Int(node)].lastChild = -1
    return count
  }
}
