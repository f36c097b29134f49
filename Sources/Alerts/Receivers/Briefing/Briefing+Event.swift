extension Briefing {
  /// Of a text that is shown so much at most; whatever a receiver allows, more is not read in ten
  /// seconds.
  static let titleScalars = 300
  static let snippetScalars = 320
  static let nameScalars = 120

  package init(_ event: EventDocument) {
    let tree = event.tree
    switch event.kind {
    case .matched: self.init(article: tree, what: nil)
    case .revised: self.init(article: tree, what: "changed")
    case .removed: self.init(article: tree, what: "taken away")
    case .digest: self.init(digest: tree)
    case .test: self.init(test: tree)
    case .sourceRecovered, .destinationRecovered, .alive:
      self.init(operational: tree, tone: .good)
    case .sourceFailing, .sourceSilent, .sourceGap, .sourceChanged, .sourceNotice,
      .destinationFailing, .destinationDisabled:
      self.init(operational: tree, tone: .trouble)
    default: self.init(unknown: tree)
    }
  }

  /// `2026-11-24 08:43 UTC`; empty for what is no time of RFC 3339 in UTC.
  static func moment(_ time: String?) -> String {
    guard let time, time.utf8.count >= 20, time.hasSuffix("Z"), time.contains("T") else {
      return ""
    }
    return time.prefix(16).replacing("T", with: " ") + " UTC"
  }

  static func name(_ text: String?, isStrong: Bool = false) -> Run {
    Run(ForeignText.line(text ?? "", limit: nameScalars), isStrong: isStrong, isForeign: true)
  }

  static func words(_ text: String?, limit: Int = nameScalars) -> Run {
    Run(ForeignText.line(text ?? "", limit: limit), isForeign: true)
  }

  /// How long that is: `3 d 4 h`, `25 min`.
  static func span(seconds: Double) -> String {
    let minutes = Int(min(max(0, seconds), 1e11) / 60)
    switch minutes {
    case ..<120: return "\(minutes) min"
    case ..<2_880: return "\(minutes / 60) h"
    default:
      let hours = minutes / 60 % 24
      return hours == 0 ? "\(minutes / 1_440) d" : "\(minutes / 1_440) d \(hours) h"
    }
  }

  static func tone(severity: String?) -> Tone {
    switch severity {
    case "critical": .critical
    case "high": .high
    case "medium": .medium
    case "low": .low
    default: .plain
    }
  }

  /// The headline, which leads to the article; its beginning or address where it has none.
  static func title(of article: JSONTree) -> Run {
    let candidates = [article["title"], article["excerpt"], article["url"]]
    let shown = candidates.lazy.map { ForeignText.line($0.string ?? "", limit: titleScalars) }
      .first { !$0.isEmpty }
    return Run(
      shown ?? "(without a headline)", isStrong: true, isForeign: true,
      link: ForeignText.link(article["url"].string))
  }
}

// MARK: - Tests and events of operations

extension Briefing {
  private init(test tree: JSONTree) {
    tone = .plain
    heading = Line(.heading, [Run("Test", isStrong: true), Run(" · Marsad")])
    title = nil
    details = [
      Line(
        .fact,
        [
          Run("A test of the destination "), Self.name(tree["destination"]["name"].string),
          Run(": what you see here is how its alerts come. Nothing happened."),
        ]),
      Line(.fact, [Run(Self.moment(tree["timestamp"].string))]),
    ]
  }

  private init(operational tree: JSONTree, tone: Tone) {
    self.tone = tone
    heading = Line(
      .heading, [Run("Marsad", isStrong: true), Run(" · " + Self.occasion(of: tree))])
    title = nil
    var sentence: [Run] = []
    if let name = tree["source"]["name"].string {
      sentence += [Run("Source "), Self.name(name, isStrong: true)]
    } else if let name = tree["destination"]["name"].string {
      sentence += [Run("Destination "), Self.name(name, isStrong: true)]
    }
    sentence += Self.predicate(of: tree)
    details = [
      Line(.fact, sentence), Line(.fact, [Run(Self.moment(tree["timestamp"].string))]),
    ]
  }

  private static func occasion(of tree: JSONTree) -> String {
    switch tree["type"].string ?? "" {
    case "source.failing": "source failing"
    case "source.silent": "source silent"
    case "source.gap": "gap in a source"
    case "source.changed": "source changed"
    case "source.recovered": "source back"
    case "source.notice": "source noticed"
    case "destination.failing": "destination failing"
    case "destination.disabled": "destination disabled"
    case "destination.recovered": "destination back"
    case "marsad.alive": "alive"
    default: "notice"
    }
  }

  /// The rest of the sentence that began with the source's or destination's name.
  private static func predicate(of tree: JSONTree) -> [Run] {
    let error = tree["error"]
    let measured = tree["measured"]
    let said = words(error["message"].string ?? measured["message"].string, limit: 500)
    let since = moment(error["since"].string)
    let isNamed = !tree["source"].isNull || !tree["destination"].isNull
    switch tree["type"].string ?? "" {
    case "source.failing", "destination.failing":
      guard isNamed else { return [said] }
      return [Run(since.isEmpty ? " fails: " : " fails since \(since): "), said]
    case "destination.disabled":
      return [Run(" is out of use, and what waited for it is kept as dead letters: "), said]
    case "source.recovered", "destination.recovered":
      var text = isNamed ? " is back" : "The network is back"
      if let seconds = (measured["failing_s"].number ?? measured["quiet_s"].number) {
        text += " after \(span(seconds: seconds))"
      }
      return [Run(text + ".")]
    case "marsad.alive": return [Run("Marsad is alive.")]
    default:
      return said.text.isEmpty
        ? [Run(isNamed ? " has something to say." : "Something happened.")]
        : [Run(isNamed ? ": " : ""), said]
    }
  }

  /// What a later version says.
  private init(unknown tree: JSONTree) {
    tone = Self.tone(severity: tree["rule"]["severity"].string)
    var runs = [Run("Marsad", isStrong: true), Run(" · "), Self.name(tree["type"].string)]
    if let rule = tree["rule"]["name"].string { runs += [Run(" · "), Self.name(rule)] }
    heading = Line(.heading, runs)
    let article = tree["article"]
    title = article.isNull ? nil : Line(.title, [Self.title(of: article)])
    details = [
      Line(
        .fact,
        [
          Run(Self.moment(tree["timestamp"].string) + " · "), Self.name(tree["id"].string),
        ])
    ]
  }
}
