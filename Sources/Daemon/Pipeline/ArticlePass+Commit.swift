package import Alerts
internal import Articles
internal import Foundation
internal import Rules
internal import Settings
package import State
internal import Synchronization

/// An alert that is not yet told of its story.
struct AlertDraft: Sendable {
  var event: AlertEvent
  var rule: Rule
  var destinations: [String]
  var summary: MatchSummary
}

extension ArticlePass {
  /// Commits what one article came to, and tells of the alerts that are new: what was in the outbox
  /// before is not told again.
  ///
  /// Two copies of a story that come at once must not both be its first: what is looked up here
  /// holds until it is committed.
  ///
  /// - Returns: how many alerts are new.
  func commit(_ result: Result) throws -> Int {
    var commit = PollCommit(source: source.name, at: poll.started)
    result.add(to: &commit)
    let outcome = try pipeline.stories.withLock { _ in
      try tellStory(result, in: &commit)
      return try pipeline.state.commit(commit)
    }
    let fresh = Set(outcome.alerts)
    for draft in result.drafts where fresh.contains(draft.summary.alert) {
      pipeline.observer.note(.matched(draft.summary))
    }
    if !fresh.isEmpty { pipeline.alertsCommitted() }
    if let visit = commit.articles.first?.page?.visit { pipeline.expectPage(at: visit.due) }
    return fresh.count
  }

  /// Finds the story of an article that alerts, and makes the alerts' records.
  private func tellStory(_ result: Result, in commit: inout PollCommit) throws {
    guard !result.drafts.isEmpty, let record = result.article else { return }
    let found = try pipeline.state.story(
      of: result.sketch, identity: record.identity, source: source.name, now: poll.started)
    let story = found?.id ?? StableID.story(identity: record.identity)
    commit.articles[0].story = StoryRecord(id: story, sketch: result.sketch)
    if let evidence = result.evidence { commit.evidence = [evidence] }
    let others = found?.others ?? []
    let count = found?.count ?? 0
    let earliest = found?.isFirst == false ? others.first?.identity : nil
    let first = earliest ?? record.identity
    for draft in result.drafts {
      if draft.rule.oncePer == .story, draft.event.kind == .matched, !others.isEmpty,
        let earlier = try pipeline.state.alert(rule: draft.rule.name, story: story),
        earlier != draft.event.id
      {
        commit.copies.append(CopyRecord(alert: earlier, article: 0))
        continue
      }
      var event = draft.event
      event.story = AlertEvent.Story(
        id: story, first: StableID.article(identity: first), count: count + 1)
      event.alsoAt = others.map(AlertEvent.Copy.init)
      if count > others.count { event.truncated["also_at"] = count - others.count }
      commit.alerts.append(
        AlertRecord(
          id: event.id, type: event.kind.rawValue, rule: draft.rule.name,
          severity: draft.rule.severity.rawValue, at: event.timestamp, event: event.encoded(),
          destinations: draft.destinations, article: 0,
          evidence: result.evidence == nil ? nil : 0))
    }
  }
}

extension PagePlan {
  var visit: Visit? {
    switch self {
    case .fetch(let visit): visit
    case .read(let visit): visit
    case .done: nil
    }
  }
}

extension AlertEvent.Copy {
  package init(_ member: StoryMember) {
    self.init(
      identity: member.identity, url: member.url, title: member.title, source: member.source,
      seen: member.seen)
  }
}
