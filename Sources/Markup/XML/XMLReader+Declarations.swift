/// Comments, CDATA, instructions, the document type.
extension XMLReader {
  mutating func declaration(_ start: Int) throws(MarkupError) -> Int {
    let source = source
    let end = source.count
    if source.holds("<![CDATA[", at: start) {
      let close = source.place(of: "]]>", from: start + 9, to: end)
      let stop = close ?? end
      if start + 9 < stop, !stack.isEmpty { try addText(start + 9, stop) }
      return close.map { $0 + 3 } ?? end
    }
    if source.holds("<!--", at: start) {
      return source.place(of: "-->", from: start + 4, to: end).map { $0 + 3 } ?? end
    }
    if source.holds("<?", at: start) {
      if !lacksInstructionEnd, let close = source.place(of: "?>", from: start + 2, to: end) {
        return close + 2
      }
      lacksInstructionEnd = true
      return min(source.place(of: UInt8(ascii: ">"), from: start, to: end) + 1, end)
    }
    if source.holdsFolded("<!doctype", at: start) { return documentType(start + 9) }
    return min(source.place(of: UInt8(ascii: ">"), from: start, to: end) + 1, end)
  }

  /// Past a document type and its internal subset.
  private mutating func documentType(_ start: Int) -> Int {
    let source = source
    var at = start
    var isInSubset = false
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let close = source.place(of: source[at], from: at + 1, to: source.count)
        // A lone apostrophe is no quote.
        if close < source.count { at = close }
      case UInt8(ascii: "["): isInSubset = true
      case UInt8(ascii: "]"): isInSubset = false
      case UInt8(ascii: "<") where source.holds("<!--", at: at):
        guard let close = source.place(of: "-->", from: at + 4, to: source.count) else {
          return source.count
        }
        at = close + 2
      case UInt8(ascii: "<") where !isInSubset:
        return at
      case UInt8(ascii: "<") where source.holds("<!ENTITY", at: at):
        entities.declare(source, at, min(at + 512, source.count))
      case UInt8(ascii: ">") where !isInSubset:
        return at + 1
      default: break
      }
      at += 1
    }
    return at
  }
}
