package import Foundation

/// The validators of a source's last answer (RFC 9110 §8.8).
package struct StoredValidators: Equatable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// How one poll of a source ended. Many may be written at once (`record`), since a poll without news
/// is not worth a transaction of its own.
package struct PollRecord: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    /// A document was read whole.
    case read(Reading)
    /// 304, or the same bytes as before.
    case unchanged
    /// `kind` is a word of `sources --json`'s `error.kind`.
    case failed(kind: String, message: String)
  }

  package struct Reading: Equatable, Sendable {
    /// What the source turned out to be, in a word: `rss`, `page`, …
    package var kind: String
    /// The address that was asked, as configured.
    package var url: String
    /// The address that the document came from, where the configured page led to it (its feed).
    package var document: String?
    package var validators: StoredValidators
    /// `Fingerprint` of the document's bytes.
    package var body: UInt64?
    /// How many entries the document shows.
    package var entries: Int

    package init(
      kind: String, url: String, document: String? = nil,
      validators: StoredValidators = StoredValidators(), body: UInt64? = nil, entries: Int
    ) {
      self.kind = kind
      self.url = url
      self.document = document
      self.validators = validators
      self.body = body
      self.entries = entries
    }
  }

  package var source: String
  package var at: Date
  package var next: Date?
  package var intervalSeconds: Double?
  package var outcome: Outcome
  /// Asked without validators.
  package var isUnconditional: Bool
  /// How often the source brings news, and the seconds since it last did; nil leaves them.
  package var rhythm: String?
  package var quietSeconds: Double?

  package init(
    source: String, at: Date, next: Date? = nil, intervalSeconds: Double? = nil,
    outcome: Outcome, isUnconditional: Bool = false
  ) {
    self.source = source
    self.at = at
    self.next = next
    self.intervalSeconds = intervalSeconds
    self.outcome = outcome
    self.isUnconditional = isUnconditional
  }
}

/// An article as it is to be remembered.
package struct ArticleRecord: Equatable, Sendable {
  /// Of the diff's item, or of the reference found since.
  package var identity: String
  /// The place of its entry in the document; nil for a recheck.
  package var entry: Int?
  package var url: String?
  package var canonicalURL: String?
  /// Normalised link and canonical link.
  package var linkKey: String?
  package var canonicalKey: String?
  package var title: String
  package var language: String?
  package var published: Date?
  /// `Fingerprint` of title and body.
  package var text: UInt64
  /// The body, kept where an alert's offsets refer to it; nil where none does.
  package var body: String?
  /// What the rules saw of it, for the archive; nil where they were not tried or there is none.
  package var archived: ArchivedArticle?
  /// Of what the text was taken; nil leaves it as it is.
  package var form: Form?
  /// The story it belongs to, with what knows copies of it again; nil for articles of no alert.
  package var story: StoryRecord?
  /// What is to become of its page; nil leaves the plan as it is.
  package var page: PagePlan?
  /// Its page is gone since then.
  package var removed: Date?

  /// Texts of different forms differ without any edit.
  package enum Form: Int64, Sendable {
    case page = 1
    /// What the feed carried.
    case feed = 2
  }

  package init(identity: String, entry: Int? = nil, title: String, text: UInt64) {
    self.identity = identity
    self.entry = entry
    self.title = title
    self.text = text
  }
}

/// When an article's page is to be fetched again.
package enum PagePlan: Equatable, Sendable {
  package enum Purpose: String, Sendable {
    /// It could not be fetched yet.
    case retry
    /// It alerted: is it edited, or gone?
    case recheck
  }

  package struct Visit: Equatable, Sendable {
    package var purpose: Purpose
    package var url: String
    package var due: Date
    /// How many there were.
    package var attempts: Int
    /// What the times of rechecks are counted from.
    package var since: Date?
    /// When the page was first missed.
    package var gone: Date?
    /// What the feed told of the article and its page may not; the caller's own writing.
    package var carried: String?

    package init(
      purpose: Purpose, url: String, due: Date, attempts: Int = 0, since: Date? = nil,
      gone: Date? = nil, carried: String? = nil
    ) {
      self.purpose = purpose
      self.url = url
      self.due = due
      self.attempts = attempts
      self.since = since
      self.gone = gone
      self.carried = carried
    }
  }

  case fetch(Visit)
  /// The page was read: no retry is needed, and this begins unless there is a plan already.
  case read(then: Visit?)
  case done
}

/// A page that is due.
package struct PageTask: Equatable, Sendable {
  package var article: ArticleReference
  package var visit: PagePlan.Visit
}

/// One alert and where it goes.
package struct AlertRecord: Equatable, Sendable {
  /// The event's `id`.
  package var id: String
  /// The event's `type`.
  package var type: String
  package var rule: String?
  /// Of the rule, in its word.
  package var severity: String?
  package var at: Date
  /// The event's JSON on one line, without the line's end: what every log and webhook gets.
  package var event: [UInt8]
  /// By name; each gets a delivery.
  package var destinations: [String]
  /// Places in the commit's `articles` and `evidence`.
  package var article: Int?
  package var evidence: Int?

  package init(
    id: String, type: String, rule: String? = nil, severity: String? = nil, at: Date,
    event: [UInt8], destinations: [String], article: Int? = nil, evidence: Int? = nil
  ) {
    self.id = id
    self.type = type
    self.rule = rule
    self.severity = severity
    self.at = at
    self.event = event
    self.destinations = destinations
    self.article = article
    self.evidence = evidence
  }
}

/// A copy that is listed with an earlier alert in place of one of its own.
package struct CopyRecord: Equatable, Sendable {
  /// The earlier event's `id`.
  package var alert: String
  /// The place in the commit's `articles`.
  package var article: Int

  package init(alert: String, article: Int) {
    self.alert = alert
    self.article = article
  }
}

/// All that one poll found, or a part of it: written whole or not at all.
package struct PollCommit: Sendable {
  package var source: String
  package var at: Date
  /// Those of the diff's items that are now dealt with; the last part of a poll brings `poll`.
  package var entries: [Diff.Item] = []
  package var articles: [ArticleRecord] = []
  package var evidence: [EvidenceRecord] = []
  package var alerts: [AlertRecord] = []
  /// Copies of a story whose alert was made before.
  package var copies: [CopyRecord] = []
  package var poll: PollRecord?

  package init(source: String, at: Date) {
    self.source = source
    self.at = at
  }
}

/// What a commit changed.
package struct CommitOutcome: Equatable, Sendable {
  /// Ids of alerts that are now in the outbox.
  package var alerts: [String] = []
  /// Ids of alerts that were there before, by id or as the same finding (rule and article).
  package var repeated: [String] = []
  /// For each article of the commit, in order.
  package var articleIDs: [Int64] = []
}
