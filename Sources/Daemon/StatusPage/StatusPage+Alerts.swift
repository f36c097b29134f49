internal import Foundation
internal import State
internal import Text

extension StatusPage {
  var alerts: HTML {
    let shown = ShownAlert.all(facts.alerts)
    guard !shown.isEmpty else {
      return """
        <section id="alerts" aria-labelledby="alerts-title"><h2 id="alerts-title">Alerts</h2>
        <p class="empty">No alert yet.</p></section>
        """
    }
    let onArticles: HTML =
      shown.count < facts.alerts.count ? ", on \(Self.count(shown.count, "article"))" : ""
    return """
      <section id="alerts" aria-labelledby="alerts-title">
      <h2 id="alerts-title">The last \(Self.count(facts.alerts.count, "alert"))\(onArticles)</h2>
      \(MapView(shown)?.html ?? "")
      <ol class="alerts">
      \(HTML.joined(shown.map(item)))
      </ol>
      </section>
      """
  }

  private func item(_ alert: ShownAlert) -> HTML {
    let title = MarkedText(alert.title, words: alert.titleWords, places: alert.titlePlaces)
    let words: HTML = alert.title.isEmpty ? "(no title)" : HTML.marked(title)
    let change: HTML =
      switch alert.type {
      case "article.revised": "<span class=\"change\">revised</span> "
      case "article.removed": "<span class=\"change\">removed</span> "
      default: ""
      }
    let snippets = HTML.joined(
      alert.snippets.map { snippet in
        let marked = MarkedText(snippet.text, words: [snippet.words], places: [])
        return "<blockquote dir=\"auto\">\(HTML.marked(marked))</blockquote>"
      })
    return """
      <li id="\(alert.id)"><article class="alert \(alert.severity)">
      <p class="line">\(HTML.joined(alert.rules.map(rule)))\(change)\
      <span class="from">\(foreign: alert.source)</span> · \(moment(alert.at))\(alert.copies > 1 ? " · \(alert.copies) copies of this story" : "")</p>
      <h3 dir="auto">\(HTML.link(alert.url, words))</h3>
      \(snippets)\(places(alert))
      </article></li>

      """
  }

  private func rule(_ rule: ShownAlert.Rule) -> HTML {
    """
    <span class="severity \(rule.severity)">\(rule.severity)</span> \
    <span class="rule">\(foreign: rule.name)</span> \

    """
  }

  private func places(_ alert: ShownAlert) -> HTML {
    guard !alert.places.isEmpty else { return "" }
    let items = alert.places.map { place -> HTML in
      let name: HTML =
        place.isMeant ? "<strong>\(foreign: place.name)</strong>" : "\(foreign: place.name)"
      let region: HTML = place.region.isEmpty ? "" : " <small>\(foreign: place.region)</small>"
      let distance: HTML = place.distance.map { " <small>\($0)</small>" } ?? ""
      return "<li>\(name)\(region)\(distance)</li>"
    }
    return "<ul class=\"places\" aria-label=\"Places\">\(HTML.joined(items))</ul>"
  }
}
