internal import Alerts
internal import Foundation
internal import Settings
internal import State

extension StatusPage {
  private static let destinationsShown = 100

  var destinations: HTML {
    let shown = facts.destinations.sorted { rank($0) < rank($1) }.prefix(Self.destinationsShown)
    let rest = facts.destinations.count - shown.count
    return """
      <section id="destinations" aria-labelledby="destinations-title">
      <h2 id="destinations-title">Destinations</h2>
      <table role="table">
      <caption class="unseen">Destinations and what waits for them</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Destination</th>\
      <th scope="col" role="columnheader">State</th>\
      <th scope="col" role="columnheader">Waiting</th>\
      <th scope="col" role="columnheader">Held</th>\
      <th scope="col" role="columnheader">Oldest</th>\
      <th scope="col" role="columnheader">Dead letters</th></tr></thead>
      <tbody role="rowgroup">
      \(HTML.joined(shown.map(row)))
      </tbody></table>
      \(rest > 0 ? "<p>And \(rest) more.</p>" : "")
      </section>
      """
  }

  private func rank(_ figures: DestinationFigures) -> Int {
    let destination = figures.destination
    if destination.disabledAt != nil { return 0 }
    if destination.failingSince != nil { return 1 }
    return figures.dead > 0 ? 2 : 3
  }

  private func row(_ figures: DestinationFigures) -> HTML {
    let destination = figures.destination
    let settings = facts.standing.setup.configuration.destinations
      .first { $0.name == destination.name }
    let kind = settings?.kind.word ?? "removed"
    let pause = facts.pauses.first { $0.kind == .destination && $0.name == destination.name }
    var state = ("ok", "ok")
    var notes: HTML = ""
    if let disabled = destination.disabledAt {
      state = ("failing", "out of use")
      notes = """
        <p class="error" dir="auto">\(destination.reason ?? "out of use")</p>\
        <p class="note">since \(moment(disabled))</p>
        """
    } else if let since = destination.failingSince {
      state = ("failing", "failing")
      notes = """
        <p class="error" dir="auto">\(destination.error ?? "it refuses what it is sent", limit: 400)</p>\
        <p class="note">\(Self.count(destination.failures, "attempt")), since \(moment(since))</p>
        """
    } else if pause != nil {
      state = ("paused", "paused")
    }
    if figures.dead > 0 {
      notes += """
        <p class="note">again with <code>marsad deliveries retry --destination \
        \(destination.name)</code></p>
        """
    }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(foreign: destination.name) \
      <span class="kind">\(kind)</span>\(notes)</th>\
      <td role="cell" data-label="State"><span class="state \(state.0)">\(state.1)</span></td>\
      <td role="cell" data-label="Waiting">\(Self.grouped(destination.pending))</td>\
      <td role="cell" data-label="Held">\(Self.grouped(figures.held))</td>\
      <td role="cell" data-label="Oldest">\(moment(figures.oldest))</td>\
      <td role="cell" data-label="Dead letters">\(Self.grouped(figures.dead))</td></tr>

      """
  }
}
