package import Places
package import Text

/// One watch rule as its author wrote it, decoded but not yet compiled.
package struct Rule: Equatable, Sendable {
  package enum Severity: String, CaseIterable, Sendable, Comparable {
    case low
    case medium
    case high
    case critical

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .low: 0
      case .medium: 1
      case .high: 2
      case .critical: 3
      }
    }
  }

  /// What about an article makes the rule speak.
  package enum Change: String, CaseIterable, Sendable {
    case new
    case revised
    case removed
  }

  package enum Once: String, CaseIterable, Sendable {
    case article
    case story
  }

  /// At most `count` alerts in `seconds`; the rest come as one digest.
  package struct Throttle: Equatable, Sendable {
    package var count: Int
    package var seconds: Double

    package init(count: Int, seconds: Double) {
      self.count = count
      self.seconds = seconds
    }
  }

  /// A rule's own test case, run by `marsad check`.
  package struct Test: Equatable, Sendable {
    package var title: String
    package var text: String
    package var language: String?
    package var expectsMatch: Bool
    package var mark: SourceMark

    package init(
      title: String = "", text: String, language: String? = nil, expectsMatch: Bool,
      mark: SourceMark
    ) {
      self.title = title
      self.text = text
      self.language = language
      self.expectsMatch = expectsMatch
      self.mark = mark
    }
  }

  package var name: String
  package var mark: SourceMark
  package var severity: Severity = .medium
  package var tags: [String] = []
  /// Names or tags of sources; nil means all.
  package var sources: [String]?
  /// BCP 47 primary languages; nil means all.
  package var languages: [String]?
  package var changes: [Change] = [.new]
  package var oncePer: Once = .article
  package var match: Condition?
  package var place: PlaceCondition?
  /// Destinations by name; nil means the configuration's defaults.
  package var alert: [String]?
  package var throttle: Throttle?
  package var tests: [Test] = []

  package init(name: String, mark: SourceMark) {
    self.name = name
    self.mark = mark
  }
}

/// A field of an article that a term may be bound to.
package enum Field: String, CaseIterable, Sendable {
  case title
  case body
  case author
  case url
}

/// What the words of an article must fulfil.
package indirect enum Condition: Equatable, Sendable {
  /// `{all: […], any: […], none: […]}`: every part that is given must hold.
  case group(Group)
  case term(Term)
  /// `{list: NAME}`: any term of a named list.
  case list(name: String, mark: SourceMark)
  case near(Near)
  case pattern(Pattern)

  package struct Group: Equatable, Sendable {
    package var all: [Condition] = []
    package var any: [Condition] = []
    package var none: [Condition] = []
    package var mark: SourceMark

    package init(mark: SourceMark) { self.mark = mark }
  }

  /// `{near: {terms: […], within: n}}`: all terms within n words, or in one sentence.
  package struct Near: Equatable, Sendable {
    package enum Span: Equatable, Sendable {
      case words(Int)
      case sentence
    }

    package var terms: [Term]
    package var within: Span
    package var isOrdered: Bool
    package var mark: SourceMark

    package init(terms: [Term], within: Span, isOrdered: Bool = false, mark: SourceMark) {
      self.terms = terms
      self.within = within
      self.isOrdered = isOrdered
      self.mark = mark
    }
  }

  /// A regular expression (PCRE2 syntax, bounded cost) over the text as written.
  package struct Pattern: Equatable, Sendable {
    package var expression: String
    /// nil means title or body.
    package var field: Field?
    package var mark: SourceMark

    package init(expression: String, field: Field? = nil, mark: SourceMark) {
      self.expression = expression
      self.field = field
      self.mark = mark
    }
  }
}

/// One word or phrase to look for.
package struct Term: Hashable, Sendable {
  package enum Match: String, CaseIterable, Sendable {
    /// To the letter.
    case exact
    /// Folded, with clitics.
    case folded
    /// Also plurals, genders, cases.
    case inflected
  }

  package var text: String
  package var match: Match = .folded
  package var seesDisguises = true
  /// nil means title or body.
  package var field: Field?
  package var atLeast = 1
  package var mark: SourceMark

  package init(_ text: String, mark: SourceMark) {
    self.text = text
    self.mark = mark
  }
}

/// What the places of an article must fulfil.
package indirect enum PlaceCondition: Equatable, Sendable {
  case group(Group)
  /// `{in: PLACE}`: a place that lies in a country, a division, a continent.
  case inside(PlaceReference)
  /// `{within: 60 km, of: PLACE}`.
  case within(kilometres: Double, of: PlaceReference)
  /// `{area: NAME}`: a place in an area of the configuration's `places`.
  case area(name: String, mark: SourceMark)
  /// One of the three above with demands on the place beside it; nil where the demands stand alone.
  case qualified(PlaceCondition?, PlaceQuality, mark: SourceMark)
  case near(PlaceNear)

  package struct Group: Equatable, Sendable {
    package var all: [PlaceCondition] = []
    package var any: [PlaceCondition] = []
    package var none: [PlaceCondition] = []
    package var mark: SourceMark

    package init(mark: SourceMark) { self.mark = mark }
  }
}
