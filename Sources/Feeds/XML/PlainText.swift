import Markup

/// Plain text from HTML, HTML from plain text.
enum PlainText {
  /// What a reader sees of HTML, on one line.
  static func plain(html: String) -> String {
    let bytes = html.utf8.span
    guard bytes.hasMarkup else { return oneLine(bytes) }
    if !bytes.has(UInt8(ascii: "<")) { return VisibleText.line(ofTagless: bytes) }
    guard let tree = try? HTMLParser.parse(html) else { return oneLine(html) }
    return VisibleText.text(
      of: MarkupTree.document, in: tree, options: .init(keepsLines: false))
  }

  static func oneLine(_ text: String) -> String { oneLine(text.utf8.span) }

  /// White space folded to single spaces.
  static func oneLine(_ text: Span<UInt8>) -> String {
    if text.isOneLine { return String(wellFormed: text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var isSpace = false
    for index in text.indices {
      let byte = text[index]
      if byte <= 0x20 {
        isSpace = true
      } else {
        if isSpace, !bytes.isEmpty { bytes.append(0x20) }
        isSpace = false
        bytes.append(byte)
      }
    }
    return String(wellFormed: bytes.span)
  }

  static func escaped(_ text: String) -> String {
    text.utf8.span.hasMarkup ? HTMLEscaping.escaped(text.utf8.span) : text
  }
}

extension String {
  /// Without the white space around it.
  func trimmingMarkupSpace() -> String {
    let bytes = utf8.span
    let range = bytes.trimmedRange
    return range.count == bytes.count ? self : String(wellFormed: bytes.extracting(range))
  }
}
