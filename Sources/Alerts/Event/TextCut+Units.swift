extension TextCut {
  /// What receivers count when they limit a text.
  package enum Unit: String, CaseIterable, Sendable {
    /// Of UTF-8.
    case bytes
    /// Unicode scalars.
    case runes
    /// Code units of UTF-16, as JavaScript and Java count.
    case utf16

    package func length(of text: String) -> Int {
      switch self {
      case .bytes: text.utf8.count
      case .runes: text.unicodeScalars.count
      case .utf16: text.utf16.count
      }
    }

    func length(of scalar: Unicode.Scalar) -> Int {
      switch self {
      case .bytes: UTF8.width(scalar)
      case .runes: 1
      case .utf16: UTF16.width(scalar)
      }
    }
  }

  /// As much of a text's beginning as fits, the ellipsis and what closes isolates included; cut at
  /// the edge of a user-perceived character. A limit with no room for an ellipsis gives nothing.
  package static func prefix(_ text: String, fitting limit: Int, _ unit: Unit) -> String {
    guard unit.length(of: text) > limit else { return text }
    var scalars = 0
    var length = 0
    for scalar in text.unicodeScalars {
      length += unit.length(of: scalar)
      guard length <= limit else { break }
      scalars += 1
    }
    // An ellipsis and closed isolates need room that is found by trying.
    while scalars > 0 {
      let cut = prefix(text, scalars: scalars)
      let excess = unit.length(of: cut) - limit
      guard excess > 0 else { return cut }
      scalars -= max(1, excess / 4)
    }
    let ellipsis = "…"
    return unit.length(of: ellipsis) <= limit ? ellipsis : ""
  }
}
