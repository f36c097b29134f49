package import Places
package import Text

/// What the rules read of an article.
package struct MatchableArticle: Sendable {
  package var title: String
  package var body: String
  /// BCP 47; nil when unknown.
  package var language: String?
  /// The source's country (ISO 3166-1), which helps to tell places apart.
  package var country: String?
  package var url: String
  package var authors: [String]
  package var sourceName: String
  package var sourceTags: [String]
  /// Where on the map the source itself puts the article.
  package var statedPoint: StatedPoint?

  package init(
    title: String, body: String, language: String? = nil, country: String? = nil, url: String = "",
    authors: [String] = [], sourceName: String = "", sourceTags: [String] = [],
    statedPoint: StatedPoint? = nil
  ) {
    self.title = title
    self.body = body
    self.language = language
    self.country = country
    self.url = url
    self.authors = authors
    self.sourceName = sourceName
    self.sourceTags = sourceTags
    self.statedPoint = statedPoint
  }
}

/// What all rules say about one article.
package struct Verdict: Sendable {
  /// One for each rule that matched, in the order of the rules.
  package var findings: [Finding]
  /// All places in the article, in text order, when any rule asked for places or any matched.
  package var places: [FoundPlace]
  /// The article's language as far as known.
  package var language: String?
  /// Patterns that ran into `limits.patternSteps` on this article and so found nothing, one fault
  /// for each at the pattern's mark.
  package var costlyPatterns: [Fault]
}

/// One rule that matched, and by what.
package struct Finding: Sendable {
  package var rule: Rule
  /// In text order, title first; at most `RuleLimits.matchesShown`.
  package var matches: [TermMatch]
  /// The places that satisfied the rule's `where`.
  package var places: [PlaceMatch]

  package init(rule: Rule, matches: [TermMatch], places: [PlaceMatch]) {
    self.rule = rule
    self.matches = matches
    self.places = places
  }
}

/// Words that satisfied a condition.
package struct TermMatch: Sendable, Equatable {
  /// `term`, `list NAME`, `near` or `pattern`.
  package var condition: String
  /// The term or pattern as the rule wrote it.
  package var term: String
  /// The literal text.
  package var text: String
  package var field: Field
  /// Unicode scalar offsets into the field.
  package var scalars: Range<Int>
  /// How it was found.
  package var manner: Manner
  /// The surroundings; holds `text` literally.
  package var snippet: String

  package init(
    condition: String, term: String, text: String, field: Field, scalars: Range<Int>,
    manner: Manner = .asWritten, snippet: String
  ) {
    self.manner = manner
    self.condition = condition
    self.term = term
    self.text = text
    self.field = field
    self.scalars = scalars
    self.snippet = snippet
  }
}

/// A place that satisfied a condition, or was only mentioned.
package struct PlaceMatch: Sendable, Equatable {
  package enum Relation: String, Sendable {
    case inside = "in"
    case within
    case area
    case outside = "not_in"
    case mentioned
  }

  package var place: Place
  package var relation: Relation
  /// What the condition names: the place or the area.
  package var area: String?
  package var distanceKilometres: Double?
  package var text: String
  package var field: Field
  package var scalars: Range<Int>
  /// Stated as coordinates beside the text: no field holds it, and `scalars` is empty.
  package var isStated: Bool
  /// 0…1: how surely the words name a place, and this one.
  package var confidence: Double
  /// Other places of that name, the likeliest first.
  package var also: [Place]

  package init(
    place: Place, relation: Relation, area: String? = nil, distanceKilometres: Double? = nil,
    text: String, field: Field, scalars: Range<Int>, isStated: Bool = false,
    confidence: Double = 1, also: [Place] = []
  ) {
    self.confidence = confidence
    self.also = also
    self.place = place
    self.relation = relation
    self.area = area
    self.distanceKilometres = distanceKilometres
    self.text = text
    self.field = field
    self.scalars = scalars
    self.isStated = isStated
  }
}

/// Why a rule matched an article or did not.
package struct Explanation: Sendable {
  package var rule: Rule
  package var isMatched: Bool
  /// What was found, also when it did not suffice.
  package var matches: [TermMatch]
  package var places: [PlaceMatch]
  /// What was missing or stood against it, in words; empty when the rule matched.
  package var missing: [String]
}

/// Bounds of what rules may cost.
package struct RuleLimits: Sendable, Equatable {
  /// Steps of the regular expression engine for one pattern on one article, all its fields together:
  /// about 20 ns each.
  package var patternSteps = 500_000
  package var patternBytes = 4_096
  package var rules = 10_000
  /// Of all rules and lists together.
  package var terms = 1_000_000
  /// Of one term; in scripts without spaces each letter is a word.
  package var wordsOfTerm = 100
  /// Matches that one finding carries.
  package var matchesShown = 50
  /// Of these, matches of one term.
  package var matchesOfTermShown = 10

  package init() {}
}

/// All faults that keep a rule set from being compiled.
package struct RuleFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// In file order, warnings among them.
  package var faults: [Fault]

  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
