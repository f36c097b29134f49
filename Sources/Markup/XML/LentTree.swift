/// A tree lent for reading, as plain pointers: walking it counts no references, and its texts are
/// read where they stand. It means something only inside of ``MarkupTree/lend(_:)``, which keeps the
/// tree alive; nothing may take it out.
@safe package struct LentTree {
  package typealias Node = MarkupTree.Node

  @usableFromInline let bytes: UnsafeBufferPointer<UInt8>
  @usableFromInline let records: UnsafeBufferPointer<MarkupTree.Record>
  @usableFromInline let attributes: UnsafeBufferPointer<MarkupTree.Attribute>

  @usableFromInline init(
    bytes: UnsafeBufferPointer<UInt8>, records: UnsafeBufferPointer<MarkupTree.Record>,
    attributes: UnsafeBufferPointer<MarkupTree.Attribute>
  ) {
    self.bytes = bytes
    self.records = records
    self.attributes = attributes
  }

  /// The nodes right below one.
  package struct Children: Sequence, IteratorProtocol {
    @usableFromInline let tree: LentTree
    @usableFromInline var upcoming: Int32

    @inlinable package mutating func next() -> Node? {
      guard upcoming >= 0 else { return nil }
      let node = Int(upcoming)
      upcoming = tree.record(node).next
      return node
    }

    @usableFromInline init(tree: LentTree, upcoming: Int32) {
      self.tree = tree
      self.upcoming = upcoming
    }
  }

  @inlinable func record(_ node: Node) -> MarkupTree.Record {
    precondition(node >= 0 && node < records.count)
    return records[node]
  }

  @inlinable package func children(of node: Node) -> Children {
    Children(tree: self, upcoming: record(node).firstChild)
  }

  @inlinable package func parent(_ node: Node) -> Node? { link(record(node).parent) }
  @inlinable package func firstChild(_ node: Node) -> Node? { link(record(node).firstChild) }
  @inlinable package func next(_ node: Node) -> Node? { link(record(node).next) }
  @inlinable package func isElement(_ node: Node) -> Bool { record(node).name >= 0 }
  @inlinable package func isText(_ node: Node) -> Bool { record(node).name == -1 }

  /// The name of an element, nil for other nodes.
  @inlinable package func name(_ node: Node) -> NameID? {
    let name = record(node).name
    return name >= 0 ? NameID(rawValue: name) : nil
  }

  @inlinable func link(_ index: Int32) -> Node? { index >= 0 ? Int(index) : nil }

  // MARK: Texts

  /// Hands over all text below an element, joined as it stands in the source.
  @inlinable package func withText<Result>(
    of node: Node, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    let record = record(node)
    if record.name == -1 { return body(bytes.extracting(range(record)).span) }
    guard record.firstChild >= 0 else { return body(Span()) }
    let child = self.record(Int(record.firstChild))
    if child.name == -1, child.next < 0 { return body(bytes.extracting(range(child)).span) }
    return body(joinedText(of: node).span)
  }

  @inlinable func range(_ record: MarkupTree.Record) -> Range<Int> {
    Int(record.start)..<Int(record.end)
  }

  @usableFromInline func joinedText(of top: Node) -> [UInt8] {
    var joined: [UInt8] = []
    var current = top
    while true {
      let record = record(current)
      if record.name == -1 {
        joined.append(contentsOf: bytes[Int(record.start)..<Int(record.end)])
      }
      if record.firstChild >= 0 {
        current = Int(record.firstChild)
        continue
      }
      while current != top, self.record(current).next < 0 {
        current = Int(self.record(current).parent)
      }
      if current == top { return joined }
      current = Int(self.record(current).next)
    }
  }

  // MARK: Attributes

  @inlinable package func hasAttributes(_ node: Node) -> Bool {
    let record = record(node)
    return record.attributesEnd > record.attributesStart
  }

  /// Hands over an attribute's value, or nil when the element has none of that name.
  @inlinable package func withAttribute<Result>(
    _ name: NameID?, of node: Node, _ body: (Span<UInt8>) -> Result?
  ) -> Result? {
    let record = record(node)
    guard let name else { return nil }
    var index = Int(record.attributesStart)
    while index < Int(record.attributesEnd) {
      let attribute = attributes[index]
      if attribute.name == name {
        return body(bytes.extracting(Int(attribute.start)..<Int(attribute.end)).span)
      }
      index += 1
    }
    return nil
  }

  package func attribute(_ name: NameID?, of node: Node) -> String? {
    withAttribute(name, of: node) { String(wellFormed: $0) }
  }

  /// The attributes of an element in their order.
  package func attributes(of node: Node) -> [(name: NameID, value: String)] {
    let record = record(node)
    return (Int(record.attributesStart)..<Int(record.attributesEnd)).map {
      let attribute = attributes[$0]
      let value = bytes.extracting(Int(attribute.start)..<Int(attribute.end)).span
      return (attribute.name, String(wellFormed: value))
    }
  }
}

extension MarkupTree {
  /// Reads the tree through pointers that hold until `body` returns.
  package func lend<Result, Failure: Error>(
    _ body: (LentTree) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { bytes throws(Failure) in
      try records.withUnsafeBufferPointer { records throws(Failure) in
        try attributeRecords.withUnsafeBufferPointer { attributes throws(Failure) in
          try body(LentTree(bytes: bytes, records: records, attributes: attributes))
        }
      }
    }
  }
}

extension MarkupTree {
  /// The namespaces of an XML document, numbered as in ``withName(_:_:)``.
  package var namespaceURIs: [String] { namespaces }

  /// Hands over a name as written and the number of its namespace, if it has one.
  package func withName<Result>(
    _ name: NameID, _ body: (Span<UInt8>, _ namespace: Int?) -> Result
  ) -> Result {
    let namespace = Int(names.namespace(name))
    return body(names.bytes(name).span, namespaces.indices.contains(namespace) ? namespace : nil)
  }
}
