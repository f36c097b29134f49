/// How much a document may hold. Depth and attributes beyond a limit are flattened or dropped, as
/// browsers do, and told in the tree's `excess`; a document with too many bytes or nodes is refused.
package struct MarkupLimits: Equatable, Sendable {
  /// Bytes of UTF-8, at most 1 GiB.
  package var bytes: Int
  /// Elements inside each other; deeper ones hang on the last that fits.
  package var depth: Int
  /// Elements and texts together; each takes 40 bytes.
  package var nodes: Int
  /// Attributes of one element; further ones are not kept.
  package var attributes: Int

  package init(
    bytes: Int = 32 << 20, depth: Int = 512, nodes: Int = 1_000_000, attributes: Int = 128
  ) {
    self.bytes = min(bytes, 1 << 30)
    self.depth = max(depth, 8)
    self.nodes = min(nodes, 1 << 28)
    self.attributes = max(attributes, 1)
  }
}

/// Why a document gave no tree.
package enum MarkupError: Error, Equatable, Sendable, CustomStringConvertible {
  /// More bytes than the limit.
  case tooLarge(bytes: Int, limit: Int)
  /// More elements and texts than the limit.
  case tooMany(limit: Int)
  /// Elements nest deeper than the limit.
  case tooDeep(limit: Int)
  /// One element has more attributes than the limit.
  case tooManyAttributes(limit: Int)

  package var description: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "\(bytes) bytes of markup, at most \(limit) are read; raise limits.response"
    case .tooMany(let limit):
      "over \(limit) elements and texts in one document; raise limits.nodes"
    case .tooDeep(let limit): "elements nest deeper than \(limit); raise limits.depth"
    case .tooManyAttributes(let limit):
      "over \(limit) attributes on one element; raise limits.attributes"
    }
  }
}
