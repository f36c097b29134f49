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

  /// One line: white space of any kind becomes single spaces, none at the ends.
  package static func collapsed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        pending = !result.isEmpty
      } else if scalar.value == 0xFEFF || scalar.value == 0x200B || scalar.value == 0xAD {
        continue
      } else {
        if pending { result.append(" ") }
        pending = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// One line of a value that may hold references or tags, as JSON-LD and meta tags often do.
  static func line(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }) else { return collapsed(text) }
    let once = collapsed(plain(text))
    // Some pages escape twice.
    return once.contains("&") && once.contains(";") ? collapsed(plain(once)) : once
  }
}
