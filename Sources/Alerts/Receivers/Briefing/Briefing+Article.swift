extension Briefing {
  /// - Parameter what: happened to an article that was known.
  init(article tree: JSONTree, what: String?) {
    let rule = tree["rule"]
    let article = tree["article"]
    tone = Self.tone(severity: rule["severity"].string)
    var runs: [Run] = []
    if let severity = rule["severity"].string {
      runs += [Run(ForeignText.line(severity, limit: 20).uppercased(), isStrong: true), Run(" · ")]
    }
    runs.append(Self.name(rule["name"].string ?? tree["type"].string))
    if let what { runs.append(Run(" · \(what)")) }
    heading = Line(.heading, runs)
    title = Line(.title, [Self.title(of: article)])
    details = [Self.origin(of: tree)]
    details += Self.removal(tree["removed"])
    details += Self.changes(of: tree)
    details += Self.words(of: tree)
    details += Self.places(of: tree)
    details += Self.quotes(of: tree)
    if let count = tree["story"]["count"].integer, count > 1 {
      details.append(Line(.fact, [Run("\(count) near-identical copies of this story")]))
    }
  }

  /// Who told it and when.
  private static func origin(of tree: JSONTree) -> Line {
    let article = tree["article"]
    var runs = [name(article["source"]["name"].string)]
    if let forwarded = article["forwarded_from"]["name"].string {
      runs += [Run(" · passed on from "), name(forwarded)]
    }
    let published = moment(article["published"].string)
    if !published.isEmpty { runs.append(Run(" · published \(published)")) }
    runs.append(Run(" · alert \(moment(tree["timestamp"].string))"))
    return Line(.fact, runs)
  }

  private static func removal(_ removed: JSONTree) -> [Line] {
    guard !removed.isNull else { return [] }
    let since = moment(removed["since"].string)
    return [
      Line(
        .fact,
        [
          Run("No longer at its address: "), words(removed["reason"].string, limit: 300),
          Run(since.isEmpty ? "" : ", since \(since)"),
        ])
    ]
  }

  private static let changesShown = 3

  private static func changes(of tree: JSONTree) -> [Line] {
    let changes = tree["changes"].list
    var lines: [Line] = []
    for change in changes.prefix(changesShown) {
      let field = change["field"].string == "title" ? "Headline" : "Text"
      for (when, part) in [("before", change["before"]), ("after", change["after"])] {
        let text = words(part["text"].string, limit: snippetScalars)
        lines.append(
          Line(
            .fact,
            [
              Run("\(field) \(when): ", isStrong: true),
              text.text.isEmpty ? Run("nothing") : text,
            ]))
      }
    }
    let more =
      max(0, changes.count - changesShown) + (tree["truncated"]["changes"].integer ?? 0)
    if more > 0 { lines.append(Line(.fact, [Run("and \(more) more changes")])) }
    return lines
  }

  private static let wordsShown = 6

  /// The words that were found, each once.
  private static func words(of tree: JSONTree) -> [Line] {
    var runs: [Run] = [Run("Found: ")]
    var seen: Set<String> = []
    var more = 0
    for match in tree["matches"].list {
      var found = name(match["text"].string, isStrong: true)
      guard !found.text.isEmpty, seen.insert(found.text).inserted else { continue }
      guard seen.count <= wordsShown else {
        more += 1
        continue
      }
      found.text = TextCut.prefix(found.text, scalars: 60)
      if seen.count > 1 { runs.append(Run(", ")) }
      runs.append(found)
      // What was disguised is told as it is meant.
      if match["found"].string?.hasPrefix("disguise") == true, let term = match["term"].string {
        runs += [Run(" ("), name(term), Run(")")]
      }
    }
    guard !seen.isEmpty else { return [] }
    if more > 0 { runs.append(Run(" and \(more) more")) }
    return [Line(.fact, runs)]
  }

  private static let placesShown = 3

  /// Those that the rule asked for, else those that are mentioned.
  private static func places(of tree: JSONTree) -> [Line] {
    let all = tree["places"].list
    let asked = all.filter { $0["relation"].string != "mentioned" }
    var lines: [Line] = []
    var seen: Set<String> = []
    for place in asked {
      let runs = [Run("Place: ")] + self.place(place)
      guard seen.insert(runs.map(\.text).joined()).inserted else { continue }
      if seen.count <= placesShown { lines.append(Line(.fact, runs)) }
    }
    if seen.count > placesShown {
      lines.append(Line(.fact, [Run("and \(seen.count - placesShown) more places")]))
    }
    guard lines.isEmpty else { return lines }
    var names: [Run] = []
    for place in all {
      let run = name(place["name"].string)
      guard !run.text.isEmpty, seen.insert(run.text).inserted, seen.count <= 5 else { continue }
      names += names.isEmpty ? [run] : [Run(", "), run]
    }
    return names.isEmpty ? [] : [Line(.fact, [Run("Places: ")] + names)]
  }

  private static func place(_ place: JSONTree) -> [Run] {
    var runs = [name(place["name"].string, isStrong: true)]
    let around = [place["admin"].string, place["country"].string].compactMap { $0 }
      .filter { $0 != place["name"].string }
    if !around.isEmpty { runs += [Run(" ("), name(around.joined(separator: ", ")), Run(")")] }
    let area = place["area"].string.map { name($0) }
    let distance = place["distance_km"].number.map { number in
      let tenths = Int((min(max(0, number), 50_000) * 10).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10) km" : "\(tenths / 10).\(tenths % 10) km"
    }
    switch (place["relation"].string, area) {
    case ("within", let area?): runs += [Run(", \(distance ?? "near") from "), area]
    case ("in", let area?): runs += [Run(", in "), area]
    case ("area", let area?):
      runs += [Run(", in the area "), area]
      if let distance, distance != "0 km" { runs.append(Run(" (\(distance))")) }
    case ("not_in", let area?): runs += [Run(", outside "), area]
    default: if let distance { runs.append(Run(", \(distance)")) }
    }
    return runs
  }

  private static let quotesShown = 3
  /// Scalars by which finds may lie apart and share a quote.
  private static let quoteReach = 60

  /// Sentences of the body around what was found, the words in bold.
  private static func quotes(of tree: JSONTree) -> [Line] {
    struct Quote {
      var start: Int
      var snippet: String
      var words: [String]
    }
    var quotes: [Quote] = []
    for match in tree["matches"].list where match["field"].string == "body" {
      let start = match["start"].integer ?? 0
      let word = ForeignText.line(match["text"].string ?? "", limit: nameScalars)
      if let index = quotes.firstIndex(where: { abs($0.start - start) <= quoteReach }) {
        quotes[index].words.append(word)
      } else if quotes.count < quotesShown {
        let snippet = ForeignText.line(match["snippet"].string ?? "", limit: snippetScalars)
        guard !snippet.isEmpty else { continue }
        quotes.append(Quote(start: start, snippet: snippet, words: [word]))
      }
    }
    return quotes.map { Line(.quote, marked($0.snippet, $0.words)) }
  }

  /// A text with the first of each word in bold.
  static func marked(_ text: String, _ words: [String]) -> [Run] {
    var ranges: [Range<String.Index>] = []
    for word in Set(words) where !word.isEmpty {
      guard let range = text.firstRange(of: word) else { continue }
      ranges.append(range)
    }
    ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    var runs: [Run] = []
    var position = text.startIndex
    func add(_ end: String.Index, isStrong: Bool) {
      guard position < end else { return }
      runs.append(Run(String(text[position..<end]), isStrong: isStrong, isForeign: true))
      position = end
    }
    for range in ranges where range.lowerBound >= position {
      add(range.lowerBound, isStrong: false)
      add(range.upperBound, isStrong: true)
    }
    add(text.endIndex, isStrong: false)
    return runs
  }
}
