/// Plain text as HTML.
package enum HTMLEscaping {
  /// A text with `&` and `<` as references.
  package static func escaped(_ text: Span<UInt8>) -> String {
    guard text.hasMarkup else { return String(wellFormed: text) }
    return text.withUnsafeBufferPointer { buffer in
      let text = ByteView(buffer)
      var html: [UInt8] = []
      html.reserveCapacity(text.count + 64)
      var from = 0
      for at in 0..<text.count {
        let byte = text[at]
        guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") else { continue }
        text.append(from, at, to: &html)
        html.append(contentsOf: byte == UInt8(ascii: "&") ? Self.ampersand : Self.lessThan)
        from = at + 1
      }
      text.append(from, text.count, to: &html)
      return String(wellFormed: html.span)
    }
  }

  /// HTML whose `<!` begins no comment, declaration or CDATA section, with that sign as a reference,
  /// so that the words behind it are read; nil when there is none. HTML would hide everything up to
  /// the next `>` (WHATWG HTML §13.2.5.41), but who writes `<!'` into a feed means text.
  package static func looseMarks(_ text: Span<UInt8>) -> String? {
    text.withUnsafeBufferPointer { buffer in
      let text = ByteView(buffer)
      var html: [UInt8] = []
      var from = 0
      // The mark is rarer than the bracket before it.
      var mark = 0
      while true {
        mark = text.place(of: UInt8(ascii: "!"), from: mark, to: text.count)
        guard mark + 1 < text.count else { break }
        if mark > 0, text[mark - 1] == UInt8(ascii: "<"), !opensDeclaration(text[mark + 1]) {
          text.append(from, mark - 1, to: &html)
          html.append(contentsOf: Self.lessThan)
          from = mark
        }
        mark += 1
      }
      guard from > 0 else { return nil }
      text.append(from, text.count, to: &html)
      return String(wellFormed: html.span)
    }
  }

  private static func opensDeclaration(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: ">")
  }

  private static let ampersand = Array("&amp;".utf8)
  private static let lessThan = Array("&lt;".utf8)

  /// Whether a text holds tags that only HTML has: `</`, `<br`, `<p>` or `<img `.
  package static func isHTML(_ text: Span<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { buffer in
      let text = ByteView(buffer)
      var at = 0
      while true {
        at = text.place(of: UInt8(ascii: "<"), from: at, to: text.count) + 1
        guard at < text.count else { return false }
        switch text[at] {
        case UInt8(ascii: "/"): return true
        case UInt8(ascii: "b") where text.holds("br", at: at): return true
        case UInt8(ascii: "p") where text.holds("p>", at: at): return true
        case UInt8(ascii: "i") where text.holds("img ", at: at): return true
        default: break
        }
      }
    }
  }
}
