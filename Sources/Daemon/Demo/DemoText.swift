internal import Foundation
internal import Places
internal import Rules
internal import Text

/// The demo's lines. Texts of articles pass through `SafeDisplay`, as on any terminal.
enum DemoText {
  static func line(_ what: String, _ text: String) -> String {
    what.padding(toLength: 10, withPad: " ", startingAt: 0) + text
  }

  static func detail(_ what: String, _ text: String) -> String {
    "            " + line(what, text)
  }

  static func polled(_ summary: PollSummary) -> String {
    let what = "\(safe(summary.source)) (\(summary.kind)): \(summary.entries) entries, "
    return line(
      "polled",
      what + (summary.isBaseline ? "the baseline: noted, not alerted" : "\(summary.new) new"))
  }

  static func read(source: String, title: String) -> String {
    line("read", "\(safe(source)): \(safe(title))")
  }

  static func published(_ articles: [SampleArticle]) -> String {
    ([line("published", "\(articles.count) articles")]
      + articles.map { "            \($0.outlet.name): \(safe($0.title))" })
      .joined(separator: "\n")
  }

  static func matched(_ match: MatchSummary) -> String {
    var lines = [line("matched", "rule \(match.rule), severity \(match.severity.rawValue)")]
    for term in match.matches {
      lines.append(
        detail("words", "\(safe(term.text))  [\(term.condition), \(term.field.rawValue)]"))
    }
    for place in match.places {
      lines.append(
        detail(
          "place",
          placeText(
            name: place.place.name, text: place.text, relation: place.relation.rawValue,
            area: place.area, distance: place.distanceKilometres)))
    }
    return lines.joined(separator: "\n")
  }

  static func arrived(_ delivery: SampleReceiver.Delivery, _ alert: ReceivedAlert?) -> String {
    var lines = [
      line(
        "arrived",
        "webhook, signature verified, \(delivery.body.count) bytes, \(safe(delivery.id))"
          + (delivery.isRepeat ? " (a repeat)" : ""))
    ]
    guard let alert else { return lines[0] }
    lines.append(detail("rule", "\(safe(alert.rule.name)) (\(safe(alert.rule.severity)))"))
    lines.append(detail("title", safe(alert.article.title)))
    lines.append(detail("url", safe(alert.article.url ?? "")))
    lines.append(
      detail(
        "matches", alert.matches.map { "\(safe($0.text)) [\($0.field)]" }.joined(separator: ", ")))
    for place in alert.places {
      lines.append(
        detail(
          "place",
          placeText(
            name: place.name, text: place.text, relation: place.relation, area: place.area,
            distance: place.distance)))
    }
    return lines.joined(separator: "\n")
  }

  private static func placeText(
    name: String, text: String, relation: String, area: String?, distance: Double?
  ) -> String {
    var text = "\(safe(name)) (\(safe(text))), \(relation)"
    if let area { text += " \(safe(area))" }
    if let distance { text += ", \(kilometres(distance)) away" }
    return text
  }

  /// `0 km`, `7.4 km`, `115 km`.
  static func kilometres(_ distance: Double) -> String {
    let style = FloatingPointFormatStyle<Double>(locale: Locale(identifier: "en_US_POSIX"))
      .grouping(.never)
    let digits = distance >= 10 || distance < 0.05 ? 0 : 1
    return distance.formatted(style.precision(.fractionLength(digits))) + " km"
  }

  private static func safe(_ text: String) -> String { SafeDisplay.line(text) }
}
