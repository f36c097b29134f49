/// A text with spans of it marked, paragraph by paragraph, for people. What strangers wrote is
/// escaped as `SafeDisplay` does it; only the marks are ours.
package struct MarkedText: Sendable {
  package enum Kind: Sendable {
    case words
    case place
  }

  package enum Style: Sendable {
    /// `⟦words⟧` and `‹place›`.
    case signs
    /// Colours of a terminal, each line isolated from what stands beside it (UAX #9), so that words
    /// of another direction do not move the label.
    case terminal
    /// `<mark>` and `<mark class="place">`; the text is escaped for HTML.
    case html
  }

  private let scalars: [Unicode.Scalar]
  /// Of each scalar; words before places.
  private var kinds: [Kind?]

  /// `words` and `places` are ranges of Unicode scalars; what lies outside of the text is left out.
  package init(_ text: String, words: [Range<Int>], places: [Range<Int>]) {
    scalars = Array(text.unicodeScalars)
    kinds = [Kind?](repeating: nil, count: scalars.count)
    for range in places { mark(range, .place) }
    for range in words { mark(range, .words) }
  }

  private mutating func mark(_ range: Range<Int>, _ kind: Kind) {
    for index in range.clamped(to: 0..<scalars.count) { kinds[index] = kind }
  }

  /// Its paragraphs, empty ones left out. One without marks is cut after `limit` scalars; of those
  /// behind the first `count` only the ones with marks are given.
  package func paragraphs(_ style: Style, limit: Int = 400, count: Int = 40) -> [String] {
    var shown: [String] = []
    var number = 0
    for line in scalars.indices.split(whereSeparator: { scalars[$0] == "\n" }) {
      number += 1
      let isMarked = line.contains { kinds[$0] != nil }
      guard isMarked || number <= count else { continue }
      let text = self.line(line, style, limit: isMarked ? max(limit, 4_000) : limit)
      if !text.isEmpty { shown.append(text) }
    }
    return shown
  }

  private func line(_ range: Range<Int>, _ style: Style, limit: Int) -> String {
    var line = SafeLine(limit: limit)
    var kind: Kind?
    func turn(to next: Kind?) {
      guard next != kind else { return }
      if let open = kind { line.add(ours: Self.signs(of: open, style).end) }
      if let next { line.add(ours: Self.signs(of: next, style).start) }
      kind = next
    }
    for index in range {
      turn(to: kinds[index])
      let entity = style == .html ? SafeDisplay.entity(scalars[index]) : nil
      guard line.add(scalars[index], as: entity) else { break }
    }
    turn(to: nil)
    let text = line.text
    return style == .terminal && !text.isEmpty ? "\u{2068}\(text)\u{2069}" : text
  }

  private static func signs(of kind: Kind, _ style: Style) -> (start: String, end: String) {
    switch (style, kind) {
    case (.signs, .words): ("⟦", "⟧")
    case (.signs, .place): ("‹", "›")
    case (.terminal, .words): ("\u{1B}[1;33m", "\u{1B}[0m")
    case (.terminal, .place): ("\u{1B}[36m", "\u{1B}[0m")
    case (.html, .words): ("<mark>", "</mark>")
    case (.html, .place): ("<mark class=\"place\">", "</mark>")
    }
  }
}
