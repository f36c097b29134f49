package import Articles
package import Foundation
package import Rules

/// One event as people get it: a line of the log, the body of a webhook (`docs/alerts.md`).
///
/// Additions only: a field that is out in the world keeps its name and meaning.
package struct AlertEvent: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case matched = "article.matched"
    case revised = "article.revised"
    case removed = "article.removed"
    case digest = "alerts.digest"
    /// Somebody has seen to an alert; for receivers that know of it.
    case acknowledged = "alert.acknowledged"
    case sourceFailing = "source.failing"
    case sourceSilent = "source.silent"
    case sourceGap = "source.gap"
    case sourceChanged = "source.changed"
    case sourceRecovered = "source.recovered"
    case sourceNotice = "source.notice"
    case destinationFailing = "destination.failing"
    case destinationDisabled = "destination.disabled"
    case destinationRecovered = "destination.recovered"
    case alive = "marsad.alive"
    case test = "marsad.test"
  }

  package static let schema = 1

  package var id: String
  package var kind: Kind
  package var timestamp: Date
  package var rule: RuleInfo?
  package var article: ArticleInfo?
  package var story: Story?
  package var evidence: Evidence?
  /// What an `article.revised` found changed, in the order of the text.
  package var changes: [ArticleRevision.Change] = []
  /// Of an `article.removed`.
  package var removal: Removal?
  /// Near-identical copies elsewhere, as far as they were known.
  package var alsoAt: [Copy] = []
  package var matches: [Match] = []
  package var places: [PlaceSpot] = []
  /// Of operational events.
  package var source: SourceInfo?
  package var destination: String?
  package var error: Failure?
  /// Of an `alerts.digest`.
  package var digest: Digest?
  /// What an operational event measured, in order.
  package var measured: [(name: MeasureName, value: Measure)] {
    get { measures.map { ($0.name, $0.value) } }
    set { measures = newValue.map { Measured(name: $0.name, value: $0.value) } }
  }
  /// What was cut: a name of a field, and how many of its elements are left out (0: it is shorter).
  package var truncated: [String: Int] = [:]
  private var measures: [Measured] = []

  package init(id: String, kind: Kind, timestamp: Date) {
    self.id = id
    self.kind = kind
    self.timestamp = timestamp
  }

  private struct Measured: Equatable {
    var name: MeasureName
    var value: Measure
  }
}

extension AlertEvent {
  package struct RuleInfo: Equatable, Sendable {
    package var name: String
    package var severity: Rule.Severity
    package var tags: [String]

    package init(name: String, severity: Rule.Severity = .medium, tags: [String] = []) {
      self.name = name
      self.severity = severity
      self.tags = tags
    }

    package init(_ rule: Rule) {
      self.init(name: rule.name, severity: rule.severity, tags: rule.tags)
    }
  }

  package struct SourceInfo: Equatable, Sendable {
    package var name: String
    package var url: String
    package var tags: [String]

    package init(name: String, url: String, tags: [String] = []) {
      self.name = name
      self.url = url
      self.tags = tags
    }
  }

  package struct ArticleInfo: Equatable, Sendable {
    /// `StableID.article`.
    package var id: String
    package var url: String?
    package var canonicalURL: String?
    package var title: String
    package var authors: [String]
    /// Whose words they were, where the source only passes them on.
    package var forwardedFrom: Origin?
    /// As the page states it; nil when it does not.
    package var published: Date?
    package var firstSeen: Date
    package var language: String?
    package var excerpt: String
    /// The source that saw it first.
    package var source: SourceInfo

    /// - Parameter body: the whole text; the event carries its beginning.
    package init(
      identity: String, url: String?, canonicalURL: String? = nil, title: String,
      authors: [String] = [], published: Date? = nil, firstSeen: Date, language: String? = nil,
      body: String, source: SourceInfo
    ) {
      id = StableID.article(identity: identity)
      self.url = url
      self.canonicalURL = canonicalURL
      self.title = title
      self.authors = authors
      self.published = published
      self.firstSeen = firstSeen
      self.language = language
      excerpt = TextCut.excerpt(body, scalars: 1_000)
      self.source = source
    }
  }

