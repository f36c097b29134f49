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

  /// Whether a text holds tags: `</`, `<br`, `<p>` or `<img `.
  static func isHTML(_ text: Span<UInt8>) -> Bool {
    guard text.hasMarkup else { return false }
    for index in text.indices where text[index] == UInt8(ascii: "<") {
      func follows(_ tag: StaticString) -> Bool { text.holds(tag, at: index + 1) }
      if follows("/") || follows("br") || follows("p>") || follows("img ") { return true }
    }
    return false
  }

  static func escaped(_ text: String) -> String {
    guard text.utf8.span.hasMarkup else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      default: bytes.append(byte)
      }
    }
    return String(wellFormed: bytes.span)
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
