import Articles
import Daemon
import Foundation
import Places
import Rules
import Text

/// What `marsad try` shows, for people and for machines.
enum TrialText {
  /// On a terminal matches are coloured, elsewhere they stand in `⟦ ⟧` and places in `‹ ›`.
  static func print(_ trial: Trial) {
    Console.out("kind     \(trial.kind)")
    for note in trial.notes { Console.out("         \(SafeDisplay.line(note, limit: 200))") }
    for feed in trial.feeds { Console.out("feed     \(SafeDisplay.line(feed))") }
    for found in trial.suggested {
      let newest = found.newest.map { ", newest \(Timestamps.text($0))" } ?? ""
      Console.out(
        "maybe    \(SafeDisplay.line(found.url)) (\(found.kind), \(found.entries) entries\(newest)); "
          + "the page does not name it: as a source of its own it may serve better")
    }
    if let article = trial.article { print(article, trial) }
    for entry in trial.entries.prefix(30) {
      Console.out("entry    \(SafeDisplay.line(entry.title, limit: 120))")
      if let url = entry.url { Console.out("         \(SafeDisplay.line(url))") }
      let facts =
        [entry.published.map(Timestamps.text)].compactMap(\.self)
        + [SafeDisplay.line(entry.authors.joined(separator: ", "))].filter { !$0.isEmpty }
        + [entry.forwardedFrom].compactMap(\.self).map { "forwarded from \(SafeDisplay.line($0))" }
        + (entry.carries > 0 ? ["\(entry.carries) characters of text"] : [])
      if !facts.isEmpty { Console.out("         \(facts.joined(separator: " · "))") }
    }
    if trial.entries.count > 30 { Console.out("         and \(trial.entries.count - 30) more") }
    for place in trial.places {
      let region = [place.place.admin, place.place.country].compactMap(\.self)
      Console.out(
        "place    \(SafeDisplay.line(place.text)): \(SafeDisplay.line(place.place.name))"
          + (region.isEmpty ? "" : " (\(SafeDisplay.line(region.joined(separator: ", "))))"))
    }
    for rule in trial.rules { print(rule) }
  }

  private static var style: MarkedText.Style { Console.isTerminal ? .terminal : .signs }

  /// A field of the article with what the rules found in it and the places that it names.
  private static func marked(_ text: String, _ field: Field, _ trial: Trial) -> MarkedText {
    MarkedText(
      text,
      words: trial.rules.flatMap(\.matches).filter { $0.field == field }.map(\.scalars),
      places: trial.places.filter { !$0.isStated && $0.inTitle == (field == .title) }
        .map(\.scalars))
  }

  private static func print(_ article: Article, _ trial: Trial) {
    let trace = trial.trace
    /// The places that state a field, in brackets; nil where none is known.
    func origin(_ field: String) -> String? {
      trace?.fields.first { $0.name == field }.map {
        "[\($0.witnesses.joined(separator: ", "))]"
      }
    }
    func line(_ label: String, shown: String, field: String) {
      Console.out(
        label.padding(toLength: 9, withPad: " ", startingAt: 0) + shown
          + (origin(field).map { "  " + $0 } ?? ""))
    }
    func line(_ label: String, _ text: String, field: String) {
      line(label, shown: SafeDisplay.line(text), field: field)
    }
    let title = marked(article.title, .title, trial).paragraphs(style).joined(separator: " ")
    line("title", shown: title, field: "title")
    if !article.authors.isEmpty {
      line("authors", article.authors.joined(separator: ", "), field: "authors")
    }
    line("date", article.published.map(Timestamps.text) ?? "not stated", field: "published")
    if let modified = article.modified {
      line("changed", Timestamps.text(modified), field: "modified")
    }
    line("language", article.language ?? "unknown", field: "language")
    if let url = article.canonicalURL { line("address", url, field: "canonical_url") }
    if let section = article.section { line("section", section, field: "section") }
    if let image = article.image { line("image", image, field: "image") }
    if let summary = article.summary { line("summary", summary, field: "summary") }
    if let text = origin("text") { Console.out("text     \(text)") }
    for paragraph in marked(article.body, .body, trial).paragraphs(style) {
      Console.out("body     \(paragraph)")
    }
    for part in (trace?.leftOut ?? []).prefix(12) {
      Console.out(
        "left out \(part.reason), \(part.letters) characters in \(part.blocks) "
          + (part.blocks == 1 ? "place: " : "places: ")
          + SafeDisplay.line(part.sample, limit: 80))
    }
  }

