internal import Markup

/// Text out of fragments of HTML, such as feeds carry.
package enum HTMLText {
  /// The visible text; blocks on lines of their own, paragraphs parted by an empty line. A text
  /// without markup comes back with its references decoded and its white space folded.
  package static func plain(_ html: String) -> String {
    guard html.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return collapsed(html) }
    guard let tree = try? HTMLParser.parse(html) else { return "" }
    return VisibleText.text(of: MarkupTree.document, in: tree)
  }

  /// One line: white space of any kind becomes single spaces, none at the ends. Zero-width spaces,
  /// byte order marks and soft hyphens are left out.
  package static func collapsed(_ text: String) -> String {
    let bytes = text.utf8.span
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var pending = false
    var at = 0
    while at < bytes.count {
      let blank = blank(bytes, at)
      if blank.length == 0 {
        if pending { result.append(0x20) }
        pending = false
        result.append(bytes[at])
        at += 1
      } else {
        if blank.isSpace { pending = !result.isEmpty }
        at += blank.length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The length of a white space (Unicode's property White_Space) or of an unseen sign; 0 for others.
  @inline(__always)
  private static func blank(_ bytes: Span<UInt8>, _ at: Int) -> (length: Int, isSpace: Bool) {
    let lead = bytes[at]
    if lead < 0x80 { return lead == 0x20 || (0x09...0x0D).contains(lead) ? (1, true) : (0, false) }
    if lead < 0xE1 {
      // U+0085, U+00A0; U+00AD.
      guard lead == 0xC2 else { return (0, false) }
      let next = bytes[at + 1]
      if next == 0x85 || next == 0xA0 { return (2, true) }
      return next == 0xAD ? (2, false) : (0, false)
    }
    guard lead <= 0xE3 || lead == 0xEF else { return (0, false) }
    switch UInt32(lead) << 16 | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) {
    // U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    case 0xE19A80, 0xE28080...0xE2808A, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080:
      return (3, true)
    // U+200B, U+FEFF.
    case 0xE2808B, 0xEFBBBF: return (3, false)
    default: return (0, false)
    }
  }

  /// One line of a value that may hold references or tags, as JSON-LD and meta tags often do.
  static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return collapsed(text) }
    let once = collapsed(plain(text))
    // Some pages escape twice.
    return once.contains("&") && once.contains(";") ? collapsed(plain(once)) : once
  }
}
