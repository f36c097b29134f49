internal import Text

/// Strangers' text made fit for the place where it is put.
enum TemplateText {
  private static let isolate: Unicode.Scalar = "\u{2068}"
  private static let end: Unicode.Scalar = "\u{2069}"

  /// Without what could reach beyond the text: control characters go, embeddings and overrides of
  /// the writing direction too, isolates are closed, and a close without an opening goes.
  ///
  /// - Parameter keepsBreaks: otherwise a line break becomes a space, as a tab does.
  static func harmless(_ text: String, keepsBreaks: Bool) -> String {
    // Most texts hold nothing of all that.
    guard text.unicodeScalars.contains(where: { isHarmful($0.value) }) else { return text }
    var shown = String.UnicodeScalarView()
    var open = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where keepsBreaks, 0x09 where keepsBreaks: shown.append(scalar)
      case 0x09...0x0D, 0x85, 0x2028, 0x2029:
        if shown.last != " " { shown.append(" ") }
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0xFFFE, 0xFFFF: continue
      case 0x2066...0x2068:
        open += 1
        shown.append(scalar)
      case 0x2069:
        guard open > 0 else { continue }
        open -= 1
        shown.append(scalar)
      default: shown.append(scalar)
      }
    }
    shown.append(contentsOf: repeatElement(end, count: open))
    return String(shown)
  }

  private static func isHarmful(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Within an isolate of the direction of its first strong letter (FSI … PDI, UAX #9).
  static func isolated(_ text: String) -> String {
    guard !text.isEmpty else { return text }
    var shown = String.UnicodeScalarView([isolate])
    shown.append(contentsOf: harmless(text, keepsBreaks: true).unicodeScalars)
    shown.append(end)
    return String(shown)
  }

  /// For text and quoted attributes of HTML and XML.
  static func html(_ text: String) -> String {
    escaping(harmless(text, keepsBreaks: true), SafeDisplay.entity)
  }

  /// On one line, every sign of Markdown behind a backslash; mentions and bare addresses are broken
  /// by a zero-width space.
  static func markdown(_ text: String) -> String {
    var previous: Unicode.Scalar?
    return escaping(harmless(text, keepsBreaks: false)) { scalar in
      defer { previous = scalar }
      switch scalar {
      case "@": return "@\u{200B}"
      case "/": return previous == ":" ? "\u{200B}/" : nil
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "<", ">", "#", "+", "-", ".", "!",
        "|", "~", "=", "&", "$", "^":
        return "\\\(scalar)"
      default: return nil
      }
    }
  }

  private static func escaping(
    _ text: String, _ escape: (Unicode.Scalar) -> String?
  ) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let other = escape(scalar) {
        shown.append(contentsOf: other.unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }
}

extension JSONTree {
  /// As it stands in a text: nothing for null, JSON for lists and objects.
  var shown: String {
    switch self {
    case .null: ""
    case .string(let text): text
    default: String(decoding: json, as: UTF8.self)
    }
  }

  /// Whether a condition of it alone holds: it is there, and neither empty, zero nor false.
  var holds: Bool {
    switch self {
    case .null: false
    case .boolean(let flag): flag
    case .integer(let number): number != 0
    case .number(let number): number != 0
    case .string(let text): !text.isEmpty
    case .list(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    }
  }
}