  private static func print(_ rule: Explanation) {
    Console.out(
      "rule     \(SafeDisplay.line(rule.rule.name)): \(rule.isMatched ? "matches" : "no match")")
    for match in rule.matches.prefix(10) {
      Console.out(
        "  words  \(SafeDisplay.line(match.text)) [\(match.condition), \(match.field.rawValue), "
          + "\(SafeDisplay.line(match.manner.description))]")
    }
    for place in rule.places.prefix(10) {
      let distance = place.distanceKilometres.map { ", \(($0 * 10).rounded() / 10) km" } ?? ""
      Console.out(
        "  place  \(SafeDisplay.line(place.text)): \(place.relation.rawValue) "
          + "\(SafeDisplay.line(place.area ?? ""))\(distance)")
    }
    for missing in rule.missing { Console.out("  lacks  \(SafeDisplay.line(missing))") }
  }

  // MARK: - JSON

  static func json(_ trial: Trial) -> JSONValue {
    var pairs: [(key: String, value: JSONValue)] = [
      ("kind", .string(trial.kind)), ("url", .string(trial.url)),
      ("notes", .array(trial.notes.map { .string($0) })),
    ]
    if let article = trial.article {
      pairs.append(("article", json(article)))
      if let trace = trial.trace { pairs.append(("trace", json(trace))) }
    } else {
      pairs.append(("feed", .object([("feeds", .array(trial.feeds.map { .string($0) }))])))
      let entries = trial.entries.map { entry in
        JSONValue.object([
          ("title", .string(entry.title)), ("url", .text(entry.url)),
          ("published", .time(entry.published)),
          ("authors", .array(entry.authors.map { .string($0) })),
          ("forwarded_from", .text(entry.forwardedFrom)),
          ("characters", .count(entry.carries)),
        ])
      }
      pairs.append(("entries", .array(entries)))
      let suggested = trial.suggested.map { found in
        JSONValue.object([
          ("url", .string(found.url)), ("kind", .string(found.kind)),
          ("entries", .count(found.entries)), ("newest", .time(found.newest)),
        ])
      }
      pairs.append(("suggested", .array(suggested)))
    }
    let places = trial.places.map { place in
      json(
        place.place, text: place.text, field: place.isStated ? nil : place.inTitle ? .title : .body,
        scalars: place.scalars)
    }
    pairs.append(("places", .array(places.map { .object($0) })))
    pairs.append(("rules", .array(trial.rules.map(json))))
    return .object(pairs)
  }

  private static func json(_ article: Article) -> JSONValue {
    .object([
      ("title", .string(article.title)),
      ("authors", .array(article.authors.map { .string($0) })),
      ("published", .time(article.published)), ("modified", .time(article.modified)),
      ("language", .text(article.language)), ("section", .text(article.section)),
      ("image", .text(article.image)), ("summary", .text(article.summary)),
      ("canonical_url", .text(article.canonicalURL)), ("excerpt", .string(article.excerpt)),
      ("text", .string(article.body)),
    ])
  }

  private static func json(_ trace: ArticleTrace) -> JSONValue {
    .object([
      (
        "fields",
        .array(
          trace.fields.map { field in
            .object([
              ("name", .string(field.name)),
              ("from", .array(field.witnesses.map { .string($0) })),
            ])
          })
      ),
      (
        "left_out",
        .array(
          trace.leftOut.map { part in
            .object([
              ("reason", .string(part.reason)), ("pieces", .count(part.blocks)),
              ("characters", .count(part.letters)), ("sample", .string(part.sample)),
            ])
          })
      ),
    ])
  }

  private static func json(_ rule: Explanation) -> JSONValue {
    .object([
      ("name", .string(rule.rule.name)), ("matched", .bool(rule.isMatched)),
      ("matches", .array(rule.matches.map(json))), ("places", .array(rule.places.map(json))),
      ("missing", .array(rule.missing.map { .string($0) })),
    ])
  }

  static func json(_ match: TermMatch) -> JSONValue {
    .object([
      ("condition", .string(match.condition)), ("term", .string(match.term)),
      ("text", .string(match.text)), ("field", .string(match.field.rawValue)),
      ("found", .string(match.manner.description)),
      ("start", .count(match.scalars.lowerBound)), ("end", .count(match.scalars.upperBound)),
      ("snippet", .string(match.snippet)),
    ])
  }

  static func json(_ place: PlaceMatch) -> JSONValue {
    .object(
      json(
        place.place, text: place.text, field: place.isStated ? nil : place.field,
        scalars: place.scalars)
        + [
          ("relation", .string(place.relation.rawValue)), ("area", .text(place.area)),
          ("distance_km", place.distanceKilometres.map { .number($0) } ?? .null),
        ])
  }

  private static func json(
    _ place: Place, text: String, field: Field?, scalars: Range<Int>
  ) -> [(key: String, value: JSONValue)] {
    [
      ("name", .string(place.name)), ("id", .string(place.id)), ("country", .text(place.country)),
      ("admin", .text(place.admin)), ("lat", .number(place.coordinate.latitude)),
      ("lon", .number(place.coordinate.longitude)), ("text", .string(text)),
      ("field", .text(field?.rawValue)), ("start", .count(scalars.lowerBound)),
      ("end", .count(scalars.upperBound)),
    ]
  }
}