  package struct Origin: Equatable, Sendable {
    package var name: String
    package var url: String?

    package init(name: String, url: String?) {
      self.name = name
      self.url = url
    }
  }

  /// Near-identical copies share one.
  package struct Story: Equatable, Sendable {
    package var id: String
    /// The id of the article that was first.
    package var first: String
    package var count: Int

    package init(id: String, first: String, count: Int) {
      self.id = id
      self.first = first
      self.count = count
    }
  }

  /// A near-identical copy of an article.
  package struct Copy: Equatable, Sendable {
    /// `StableID.article`.
    package var article: String
    package var url: String?
    package var title: String
    package var source: String
    package var seen: Date

    package init(identity: String, url: String?, title: String, source: String, seen: Date) {
      article = StableID.article(identity: identity)
      self.url = url
      self.title = title
      self.source = source
      self.seen = seen
    }
  }

  /// How an article's page went away.
  package struct Removal: Equatable, Sendable {
    /// What is found at its address now, in words.
    package var reason: String
    /// When it was first missed.
    package var since: Date
    /// How often it was looked for.
    package var looks: Int

    package init(reason: String, since: Date, looks: Int) {
      self.reason = reason
      self.since = since
      self.looks = looks
    }
  }

  package struct Evidence: Equatable, Sendable {
    package var sha256: String
    package var fetched: Date

    package init(sha256: String, fetched: Date) {
      self.sha256 = sha256
      self.fetched = fetched
    }
  }

  /// Words of the article that satisfied a condition of the rule.
  package struct Match: Equatable, Sendable {
    package var condition: String
    package var term: String
    package var text: String
    /// How the words answer to the term: `as written`, `clitic: ل`; nil where it was not kept.
    package var found: String?
    package var field: Field
    /// Unicode scalar offsets into the field.
    package var start: Int
    package var end: Int
    package var snippet: String

    package init(
      condition: String, term: String, text: String, found: String? = nil, field: Field,
      start: Int, end: Int, snippet: String
    ) {
      self.found = found
      self.condition = condition
      self.term = term
      self.text = text
      self.field = field
      self.start = start
      self.end = end
      self.snippet = snippet
    }
  }

  /// A place that the article names, and what it is to the rule.
  package struct PlaceSpot: Equatable, Sendable {
    package var name: String
    package var id: String
    package var country: String?
    package var admin: String?
    package var latitude: Double
    package var longitude: Double
    package var text: String
    package var field: Field
    /// Unicode scalar offsets into the field.
    package var start: Int
    package var end: Int
    /// `in`, `within`, `area`, `not_in`, or `mentioned`.
    package var relation: String
    package var area: String?
    package var distanceKilometres: Double?
    /// Stated as coordinates beside the text: no field holds it, `start` and `end` are 0.
    package var isStated: Bool
    /// 0…1: how surely the words name a place, and this one; nil where it was not kept.
    package var confidence: Double?
    /// Other places of that name, the likeliest first.
    package var also: [Namesake] = []

    package struct Namesake: Equatable, Sendable {
      package var name: String
      package var id: String
      package var country: String?

      package init(name: String, id: String, country: String?) {
        self.name = name
        self.id = id
        self.country = country
      }
    }

    package init(
      name: String, id: String, country: String? = nil, admin: String? = nil, latitude: Double,
      longitude: Double, text: String, field: Field, start: Int, end: Int, relation: String,
      area: String? = nil, distanceKilometres: Double? = nil, isStated: Bool = false
    ) {
      self.name = name
      self.id = id
      self.country = country
      self.admin = admin
      self.latitude = latitude
      self.longitude = longitude
      self.text = text
      self.field = field
      self.start = start
      self.end = end
      self.relation = relation
      self.area = area
      self.distanceKilometres = distanceKilometres
      self.isStated = isStated
    }
  }

  package struct Failure: Equatable, Sendable {
    package var kind: String
    package var message: String
    package var since: Date
    package var count: Int

    package init(kind: String, message: String, since: Date, count: Int) {
      self.kind = kind
      self.message = message
      self.since = since
      self.count = count
    }
  }
}
