package import Articles
package import Foundation
package import Rules

extension AlertEvent {
  /// A rule matched an article. Its id depends on the rule's name and the article's identity alone.
  package static func matched(
    rule: Rule, articleIdentity: String, article: ArticleInfo, matches: [Match],
    places: [PlaceSpot], evidence: Evidence?, now: Date
  ) -> AlertEvent {
    var event = AlertEvent(
      id: StableID.alert(rule: rule.name, articleIdentity: articleIdentity), kind: .matched,
      timestamp: now)
    event.rule = RuleInfo(rule)
    event.article = article
    event.matches = matches
    event.places = places
    event.evidence = evidence
    return event
  }

  /// Turns it into what a rule has to say of an article that changed. Its id depends on the changed
  /// content too: the same edit has the same id.
  package mutating func tell(_ revision: ArticleRevision, articleIdentity: String) {
    kind = .revised
    id = StableID.alert(
      type: .revised, rule: rule?.name ?? "", articleIdentity: articleIdentity,
      content: revision.content)
    changes = revision.changes
    if revision.omitted > 0 { truncated["changes"] = revision.omitted }
  }

  /// An article that alerted is no longer at its address: once for each rule.
  package static func removed(
    rule: Rule, articleIdentity: String, article: ArticleInfo, removal: Removal,
    evidence: Evidence?, now: Date
  ) -> AlertEvent {
    var event = matched(
      rule: rule, articleIdentity: articleIdentity, article: article, matches: [], places: [],
      evidence: evidence, now: now)
    event.kind = .removed
    event.id = StableID.alert(
      type: .removed, rule: rule.name, articleIdentity: articleIdentity, content: "removed")
    event.removal = removal
    return event
  }

  /// Something about a source or a destination that a person should know.
  ///
  /// - Parameter occasion: when it began; the same occasion has the same id.
  package static func operational(
    _ kind: Kind, source: SourceInfo? = nil, destination: String? = nil, error: Failure? = nil,
    measured: [(name: MeasureName, value: Measure)] = [], occasion: Date, now: Date
  ) -> AlertEvent {
    let subject = source.map { "source \($0.name)" } ?? destination.map { "destination \($0)" }
    var event = AlertEvent(
      id: StableID.event(
        type: kind, subject: subject ?? "marsad", moment: Timestamp.rfc3339(occasion)),
      kind: kind, timestamp: now)
    event.source = source
    event.destination = destination
    event.error = error
    event.measured = measured
    return event
  }

  /// What `marsad destinations test` sends.
  package static func test(destination: String, now: Date) -> AlertEvent {
    operational(.test, destination: destination, occasion: now, now: now)
  }
}
