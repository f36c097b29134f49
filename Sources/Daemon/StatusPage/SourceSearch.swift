internal import Text

/// What the page's search finds: sources whose name holds the words, however they are spelled, or
/// whose address holds the text.
struct SourceSearch {
  private let text: String
  private let words: String

  /// Nil where nothing is asked for.
  init?(_ text: String) {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else { return nil }
    self.text = words.lowercased()
    self.words = Self.folded(words)
  }

  func finds(name: String, url: String) -> Bool {
    if !words.isEmpty, Self.folded(name).contains(words) { return true }
    return url.lowercased().contains(text) || name.lowercased().contains(text)
  }

  private static func folded(_ text: String) -> String {
    FoldedText.keys(of: text).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}
