internal import Foundation
internal import State

extension StatusPage {
  var sources: HTML {
    let list = facts.list
    let rows = HTML.joined(list.sources.map(row))
    let table: HTML =
      list.sources.isEmpty
      ? "<p class=\"empty\">No source of that name or address.</p>"
      : """
      <table role="table">
      <caption class="unseen">Sources, those that need someone first</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Source</th>\
      <th scope="col" role="columnheader">State</th>\
      <th scope="col" role="columnheader">Polled</th>\
      <th scope="col" role="columnheader">Next</th>\
      <th scope="col" role="columnheader">Every</th>\
      <th scope="col" role="columnheader">Articles a day</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)
      </tbody></table>
      """
    return """
      <section id="sources" aria-labelledby="sources-title">
      <h2 id="sources-title">Sources</h2>
      <p>\(sourceStates)</p>
      <form method="get" action="/#sources" role="search">
      <label for="q">Name or address</label>
      <input id="q" name="q" type="search" dir="auto" maxlength="100" value="\(query.text)">
      <button>Find</button>\
      \(query.text.isEmpty ? "" : " <a href=\"/#sources\">all sources</a>" as HTML)
      </form>
      \(table)
      \(pager)
      </section>
      """
  }

  private var sourceStates: HTML {
    let counts = facts.sources
    let parts: [(Int, String)] = [
      (counts.failing, "failing"), (counts.silent, "silent"), (counts.paused, "paused"),
      (counts.new, "not polled yet"), (counts.ok, "ok"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { "\(Self.grouped($0.0)) \($0.1)" }
    return "\(words.isEmpty ? "None is configured" : words.joined(separator: ", ")).\(found)"
  }

  private var found: HTML {
    query.text.isEmpty
      ? "" : " \(Self.grouped(facts.list.count)) found for \(foreign: query.text)."
  }

  private func row(_ source: SourceStatus) -> HTML {
    let pause = facts.pauses.first { $0.kind == .source && $0.name == source.name }
    let state = pause != nil ? SourceStatus.State.paused : source.state
    let isNew = source.lastPoll == nil && state == .ok
    let chart = DayChart(
      facts.days[source.name] ?? [:], days: StatusFacts.days, today: facts.today,
      words: "Articles a day")
    var notes: HTML = ""
    if let error = source.error {
      notes += """
        <p class="error" dir="auto">\(error.kind): \(error.message, limit: 400)</p>\
        <p class="note">\(Self.count(error.count, "poll")) in a row, since \(moment(error.since)); \
        last read \(moment(source.lastSuccess))</p>
        """
    }
    if let until = pause?.until { notes += "<p class=\"note\">until \(moment(until))</p>" }
    return """
      <tr role="row"><th scope="row" role="rowheader">\
      \(HTML.link(source.url, "\(foreign: source.name)"))\(notes)</th>\
      <td role="cell" data-label="State"><span class="state \(isNew ? "new" : state.rawValue)">\
      \(isNew ? "new" : state.rawValue)</span></td>\
      <td role="cell" data-label="Polled">\(moment(source.lastPoll))</td>\
      <td role="cell" data-label="Next">\(state == .paused ? "–" : next(source.nextPoll))</td>\
      <td role="cell" data-label="Every">\
      \(source.intervalSeconds.map { HumanTime.span($0) } ?? "–")</td>\
      <td role="cell" data-label="Articles a day">\(chart.svg) <span class="today">\
      \(chart.values.last ?? 0) today</span></td></tr>

      """
  }

  private func next(_ date: Date?) -> HTML {
    guard let date, date < facts.now else { return moment(date) }
    return "due"
  }

  private var pager: HTML {
    let pages = (facts.list.count + StatusQuery.pageSize - 1) / StatusQuery.pageSize
    guard pages > 1 else { return "" }
    func link(_ page: Int, _ words: String) -> HTML {
      guard (1...pages).contains(page) else { return "<span>\(words)</span>" }
      let text = query.text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
      return "<a href=\"/?q=\(text, limit: .max)&amp;page=\(page)#sources\">\(words)</a>"
    }
    return """
      <nav class="pager" aria-label="Pages of sources">\(link(query.page - 1, "Before")) \
      <span>page \(min(query.page, pages)) of \(pages)</span> \(link(query.page + 1, "Next"))</nav>
      """
  }
}
