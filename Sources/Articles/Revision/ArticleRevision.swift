internal import Text

/// What of an article's headline and body is another now, in substance.
///
/// Case, diacritics, punctuation and reflowed lines are no change of substance; nor are clocks and
/// counters, paragraphs that only moved, and, beside a body of several paragraphs, short lines that
/// are no sentences: headlines of other articles, captions, buttons.
package struct ArticleRevision: Equatable, Sendable {
  package enum Part: String, Sendable {
    case title
    case body
  }

  /// Words of one version; empty where the other one has more.
  package struct Span: Equatable, Sendable {
    package var text: String
    /// Unicode scalar offsets into the part.
    package var scalars: Range<Int>

    package init(text: String, scalars: Range<Int>) {
      self.text = text
      self.scalars = scalars
    }
  }

  package struct Change: Equatable, Sendable {
    package var part: Part
    package var before: Span
    package var after: Span

    package init(part: Part, before: Span, after: Span) {
      self.part = part
      self.before = before
      self.after = after
    }
  }

  /// In the order of the text, the title first; at most `changesShown`.
  package var changes: [Change]
  /// How many more there are.
  package var omitted: Int
  /// A mark of the new text as far as it is compared: the same wherever it is made, for ids.
  package var content: String

  package static let changesShown = 50
  /// Edits that are looked for one by one; what is changed beyond them is told as one.
  private static let editLimit = 400
  /// With fewer paragraphs of prose a short line may be the news itself.
  private static let framedProse = 3

  /// - Parameter language: BCP 47, for folding.
  /// - Returns: nil where nothing of substance is another.
  package static func between(
    title oldTitle: String, body oldBody: String, newTitle: String, newBody: String,
    language: String?
  ) -> ArticleRevision? {
    let titles = (
      ComparedText(oldTitle, language: language), ComparedText(newTitle, language: language)
    )
    let bodies = (
      ComparedText(oldBody, language: language), ComparedText(newBody, language: language)
    )
    var changes: [Change] = []
    // A headline or a text that is not there now was not read, rather than taken back.
    if !titles.1.words.isEmpty {
      changes = difference(
        .title, titles.0, titles.1, Array(titles.0.words.indices), Array(titles.1.words.indices))
    }
    if !bodies.1.words.isEmpty { changes += bodyChanges(bodies.0, bodies.1) }
    guard !changes.isEmpty else { return nil }
    let shown = Array(changes.prefix(changesShown))
    return ArticleRevision(
      changes: shown, omitted: changes.count - shown.count,
      content: content(title: titles.1, body: bodies.1))
  }

  private static func bodyChanges(_ before: ComparedText, _ after: ComparedText) -> [Change] {
    let isFramed =
      before.paragraphs.count(where: \.isProse) >= framedProse
      && after.paragraphs.count(where: \.isProse) >= framedProse
    let hunks = MarkDifference.hunks(
      before.paragraphs.map(\.mark), after.paragraphs.map(\.mark), limit: editLimit)
    // Paragraphs that are gone here and have come there have moved; each counts once.
    var gone: [UInt64: Int] = [:]
    var come: [UInt64: Int] = [:]
    for hunk in hunks {
      for paragraph in before.paragraphs[hunk.before] { gone[paragraph.mark, default: 0] += 1 }
      for paragraph in after.paragraphs[hunk.after] { come[paragraph.mark, default: 0] += 1 }
    }
    var changes: [Change] = []
    for hunk in hunks {
      var old = before.paragraphs[hunk.before].filter { !Self.take(&come, $0.mark) }
      var new = after.paragraphs[hunk.after].filter { !Self.take(&gone, $0.mark) }
      dropCounters(&old, &new)
      if isFramed {
        old.removeAll { !$0.isProse }
        new.removeAll { !$0.isProse }
      }
      changes += difference(
        .body, before, after, old.flatMap { Array($0.words) }, new.flatMap { Array($0.words) },
        at: (
          before.paragraphs[..<hunk.before.lowerBound].last?.words.upperBound ?? 0,
          after.paragraphs[..<hunk.after.lowerBound].last?.words.upperBound ?? 0
        ))
    }
    return changes
  }

  /// Whether the other side has this paragraph too.
  private static func take(_ others: inout [UInt64: Int], _ mark: UInt64) -> Bool {
    guard let count = others[mark], count > 0 else { return false }
    others[mark] = count - 1
    return true
  }

  /// Clocks and counters that show another number.
  private static func dropCounters(
    _ old: inout [ComparedText.Paragraph], _ new: inout [ComparedText.Paragraph]
  ) {
    let masks = Set(old.lazy.filter(\.isCounter).map(\.masked))
      .intersection(new.lazy.filter(\.isCounter).map(\.masked))
    guard !masks.isEmpty else { return }
    old.removeAll { $0.isCounter && masks.contains($0.masked) }
    new.removeAll { $0.isCounter && masks.contains($0.masked) }
  }

  /// The changes between words, given by their numbers.
  private static func difference(
    _ part: Part, _ before: ComparedText, _ after: ComparedText, _ old: [Int], _ new: [Int],
    at places: (before: Int, after: Int) = (0, 0)
  ) -> [Change] {
    MarkDifference.hunks(
      old.map { before.words[$0] }, new.map { after.words[$0] }, limit: editLimit
    ).map { hunk in
      Change(
        part: part,
        before: span(
          before, old[hunk.before],
          at: hunk.before.lowerBound > 0 ? old[hunk.before.lowerBound - 1] + 1 : places.before),
        after: span(
          after, new[hunk.after],
          at: hunk.after.lowerBound > 0 ? new[hunk.after.lowerBound - 1] + 1 : places.after))
    }
  }

  private static func span(
    _ text: ComparedText, _ words: ArraySlice<Int>, at place: Int
  ) -> Span {
    let scalars = text.scalars(words, at: place)
    return Span(text: text.folded.source(scalars), scalars: scalars)
  }

  private static func content(title: ComparedText, body: ComparedText) -> String {
    var mark = ComparedText.seed
    for paragraph in title.paragraphs + body.paragraphs.filter(\.isProse) {
      mark = (mark ^ paragraph.mark) &* ComparedText.prime
      mark ^= mark >> 29
    }
    // Prose may be all short lines.
    if !body.paragraphs.contains(where: \.isProse) {
      for word in body.words { mark = (mark ^ word) &* ComparedText.prime }
    }
    return String(mark, radix: 16)
  }
}
