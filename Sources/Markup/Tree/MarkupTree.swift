/// A document as flat arrays. A node is its index; 0 is the document itself. Nodes of one tree mean
/// nothing in another.
package struct MarkupTree: Sendable {
  package typealias Node = Int

  package enum Kind: Equatable, Sendable { case document, element, text }

  /// What stands for one node; links are indices, −1 for none.
  @usableFromInline struct Record: Sendable {
    /// The element's name, −1 for text, −2 for the document.
    @usableFromInline var name: Int32
    @usableFromInline var parent: Int32
    @usableFromInline var firstChild: Int32 = -1
    @usableFromInline var lastChild: Int32 = -1
    @usableFromInline var next: Int32 = -1
    @usableFromInline var previous: Int32 = -1
    /// A text's bytes in `bytes`; an XML element's content in the source.
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32
    /// An element's attributes in `attributes`.
    @usableFromInline var attributesStart: Int32 = 0
    @usableFromInline var attributesEnd: Int32 = 0
  }

  @usableFromInline struct Attribute: Sendable {
    @usableFromInline var name: NameID
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32
  }

  package static let document: Node = 0

  /// The source, and behind it every text whose character references had to be decoded.
  @usableFromInline var bytes: [UInt8]
  @usableFromInline var records: [Record]
  @usableFromInline var attributeRecords: [Attribute]
  var names: NameTable
  /// Namespace URIs of an XML document.
  var namespaces: [String]
  /// Elements that the end of the document cut off, outermost first; the last was being read.
  package internal(set) var cutOff: [Node] = []
  /// The first limit that was crossed without ending the reading: depth or attributes.
  package internal(set) var excess: MarkupError?

  /// Nodes of any kind, the document included.
  @inlinable package var count: Int { records.count }

  @inlinable package func kind(_ node: Node) -> Kind {
    let name = records[node].name
    return name >= 0 ? .element : (name == -1 ? .text : .document)
  }

  @inlinable package func isElement(_ node: Node) -> Bool { records[node].name >= 0 }
  @inlinable package func isText(_ node: Node) -> Bool { records[node].name == -1 }

  /// The name of an element, nil for other nodes. Compare it with `NameID.p` in HTML trees.
  @inlinable package func name(_ node: Node) -> NameID? {
    let name = records[node].name
    return name >= 0 ? NameID(rawValue: name) : nil
  }

  @inlinable package func isElement(_ node: Node, _ name: NameID) -> Bool {
    records[node].name == name.rawValue
  }

  /// The name as text: lower case in HTML, with its prefix in XML; empty for other nodes.
  package func nameText(_ node: Node) -> String {
    guard let id = name(node) else { return "" }
    return names.string(id)
  }

  /// A name of this tree as text.
  package func text(of name: NameID) -> String { names.string(name) }

  /// How many names this tree knows; ``NameID``s are below it.
  package var nameCount: Int { names.count }

  /// The namespace URI of an XML name, nil when it has none or its prefix was never declared.
  package func namespace(of name: NameID) -> String? {
    let index = Int(names.namespace(name))
    return namespaces.indices.contains(index) ? namespaces[index] : nil
  }

  @inlinable package func parent(_ node: Node) -> Node? { link(records[node].parent) }
  @inlinable package func firstChild(_ node: Node) -> Node? { link(records[node].firstChild) }
  @inlinable package func lastChild(_ node: Node) -> Node? { link(records[node].lastChild) }
  @inlinable package func next(_ node: Node) -> Node? { link(records[node].next) }
  @inlinable package func previous(_ node: Node) -> Node? { link(records[node].previous) }

  /// The bytes of a text node, valid UTF-8 with character references decoded; empty for others.
  @inlinable package func textBytes(_ node: Node) -> ArraySlice<UInt8> {
    let record = records[node]
    return record.name == -1 ? bytes[Int(record.start)..<Int(record.end)] : []
  }

  /// A text node's own text as it stands in the source, white space included.
  package func text(_ node: Node) -> String { String(decoding: textBytes(node), as: UTF8.self) }

  /// The attributes of an element in their order; values are decoded.
  package func attributes(_ node: Node) -> [(name: NameID, value: String)] {
    let record = records[node]
    return attributeRecords[Int(record.attributesStart)..<Int(record.attributesEnd)].map {
      ($0.name, String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self))
    }
  }

  /// An attribute's value as bytes, or nil.
  @inlinable package func attributeBytes(_ name: NameID, of node: Node) -> ArraySlice<UInt8>? {
    let record = records[node]
    var index = Int(record.attributesStart)
    let end = Int(record.attributesEnd)
    while index < end {
      let attribute = attributeRecords[index]
      if attribute.name == name { return bytes[Int(attribute.start)..<Int(attribute.end)] }
      index += 1
    }
    return nil
  }

  /// An attribute's value, or nil.
  package func attribute(_ name: NameID, of node: Node) -> String? {
    attributeBytes(name, of: node).map { String(decoding: $0, as: UTF8.self) }
  }

  /// An attribute's value by the name as written (lower case in HTML), or nil.
  package func attribute(_ name: String, of node: Node) -> String? {
    let record = records[node]
    for attribute in attributeRecords[Int(record.attributesStart)..<Int(record.attributesEnd)]
    where names.bytes(attribute.name).elementsEqual(name.utf8) {
      return String(decoding: bytes[Int(attribute.start)..<Int(attribute.end)], as: UTF8.self)
    }
    return nil
  }

  /// The number of a name without a namespace, if the document has it.
  package func name(_ text: String) -> NameID? { names.find(text) }

  @inlinable func link(_ index: Int32) -> Node? { index >= 0 ? Int(index) : nil }
}
