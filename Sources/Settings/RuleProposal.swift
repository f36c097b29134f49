package import Places
internal import Text

/// A rule made of a few words, for people to correct.
///
/// Places among the words become conditions on places. What commas part are phrases of which one
/// must be found; words without a comma must all be found. Words that only join others are dropped.
package struct RuleProposal: Equatable, Sendable {
  /// How a name was read.
  package struct Reading: Equatable, Sendable {
    package var text: String
    package var place: Place
    /// How many other places have the name.
    package var others: Int

    package init(text: String, place: Place, others: Int) {
      self.text = text
      self.place = place
      self.others = others
    }
  }

  /// The words, on one line.
  package var name: String
  package var terms: [String]
  /// Whether one term is enough.
  package var isAny: Bool
  package var readings: [Reading]
  /// For towns: how near; for countries and regions it is "in" when left out.
  package var within: String?
  /// Whether the rule's own test is written: the words as a text that must match.
  package var hasTest = true

  /// - Parameters:
  ///   - words: what was written; may be empty where `near` says enough.
  ///   - near: places that are surely meant.
  ///   - within: a distance such as `60 km`.
  package init(words: String, near: [Reading], within: String?, finder: PlaceFinder) {
    let parts = words.split { ",،;؛\n".contains($0) }.map(String.init)
    isAny = parts.count > 1
    readings = near
    self.within = within
    var terms: [String] = []
    for part in parts {
      let found = Self.places(in: part, finder)
      for place in found where !readings.contains(where: { $0.place.id == place.place.id }) {
        readings.append(
          Reading(text: place.text, place: place.place, others: place.also.count))
      }
      var rest = Self.words(part, without: found)
      if isAny {
        while let first = rest.first, Self.joining.contains(first.lowercased()) {
          rest.removeFirst()
        }
        while let last = rest.last, Self.joining.contains(last.lowercased()) { rest.removeLast() }
        rest = rest.isEmpty ? [] : [rest.joined(separator: " ")]
      } else {
        rest.removeAll { Self.joining.contains($0.lowercased()) }
      }
      for term in rest where !terms.contains(term) { terms.append(term) }
    }
    // Who asks for nothing but such a word means it.
    if terms.isEmpty, readings.isEmpty { terms = parts.flatMap { Self.words($0, without: []) } }
    self.terms = Array(terms.prefix(100))
    let plain = (words.isEmpty ? near.map(\.text).joined(separator: " ") : words)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    name = String(String.UnicodeScalarView(SafeDisplay.line(plain, limit: 60).unicodeScalars))
  }

  /// The block `rules:`.
  var text: String {
    var lines = ["rules:", "  - name: \(YAMLText.written(name))", "    severity: medium"]
    if !terms.isEmpty {
      let list = terms.map(YAMLText.written).joined(separator: ", ")
      lines.append("    match: {\(isAny ? "any" : "all"): [\(list)]}")
    }
    if !readings.isEmpty {
      let places = readings.map(condition)
      lines.append(
        places.count == 1 ? "    where: \(places[0])" : "    where:\n      any:")
      if places.count > 1 { lines += places.map { "        - \($0)" } }
    }
    if hasTest {
      lines += ["    test:", "      - {text: \(YAMLText.quoted(sample)), expect: match}"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text that the rule must match: its terms and the places as they were written.
  private var sample: String {
    let words = isAny ? Array(terms.prefix(1)) : terms
    return (words + readings.map(\.text)).joined(separator: " ")
  }

  private func condition(_ reading: Reading) -> String {
    let place = reading.place
    // By number where the name alone may mean another.
    let name: String =
      if let number = Int(place.id) {
        "{geonames: \(number)}"
      } else if place.id.hasPrefix("geonames:"), let number = Int(place.id.dropFirst(9)) {
        "{geonames: \(number)}"
      } else {
        YAMLText.written(place.name)
      }
    let isTown = place.kind == .settlement || place.kind == .own
    let comment = "  # \(SafeDisplay.line(place.name, limit: 80))"
    if isTown || within != nil {
      return "{within: \(within ?? "30 km"), of: \(name)}\(comment)"
    }
    return "{in: \(name)}\(comment)"
  }

  private static func places(in part: String, _ finder: PlaceFinder) -> [FoundPlace] {
    finder.places(
      title: FoldedText(""), body: FoldedText(part), language: nil, country: nil)
  }

  /// The words of a part that lie in no place.
  private static func words(_ part: String, without places: [FoundPlace]) -> [String] {
    var kept = String.UnicodeScalarView()
    for (offset, scalar) in part.unicodeScalars.enumerated() {
      let isPlace = places.contains { $0.scalars.contains(offset) }
      kept.append(isPlace ? " " : scalar)
    }
    return String(kept).split(whereSeparator: \.isWhitespace).map(String.init)
      .filter {
        $0.unicodeScalars.contains {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
      }
  }

  /// Words that say nothing by themselves, in the languages of most desks.
  private static let joining: Set<String> = [
    "في", "من", "إلى", "الى", "على", "عن", "مع", "أو", "او", "و", "بين", "قرب", "حول", "ضد",
    "the", "a", "an", "of", "in", "on", "at", "to", "near", "and", "or", "from", "with", "by",
    "for", "about", "around", "against",
    "de", "la", "le", "les", "du", "des", "à", "au", "aux", "en", "et", "ou", "dans", "sur",
    "près",
  ]
}
