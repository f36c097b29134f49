internal import Places
internal import Rules
internal import Text

/// Folding, disguises, rules and places on texts that a source may have made.
struct TextCheck: Sendable {
  private let rules: RuleSet
  private let finder: PlaceFinder?
  private static let languages: [String?] = [nil, "en", "ar", "fa", "ru", "tr", "de", "fr", "zh"]

  init(gazetteer: Gazetteer?) throws {
    let mark = SourceMark(file: "fuzz", line: 1, column: 1)
    func rule(_ name: String, _ condition: Condition) -> Rule {
      var rule = Rule(name: name, mark: mark)
      rule.match = condition
      return rule
    }
    var terms: [Term] = []
    for text in [
      "داعش", "Daesh", "ISIS", "раир", "blast", "دير الزور", "New York", "爆発", "IŞİD", "a", "ا",
    ] {
      for match in Term.Match.allCases {
        var term = Term(text, mark: mark)
        term.match = match
        terms.append(term)
      }
    }
    var any = Condition.Group(mark: mark)
    any.any = terms.map { .term($0) }
    var rest = Condition.Group(mark: mark)
    rest.none = [.term(Term("weather", mark: mark))]
    // The pattern that backtracks is to be given up early: it is PCRE that would be measured.
    var limits = RuleLimits()
    limits.patternSteps = 5_000
    rules = try RuleSet(
      rules: [
        rule("any", .group(any)), rule("none", .group(rest)),
        rule("list", .list(name: "words", mark: mark)),
        rule(
          "near", .near(.init(terms: [terms[0], terms[15]], within: .words(8), mark: mark))),
        rule(
          "sentence",
          .near(
            .init(terms: [terms[3], terms[12]], within: .sentence, isOrdered: true, mark: mark))
        ),
        rule(
          "pattern",
          .pattern(.init(expression: "(\\w+\\s?)+!|d[ae]+sh|\\p{Arabic}{4,}", mark: mark))),
      ],
      lists: ["words": terms], places: [], gazetteer: gazetteer, limits: limits)
    finder = gazetteer.map { PlaceFinder(gazetteer: $0, ownPlaces: []) }
  }

  func check(_ bytes: [UInt8]) throws(Finding) {
    let hash = bytes.caseHash
    let language = Self.languages[Int(hash % UInt64(Self.languages.count))]
    let text = String(decoding: bytes, as: UTF8.self)
    let folded = FoldedText(text, language: language)
    try check(folded, text)
    let again = FoldedText(text, language: language)
    try Finding.unless(
      folded.words == again.words && folded.keys == again.keys, "a second folding differs")
    try disguises(folded)
    try verdict(text, language)
    try places(folded, language)
    for shown in [SafeDisplay.line(text), SafeDisplay.line(text, limit: 20)] {
      try Finding.text(shown, "a line for display", limit: 4096)
      try Finding.unless(
        shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E },
        "a line for display holds controls")
    }
  }

  private func check(_ folded: FoldedText, _ text: String) throws(Finding) {
    let count = text.unicodeScalars.count
    try Finding.unless(folded.scalarCount == count, "\(folded.scalarCount) scalars for \(count)")
    // U+FDFA has three bytes and unfolds to eighteen letters.
    try Finding.unless(folded.keys.count <= 12 * folded.bytes.count + 16, "keys grow")
    var byteEnd = 0
    var scalarEnd = 0
    var keyEnd = 0
    for (number, word) in folded.words.enumerated() {
      try Finding.unless(
        word.bytes.lowerBound >= byteEnd && word.bytes.upperBound <= folded.bytes.count
          && !word.bytes.isEmpty, "word \(number) lies at bytes \(word.bytes)")
      try Finding.unless(
        word.scalars.lowerBound >= scalarEnd && word.scalars.upperBound <= count
          && !word.scalars.isEmpty, "word \(number) lies at scalars \(word.scalars)")
      try Finding.unless(
        word.key.lowerBound >= keyEnd && word.key.upperBound <= folded.keys.count
          && !word.key.isEmpty, "word \(number) has the key \(word.key)")
      // Between the words before it and this one, bytes and scalars count the same signs.
      let gap = Self.scalars(folded.bytes[byteEnd..<word.bytes.lowerBound])
      try Finding.unless(
        gap == word.scalars.lowerBound - scalarEnd
          && Self.scalars(folded.bytes[word.bytes]) == word.scalars.count,
        "bytes and scalars of word \(number) differ")
      try Finding.unless(
        String(validating: folded.key(number), as: UTF8.self) != nil, "key \(number) is broken")
      byteEnd = word.bytes.upperBound
      scalarEnd = word.scalars.upperBound
      keyEnd = word.key.upperBound
    }
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }

  private func disguises(_ folded: FoldedText) throws(Finding) {
    var calls = 0
    var isBad = false
    var disguises = Disguises(folded)
    disguises.candidates { words, bytes, key, _ in
      calls += 1
      isBad =
        isBad || words.isEmpty || words.upperBound > folded.words.count
        || words.lowerBound < 0 || key.upperBound > bytes.count || key.isEmpty
    }
    try Finding.unless(!isBad, "a disguise lies outside of the text")
    try Finding.unless(
      calls <= 100 * folded.words.count + 100, "\(calls) disguises of \(folded.words.count) words")
  }

  private func verdict(_ text: String, _ language: String?) throws(Finding) {
    let title = String(text.prefix(120))
    let article = MatchableArticle(
      title: title, body: text, language: language, url: "http://a.test/", authors: [title])
    let verdict = rules.evaluate(article)
    let again = rules.evaluate(article)
    try Finding.unless(
      verdict.findings.map(\.matches) == again.findings.map(\.matches),
      "a second reading gives other matches")
    try Finding.unless(
      rules.matching(article).map(\.name) == verdict.findings.map(\.rule.name),
      "counting and finding differ")
    let explained = rules.explain(article)
    try Finding.unless(
      explained.filter(\.isMatched).map(\.rule.name) == verdict.findings.map(\.rule.name),
      "explaining and finding differ")
    for finding in verdict.findings {
      for match in finding.matches {
        let source = match.field == .title ? title : text
        let slice = try Self.slice(match.scalars, of: source, "a match of \(match.term)")
        try Finding.unless(
          match.text.utf8.elementsEqual(slice.utf8), "a match's text is not what stands there")
        try Finding.unless(
          match.snippet.utf8.count <= 4 * (400 + match.scalars.count), "a long snippet")
      }
    }
  }

  private func places(_ folded: FoldedText, _ language: String?) throws(Finding) {
    guard let finder else { return }
    let title = FoldedText("Syria")
    let places = finder.places(title: title, body: folded, language: language, country: "SY")
    try Finding.unless(
      places == finder.places(title: title, body: folded, language: language, country: "SY"),
      "a second reading gives other places")
    for found in places where !found.inTitle {
      try Finding.unless(
        found.scalars.upperBound <= folded.scalarCount && !found.scalars.isEmpty,
        "a place at \(found.scalars)")
      try Finding.unless(
        found.text.utf8.elementsEqual(folded.source(found.scalars).utf8),
        "a place's text is not what stands there")
      try Finding.unless((0...1).contains(found.confidence), "a confidence over 1")
    }
  }

  private static func slice(
    _ range: Range<Int>, of text: String, _ name: String
  ) throws(Finding) -> String {
    let scalars = text.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex, offsetBy: range.lowerBound, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: range.count, limitedBy: scalars.endIndex)
    else { throw Finding("\(name) at \(range) lies outside of the text") }
    return String(scalars[start..<end])
  }
}
