extension MarkupTree {
  /// The nodes below one, in document order; uses no stack, so any depth is fine.
  package struct Descendants: Sequence, IteratorProtocol {
    @usableFromInline let tree: MarkupTree
    @usableFromInline let top: Node
    @usableFromInline var current: Node

    @inlinable package mutating func next() -> Node? {
      guard let next = tree.following(current, below: top) else { return nil }
      current = next
      return next
    }

    @usableFromInline init(tree: MarkupTree, top: Node) {
      self.tree = tree
      self.top = top
      self.current = top
    }
  }

  /// The children of a node, in order.
  package struct Children: Sequence, IteratorProtocol {
    @usableFromInline let tree: MarkupTree
    @usableFromInline var upcoming: Node?

    @inlinable package mutating func next() -> Node? {
      guard let node = upcoming else { return nil }
      upcoming = tree.next(node)
      return node
    }

    @usableFromInline init(tree: MarkupTree, upcoming: Node?) {
      self.tree = tree
      self.upcoming = upcoming
    }
  }

  @inlinable package func descendants(of node: Node) -> Descendants {
    Descendants(tree: self, top: node)
  }

  @inlinable package func children(of node: Node) -> Children {
    Children(tree: self, upcoming: firstChild(node))
  }

  /// The node after `node` in document order, inside `top`.
  @inlinable package func following(_ node: Node, below top: Node) -> Node? {
    if let child = firstChild(node) { return child }
    return followingBeside(node, below: top)
  }

  /// As ``following(_:below:)``, but past everything inside `node`.
  @inlinable package func followingBeside(_ node: Node, below top: Node) -> Node? {
    var current = node
    while current != top {
      if let sibling = next(current) { return sibling }
      guard let above = parent(current) else { return nil }
      current = above
    }
    return nil
  }

  /// The first element of a name below `node`, or nil.
  package func first(_ name: NameID, below node: Node = MarkupTree.document) -> Node? {
    var current = following(node, below: node)
    while let found = current {
      if isElement(found, name) { return found }
      current = following(found, below: node)
    }
    return nil
  }

  /// All elements of a name below `node`, in document order.
  package func all(_ name: NameID, below node: Node = MarkupTree.document) -> [Node] {
    descendants(of: node).filter { isElement($0, name) }
  }

  /// Whether `node` is `other` or stands above it.
  package func contains(_ node: Node, _ other: Node) -> Bool {
    var current: Node? = other
    while let found = current {
      if found == node { return true }
      current = parent(found)
    }
    return false
  }

  /// All text below a node, joined as it stands in the source (the DOM's `textContent`).
  package func textContent(_ node: Node) -> String {
    if isText(node) { return text(node) }
    if let child = firstChild(node), next(child) == nil, isText(child) { return text(child) }
    var joined: [UInt8] = []
    var current = following(node, below: node)
    while let found = current {
      if isText(found) { joined.append(contentsOf: textBytes(found)) }
      current = following(found, below: node)
    }
    return String(decoding: joined, as: UTF8.self)
  }
}

extension MarkupTree {
  /// The source between the tags of an XML element, as it was written.
  package func source(inside node: Node) -> ArraySlice<UInt8> {
    let record = records[node]
    guard record.name >= 0, record.start < record.end else { return [] }
    return bytes[Int(record.start)..<Int(record.end)]
  }
}
