package import Foundation
internal import Rules

extension AlertEvent {
  /// Alerts that were held, in place of themselves.
  package struct Digest: Equatable, Sendable {
    package struct RuleCount: Equatable, Sendable {
      package var name: String
      package var severity: String?
      package var count: Int

      package init(name: String, severity: String?, count: Int) {
        self.name = name
        self.severity = severity
        self.count = count
      }
    }

    /// One of the alerts, in short.
    package struct Member: Equatable, Sendable {
      package var id: String
      package var type: String
      package var timestamp: Date
      package var rule: String?
      package var severity: String?
      package var title: String?
      package var url: String?
      package var source: String?

      package init(id: String, type: String, timestamp: Date, rule: String?, severity: String?) {
        self.id = id
        self.type = type
        self.timestamp = timestamp
        self.rule = rule
        self.severity = severity
      }
    }

    package var reason: HoldReason
    /// When the first and the last of them were committed.
    package var from: Date
    package var until: Date
    package var count: Int
    /// Rules with their counts, the gravest first.
    package var rules: [RuleCount]
    /// Some of them, the gravest first.
    package var members: [Member]
    /// The ids of all others, in the order of commits.
    package var more: [String]

    package init(
      reason: HoldReason, from: Date, until: Date, count: Int, rules: [RuleCount],
      members: [Member], more: [String]
    ) {
      self.reason = reason
      self.from = from
      self.until = until
      self.count = count
      self.rules = rules
      self.members = members
      self.more = more
    }
  }

  /// A digest for one destination. The same alerts give the same id.
  package static func digest(_ digest: Digest, destination: String, now: Date) -> AlertEvent {
    let ids = (digest.members.map(\.id) + digest.more).sorted()
    var event = AlertEvent(
      id: StableID.digest(destination: destination, alerts: ids), kind: .digest, timestamp: now)
    event.destination = destination
    event.digest = digest
    return event
  }
}

extension AlertEvent.Digest.Member {
  private static let longestTitle = 300
  private static let longestLink = 1_000

  /// Takes what a reader needs to know it again out of the event as it is stored.
  package mutating func describe(_ event: EventDocument) {
    let tree = event.tree
    let title =
      tree["article"]["title"].string ?? tree["error"]["message"].string
      ?? tree["destination"]["name"].string
    self.title = title.map { TextCut.prefix($0, scalars: Self.longestTitle) }
    let link = tree["article"]["url"].string ?? tree["source"]["url"].string
    url = link.flatMap { $0.utf8.count > Self.longestLink ? nil : $0 }
    source = tree["article"]["source"]["name"].string ?? tree["source"]["name"].string
  }
}

extension AlertEvent.Digest {
  func write(to writer: inout JSONWriter) {
    writer.key("digest")
    writer.object { writer in
      writer.key("reason")
      writer.string(reason.rawValue)
      writer.key("from")
      writer.string(Timestamp.rfc3339(from))
      writer.key("until")
      writer.string(Timestamp.rfc3339(until))
      writer.key("count")
      writer.integer(count)
      writer.key("rules")
      writer.list(rules) { writer, rule in
        writer.object { writer in
          writer.key("name")
          writer.string(rule.name)
          writer.key("severity")
          writer.string(rule.severity)
          writer.key("count")
          writer.integer(rule.count)
        }
      }
    }
    writer.key("alerts")
    writer.list(members) { $1.write(to: &$0) }
    writer.key("more")
    writer.list(more) { $0.string($1) }
  }
}

extension AlertEvent.Digest.Member {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("id")
      writer.string(id)
      writer.key("type")
      writer.string(type)
      writer.key("timestamp")
      writer.string(Timestamp.rfc3339(timestamp))
      writer.key("rule")
      writer.string(rule)
      writer.key("severity")
      writer.string(severity)
      writer.key("title")
      writer.string(title)
      writer.key("url")
      writer.string(url)
      writer.key("source")
      writer.string(source)
    }
  }
}
