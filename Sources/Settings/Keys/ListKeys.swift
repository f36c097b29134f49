internal import Rules
internal import Text

/// `lists:` and the terms in them and in rules.
enum TermKeys {
  enum Place: String, CaseIterable, Sendable {
    case title
    case body
    case author
    case url
    case any
  }

  static let term = Key(
    "term", Scalars.text, "A word or phrase.", example: "داعش", isRequired: true)
  static let match = Key(
    "match", Scalars.choice(Term.Match.self),
    "`exact` is to the letter; `folded` disregards case, diacritics and spelling variants and allows clitics; `inflected` takes plurals and the like too.",
    default: "folded", example: "exact")
  static let disguise = Key(
    "disguise", Scalars.boolean, "Whether disguises (`داعـ.ـش`) are seen through.", default: "true",
    example: "false")
  static let place = Key(
    "in", Scalars.choice(Place.self), "The field that must hold it.",
    default: "any (title or body)", example: "title")
  static let atLeast = Key(
    "at_least", Scalars.integer(1...1_000), "How often it must stand there.", default: "1",
    example: "2")
  static let section = Section(
    id: "term", title: "term, match, disguise, in, at_least",
    meaning: "A term with settings of its own.",
    keys: [
      term.definition, match.definition, disguise.definition, place.definition,
      atLeast.definition,
    ])

  static func field(_ place: Place?) -> Field? {
    switch place {
    case nil, .any: nil
    case .title: .title
    case .body: .body
    case .author: .author
    case .url: .url
    }
  }

  static func term(_ fields: Fields) -> Term? {
    guard let text = fields[term] else { return nil }
    var term = Term(text, mark: fields.mark(Self.term))
    if let value = fields[match] { term.match = value }
    if let value = fields[disguise] { term.seesDisguises = value }
    term.field = field(fields[place])
    if let value = fields[atLeast] { term.atLeast = value }
    return term
  }

  /// A term alone (a text) or with settings.
  static let reader = Reader<Term>(
    "a text or {term: TEXT, …}", .either([.text(), .section(section.id)])
  ) { node, path, reading in
    if node.mapping != nil {
      return Fields(node, section, path, reading).flatMap(term)
    }
    return Scalars.text.read(node, path, reading).map { Term($0, mark: node.mark) }
  }
}

enum ListKeys {
  static let file = Key(
    "file", Scalars.text,
    "A text file with one term a line; blank lines and lines that begin with # are passed over.",
    example: "isis.txt", isRequired: true)
  static let section = Section(
    id: "list_file", title: "file", meaning: "A list in a file of its own.",
    keys: [file.definition])

  private static let termLimit = 1_000_000

  static let reader = Reader<[Term]>(
    "a list of terms, or {file: PATH}",
    .list(
      .either([.text(), .section(TermKeys.section.id), .section(section.id)]), allowsEmpty: false)
  ) { node, path, reading in
    let nodes = node.elements
    if nodes.isEmpty, node.isWhole {
      reading.fail(node.mark, "\(path) is an empty list", "expected at least one term")
      return nil
    }
    var terms: [Term] = []
    for (index, element) in nodes.enumerated() {
      let below = node.sequence == nil ? path : "\(path)[\(index)]"
      let isFile = element.mapping?.contains { $0.key == "file" } ?? false
      let isTerm = element.mapping?.contains { $0.key == "term" } ?? false
      if isFile && !isTerm {
        guard let fields = Fields(element, section, below, reading), let name = fields[file] else {
          continue
        }
        terms += read(name, fields.mark(file), reading)
      } else if element.mapping != nil, !isTerm {
        let known = (section.keys + TermKeys.section.keys).map(\.name)
        Fields.refuseShape(
          element, below, known: known, expected: "a text, {term: TEXT} or {file: PATH}", reading)
      } else if let term = TermKeys.reader.read(element, below, reading) {
        terms.append(term)
      }
    }
    return terms
  }

  /// The terms of a file, each with its own place.
  private static func read(_ name: String, _ mark: SourceMark, _ reading: Reading) -> [Term] {
    let path = Paths.resolve(name, in: mark.file)
    guard let bytes = reading.contents(of: path, at: mark) else { return [] }
    let clean = UTF8Check.check(bytes, file: path)
    reading.add(clean.faults)
    var terms: [Term] = []
    var line = 0
    for part in clean.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      var scalars = Substring(String(decoding: part, as: UTF8.self)).unicodeScalars
      if line == 1, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
      let before = scalars.count
      scalars = scalars.drop { $0.properties.isWhitespace }
      let column = before - scalars.count + 1
      while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
      guard let first = scalars.first, first != "#" else { continue }
      guard terms.count < termLimit else {
        reading.fail(
          SourceMark(file: path, line: line, column: column),
          "the list has more than \(termLimit) terms", "split it")
        break
      }
      terms.append(Term(String(scalars), mark: SourceMark(file: path, line: line, column: column)))
    }
    if terms.isEmpty {
      reading.fail(mark, "\(YAMLNode.quoted(name)) holds no terms", "expected one a line")
    }
    return terms
  }
}
