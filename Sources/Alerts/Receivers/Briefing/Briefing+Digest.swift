extension Briefing {
  private static let rulesShown = 8
  private static let alertsShown = 12

  /// Counts by rule, the first headlines, and how many more there are.
  init(digest tree: JSONTree) {
    let digest = tree["digest"]
    let alerts = tree["alerts"].list
    let count = digest["count"].integer ?? alerts.count
    let rules = digest["rules"].list
    let tones = (rules + alerts).map { Self.tone(severity: $0["severity"].string) }
    tone = [.critical, .high, .medium, .low].first { tones.contains($0) } ?? .plain
    heading = Line(
      .heading,
      [
        Run("Digest", isStrong: true),
        Run(
          " · \(count) \(count == 1 ? "alert" : "alerts")\(Self.reason(digest["reason"].string))"),
      ])
    title = nil
    details = []
    let times = [digest["from"], digest["until"]].map { Self.moment($0.string) }
      .filter { !$0.isEmpty }
    if !times.isEmpty {
      details.append(Line(.fact, [Run(times.joined(separator: " – "))]))
    }
    for rule in rules.prefix(Self.rulesShown) {
      let severity = ForeignText.line(rule["severity"].string ?? "", limit: 20).uppercased()
      details.append(
        Line(
          .fact,
          [
            Run("\(rule["count"].integer ?? 0) × ", isStrong: true), Self.name(rule["name"].string),
            Run(severity.isEmpty ? "" : " · \(severity)"),
          ]))
    }
    if rules.count > Self.rulesShown {
      details.append(Line(.fact, [Run("and \(rules.count - Self.rulesShown) more rules")]))
    }
    let shown = alerts.prefix(Self.alertsShown)
    for alert in shown { details.append(Self.item(alert)) }
    if count > shown.count, !shown.isEmpty {
      details.append(Line(.fact, [Run("and \(count - shown.count) more alerts")]))
    }
    details.append(Line(.fact, [Run(Self.moment(tree["timestamp"].string))]))
  }

  private static func reason(_ word: String?) -> String {
    switch word {
    case "quiet": ", held in quiet hours"
    case "rate": ", more than the rate lets through"
    case "throttle": ", more than the rule's throttle lets through"
    case "pause": ", held while paused"
    default: ""
    }
  }

  private static func item(_ alert: JSONTree) -> Line {
    let tone = tone(severity: alert["severity"].string)
    var title = title(of: alert)
    title.isStrong = false
    title.text = TextCut.prefix(title.text, scalars: 160)
    var runs = [Run(tone == .plain ? "" : "\(tone.sign) "), title]
    let source = alert["source"].string ?? alert["source"]["name"].string
    if let source { runs += [Run(" · "), name(source)] }
    let type = alert["type"].string
    if type == "article.revised" { runs.append(Run(" · changed")) }
    if type == "article.removed" { runs.append(Run(" · taken away")) }
    return Line(.item, runs)
  }
}
