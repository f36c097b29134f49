internal import Text

/// How the words of a match were found.
package enum Manner: Equatable, Sendable, CustomStringConvertible {
  /// What hid a word from a plain search.
  package enum Disguise: String, Sendable {
    case separators
    case digits
    case lookalikes
    case drawnOut = "drawn out letters"
    case dots = "missing dots"
    case signs
    case censored = "a letter struck out"
  }

  /// To the letter.
  case asWritten
  /// In another case, orthography or form of the same letters.
  case folded
  /// With these parts written onto the word.
  case clitic(String)
  case inflected
  /// As one of the words that a hashtag writes together.
  case hashtag
  case disguise(Disguise)

  package var description: String {
    switch self {
    case .asWritten: "as written"
    case .folded: "folded"
    case .clitic(let parts): "clitic: \(parts)"
    case .inflected: "inflected"
    case .hashtag: "hashtag"
    case .disguise(let disguise): "disguise: \(disguise.rawValue)"
    }
  }
}

extension Manner {
  /// - Parameters:
  ///   - words: where the match stands.
  ///   - written: the same as it stands there.
  ///   - term: as the rule wrote it.
  init(
    _ form: WordScanner.Form, _ words: Range<Int>, in text: FoldedText, written: String,
    term: String
  ) {
    if form.contains(.disguised) {
      self = .disguise(Disguise(words, in: text, term: FoldedText(term)))
    } else if form.contains(.part) {
      self = .hashtag
    } else if form.contains(.inflected) {
      self = .inflected
    } else if !form.isEmpty, let parts = Self.clitics(words, in: text, term: FoldedText(term)) {
      self = .clitic(parts)
    } else {
      self = written == term ? .asWritten : .folded
    }
  }

  /// What stands before the term's first word and behind its last, in folded letters.
  private static func clitics(
    _ words: Range<Int>, in text: FoldedText, term: FoldedText
  ) -> String? {
    guard words.count == term.words.count, let last = words.last else { return nil }
    var parts: [String] = []
    let first = text.keyText(words.lowerBound)
    let wanted = term.keyText(0)
    // ت stands for ة before a pronoun, and لل hides an article.
    let core = wanted.hasSuffix("ه") ? String(wanted.dropLast()) : wanted
    if let range = first.firstRange(of: core), range.lowerBound > first.startIndex {
      parts.append(String(first[..<range.lowerBound]))
    } else if first.hasPrefix("لل") {
      parts.append("ل")
    }
    let end = text.keyText(last)
    let tail = term.keyText(term.words.count - 1)
    let stem = tail.hasSuffix("ه") ? String(tail.dropLast()) : tail
    if let range = end.ranges(of: stem).last {
      var rest = end[range.upperBound...]
      if stem != tail, rest.first == "ت" || rest.first == "ه" { rest = rest.dropFirst() }
      if !rest.isEmpty { parts.append(String(rest)) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " … ")
  }
}

extension Manner.Disguise {
  private static let censors: [Character] = Array("*#%×•●○■□█✱✶")

  init(_ words: Range<Int>, in text: FoldedText, term: FoldedText) {
    if words.count > term.words.count {
      // Signs that stand for letters leave fewer than the term has.
      let read = words.reduce(0) { $0 + text.key($1).count }
      let isCensored = Self.censors.contains {
        text.source(text.scalars(ofWords: words)).contains($0)
      }
      self = read >= term.keys.count ? .separators : isCensored ? .censored : .signs
    } else if text.words[words].contains(where: { $0.isMixed }) {
      self = .lookalikes
    } else if text.words[words].contains(where: { $0.hasDigit }) {
      self = .digits
    } else if text.words[words].contains(where: { $0.isStretched }) {
      self = .drawnOut
    } else if text.words[words].contains(where: { $0.script == .arabic }) {
      self = .dots
    } else if text.words[words].contains(where: { word in term.words[0].script != word.script }) {
      self = .lookalikes
    } else {
      self = .signs
    }
  }
}
