internal import Alerts
internal import Articles
internal import Feeds
internal import Fetch
internal import Foundation
internal import Markup
internal import Rules
internal import Settings
internal import State
internal import Text

extension ArticlePass {
  /// An article at one reading of it.
  struct Sight: Sendable {
    var read: PageRead
    /// What a new article is filed under.
    var identity: String
    var reference: ArticleReference?
    /// Nil where its page alone was read again.
    var item: Diff.Item?
    var url: String?
    var facts = CarriedFacts()
    /// Whether there is no more to it than its entry.
    var isWhole = false
    /// When its page is tried again, where it could not be read now.
    var retry: PagePlan.Visit?
  }

  /// An article that no rule has spoken of may still do so, for the first time, this long after its
  /// first sight.
  static let firstMatchWindow = 72 * 3_600.0

  /// Runs the rules over an article and drafts its alerts.
  func finish(_ sight: Sight) throws -> Result {
    let article = sight.read.article
    let text = Fingerprint.of(article.title, article.body)
    let linkKey = sight.url.map(URLs.normalised)
    let canonicalKey = article.canonicalURL.map(URLs.normalised)
    // Another source, or another link of the same page, may have brought it before.
    // A link that another article had before leads to that one: here it is no identity.
    let known =
      try sight.reference
      ?? (sight.item?.isReused == true
        ? nil
        : pipeline.state.article(linkKey: linkKey, canonicalKey: canonicalKey, text: text))
    let identity = known?.identity ?? sight.identity
    var record = ArticleRecord(
      identity: identity, entry: sight.item?.index, title: article.title, text: text)
    record.url = sight.url
    record.canonicalURL = article.canonicalURL
    record.linkKey = linkKey
    record.canonicalKey = canonicalKey
    record.language = article.language
    record.published = article.published
    record.form = sight.read.form
    record.page = sight.retry.map { .fetch($0) } ?? (known == nil ? nil : .read(then: nil))
    pipeline.observer.note(
      .article(source: source.name, title: article.title, url: sight.url ?? feed.url))
    let past = try known.flatMap { known in
      known.text == text
        ? nil : try pipeline.state.former(article: known.id, source: source.name)
    }
    // What the feed tells of a page that could not be read this time is no newer text of it.
    let isLesser = past?.form == .page && sight.read.form == .feed
    if isLesser, let known, let past {
      record.text = known.text
      record.title = past.title
      record.form = nil
    }
    var result = Result(item: sight.item, article: record)
    guard isRecent(article) else { return result }
    var seen = ArchivedArticle(title: article.title, body: article.body)
    seen.authors = article.authors + [sight.facts.origin?.name].compactMap(\.self)
    seen.language = article.language
    seen.url = sight.url
    seen.published = article.published
    seen.point = sight.facts.point
    if poll.setup.configuration.archive.keepSeconds > 0, !isLesser {
      result.article?.archived = seen
    }
    let watch = Stopwatch()
    let verdict = poll.setup.rules.evaluate(
      MatchableArticle(seen, source: source, named: source.name))
    pipeline.observer.note(.measured(.match(seconds: watch.seconds)))
    for fault in verdict.costlyPatterns {
      pipeline.observer.note(
        .sourceNotice(source: source.name, type: "pattern.costly", message: fault.description))
    }
    let revision = past.flatMap { Self.revision(of: article, form: sight.read.form, since: $0) }
    let isNews = isNews(known: known, sight: sight)
    let speaking = verdict.findings.filter { finding in
      (isNews && finding.rule.changes.contains(.new))
        || (known != nil && finding.rule.changes.contains(.revised))
    }
    let silenced = self.silenced(revision, past: past, findings: verdict.findings)
    guard !speaking.isEmpty || !silenced.isEmpty else { return result }
    // Kept where nothing is told now either: what the next edit is measured against.
    result.article?.body = article.body
    let tellings = (speaking + silenced).compactMap { finding in
      telling(finding, revision: revision, isNews: isNews, past: past).map { (finding, $0) }
    }
    guard !tellings.isEmpty else { return result }
    let evidence = EvidenceRecord(sight.read.page)
    result.evidence = evidence
    result.sketch = StorySketch(article.body, language: article.language)
    let context = AlertContext(
      article: article, identity: identity, url: sight.url,
      forwardedFrom: sight.facts.origin,
      source: firstSource(of: known), firstSeen: known?.firstSeen ?? poll.started,
      evidence: .init(sha256: evidence.sha256, fetched: evidence.fetched), places: verdict.places)
    result.drafts = tellings.map { finding, telling in
      var event = AlertEvent.matched(finding, context, now: pipeline.now())
      if case .revision(let revision) = telling {
        event.tell(revision, articleIdentity: identity)
      }
      return draft(event, of: finding, title: article.title, url: context.url ?? feed.url)
    }
    if sight.retry == nil { planRechecks(&result, sight: sight) }
    return result
  }

