internal import Text

/// HTML that may be sent. Only literals go in as they are: text that is put in by interpolation is
/// escaped, so that what strangers wrote is always shown and never obeyed.
struct HTML: ExpressibleByStringInterpolation, Equatable, Sendable {
  private(set) var text: String

  init(stringLiteral value: StringLiteralType) { text = value }

  init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

  private init(text: String) { self.text = text }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StringLiteralType) { text += literal }

    mutating func appendInterpolation(_ value: String, limit: Int = 300) {
      text += SafeDisplay.html(value, limit: limit)
    }

    mutating func appendInterpolation(_ value: Int) { text += String(value) }

    mutating func appendInterpolation(_ value: HTML) { text += value.text }

    /// Text whose direction nobody knows before, kept apart from what stands beside it.
    mutating func appendInterpolation(foreign value: String, limit: Int = 300) {
      text += "<bdi dir=\"auto\">\(SafeDisplay.html(value, limit: limit))</bdi>"
    }
  }

  static func += (left: inout HTML, right: HTML) { left.text += right.text }

  /// A text with what matched marked.
  static func marked(_ text: MarkedText, limit: Int = 400) -> HTML {
    HTML(text: text.paragraphs(.html, limit: limit, count: 1).joined())
  }

  /// A link to a page elsewhere: http and https alone, anything else is the words without a link.
  static func link(_ url: String?, _ words: HTML) -> HTML {
    let start = url?.prefix(8).lowercased() ?? ""
    guard let url, start.hasPrefix("http://") || start.hasPrefix("https://") else { return words }
    return
      "<a href=\"\(url, limit: 4_000)\" target=\"_blank\" rel=\"noopener noreferrer\">\(words)</a>"
  }

  static func joined(_ parts: some Sequence<HTML>) -> HTML {
    HTML(text: parts.map(\.text).joined())
  }
}
