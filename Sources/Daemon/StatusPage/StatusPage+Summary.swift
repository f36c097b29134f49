internal import Foundation
internal import Settings
internal import State

extension StatusPage {
  /// What a person should look at, each with the part of the page that tells more.
  var troubles: [HTML] {
    var troubles: [HTML] = []
    if let failure = facts.vitals.stateFailure {
      troubles.append("the state file cannot be used: \(failure)")
    }
    if !facts.isReloadTaken {
      troubles.append("the last reload was refused; <code>marsad check</code> says why")
    }
    let disabled = facts.destinations.count { $0.destination.disabledAt != nil }
    if disabled > 0 {
      troubles.append(
        "<a href=\"#destinations\">\(Self.count(disabled, "destination")) out of use</a>")
    }
    let failing = facts.destinations.count {
      $0.destination.failingSince != nil && $0.destination.disabledAt == nil
    }
    if failing > 0 {
      troubles.append("<a href=\"#destinations\">\(Self.count(failing, "destination")) failing</a>")
    }
    let dead = facts.destinations.reduce(0) { $0 + $1.dead }
    if dead > 0 {
      troubles.append("<a href=\"#destinations\">\(Self.count(dead, "dead letter"))</a>")
    }
    if facts.sources.failing > 0 {
      troubles.append(
        "<a href=\"#sources\">\(Self.count(facts.sources.failing, "source")) failing</a>")
    }
    if facts.sources.silent > 0 {
      troubles.append(
        "<a href=\"#sources\">\(Self.count(facts.sources.silent, "source")) silent</a>")
    }
    return troubles
  }

  var summary: HTML {
    let waiting = facts.destinations.reduce(0) { $0 + $1.destination.pending }
    let held = facts.destinations.reduce(0) { $0 + $1.held }
    let today = facts.ruleDays.filter { $0.day == facts.today }.reduce(0) { $0 + $1.alerts }
    let sources = facts.sources
    let troubles = troubles
    let state: HTML =
      troubles.isEmpty
      ? "<p class=\"verdict good\">All is well.</p>"
      : """
      <div class="verdict bad"><p>Someone should look at this:</p><ul>\
      \(HTML.joined(troubles.map { "<li>\($0)</li>" }))</ul></div>
      """
    return """
      <h1 class="lead">Watching \(Self.count(sources.all, "source")) with \
      \(Self.count(facts.standing.setup.configuration.rules.count, "rule")).</h1>
      \(state)
      <dl class="tiles">
      \(tile("Alerts today (UTC)", today, today > 0 ? "news" : ""))
      \(tile("Sources that answer", sources.ok + sources.silent, ""))
      \(tile("Sources failing", sources.failing, sources.failing > 0 ? "bad" : ""))
      \(tile("Waiting to be sent", waiting, ""))
      \(held > 0 ? tile("Held for a digest", held, "") : "")
      </dl>
      """
  }

  private func tile(_ name: String, _ number: Int, _ kind: String) -> HTML {
    "<div class=\"\(kind)\"><dt>\(name)</dt><dd>\(Self.grouped(number))</dd></div>"
  }
}