  /// The source that saw an article first, which is this one unless another is known.
  func firstSource(of known: ArticleReference?) -> AlertEvent.SourceInfo {
    let first = known.flatMap { poll.setup.sources[$0.source] } ?? source
    return AlertEvent.SourceInfo(name: first.name, url: first.url, tags: first.tags)
  }

  private func isRecent(_ article: Article) -> Bool {
    guard let limit = source.maxAgeSeconds, let published = article.published else { return true }
    return poll.started.timeIntervalSince(published) <= limit
  }

  /// Whether a rule may speak of it as of a new article: at its first sight by this source, and
  /// while it is young.
  private func isNews(known: ArticleReference?, sight: Sight) -> Bool {
    guard let known else { return true }
    if let item = sight.item, item.novelty == .new { return true }
    return poll.started.timeIntervalSince(known.firstSeen) < Self.firstMatchWindow
  }

  // MARK: - Revisions

  private static func revision(
    of article: Article, form: ArticleRecord.Form, since past: FormerArticle
  ) -> ArticleRevision? {
    guard let body = past.body, past.form == nil || past.form == form else { return nil }
    return ArticleRevision.between(
      title: past.title, body: body, newTitle: article.title, newBody: article.body,
      language: article.language ?? past.language)
  }

  /// Empty findings of rules that alerted on an article and find nothing in it now: what was taken
  /// back is told too.
  private func silenced(
    _ revision: ArticleRevision?, past: FormerArticle?, findings: [Finding]
  ) -> [Finding] {
    guard revision != nil, let past else { return [] }
    let found = Set(findings.map(\.rule.name))
    return poll.setup.configuration.rules.filter { rule in
      rule.changes.contains(.revised) && past.rules.contains(rule.name)
        && !found.contains(rule.name)
    }.map { Finding(rule: $0, matches: [], places: []) }
  }

  /// What a finding is told as.
  private enum Telling {
    case match
    case revision(ArticleRevision)
  }

  /// - Returns: nil where the rule waits for something else.
  private func telling(
    _ finding: Finding, revision: ArticleRevision?, isNews: Bool, past: FormerArticle?
  ) -> Telling? {
    let changes = finding.rule.changes
    let hasSpoken = past?.rules.contains(finding.rule.name) ?? false
    if let revision, changes.contains(.revised), hasSpoken || !isNews || !changes.contains(.new) {
      return .revision(revision)
    }
    // A first match, unless the rule waits for edits alone. State knows what was told before.
    return isNews && changes.contains(.new) ? .match : nil
  }

  /// An event as it is to be committed, with what the journal says of it.
  func draft(
    _ event: AlertEvent, of finding: Finding, title: String, url: String
  ) -> AlertDraft {
    AlertDraft(
      event: event, rule: finding.rule, destinations: poll.setup.destinations(of: finding.rule),
      summary: MatchSummary(
        alert: event.id, rule: finding.rule.name, severity: finding.rule.severity,
        source: source.name, title: title, url: url, matches: finding.matches,
        places: finding.places))
  }

  /// Pages of articles that alert are fetched again, to see whether they are edited or gone.
  private func planRechecks(_ result: inout Result, sight: Sight) {
    guard let url = sight.url, !sight.isWhole,
      let first = Rechecks(poll.setup.configuration.recheck)
        .next(since: pipeline.now(), at: pipeline.now())
    else { return }
    result.article?.page = .read(
      then: PagePlan.Visit(
        purpose: .recheck, url: url, due: first, since: pipeline.now(),
        carried: sight.facts.encoded))
  }
}
