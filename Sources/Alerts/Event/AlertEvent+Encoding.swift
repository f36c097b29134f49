internal import Articles
internal import Foundation
internal import Rules

extension AlertEvent {
  /// What a body should stay under (Standard Webhooks), and what it never exceeds.
  static let targetBytes = 20_000
  static let limitBytes = 256 << 10

  /// The event as one line of JSON without the line's end. The same event gives the same bytes.
  ///
  /// Where it is too long the excerpt shrinks first, then matches and places beyond 50 are left
  /// out, and `truncated` says so.
  package func encoded() -> [UInt8] {
    var event = self
    event.bound()
    var bytes = event.written()
    for excerpt in [400, 100] where bytes.count > Self.targetBytes {
      event.shortenExcerpt(to: excerpt)
      bytes = event.written()
    }
    for (count, length) in [(50, 2_000), (20, 200), (5, 50)] where bytes.count > Self.targetBytes {
      // Beyond the first step only the hard limit counts.
      if count < 50, bytes.count <= Self.limitBytes { break }
      event.keepFirst(count, scalars: length)
      bytes = event.written()
    }
    return bytes
  }

  private func written() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("schema")
      writer.integer(Self.schema)
      writer.key("id")
      writer.string(id)
      writer.key("type")
      writer.string(kind.rawValue)
      writer.key("timestamp")
      writer.string(Timestamp.rfc3339(timestamp))
      if let rule { Self.write(rule, to: &writer) }
      if let article { Self.write(article, to: &writer) }
      if let story { Self.write(story, to: &writer) }
      if let evidence {
        writer.key("evidence")
        writer.object { writer in
          writer.key("sha256")
          writer.string(evidence.sha256)
          writer.key("fetched")
          writer.string(Timestamp.rfc3339(evidence.fetched))
        }
      }
      if kind == .revised {
        writer.key("changes")
        writer.list(changes) { Self.write($1, to: &$0) }
      }
      if let removal { Self.write(removal, to: &writer) }
      if article != nil {
        writer.key("matches")
        writer.list(matches) { Self.write($1, to: &$0) }
        writer.key("places")
        writer.list(places) { Self.write($1, to: &$0) }
      }
      writeOperational(to: &writer)
      digest?.write(to: &writer)
      if !truncated.isEmpty {
        writer.key("truncated")
        writer.object { writer in
          for (name, count) in truncated.sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            if count > 0 { writer.integer(count) } else { writer.boolean(true) }
          }
        }
      }
      // The last member: a listing that knows of later copies puts its own in the place of it.
      if !alsoAt.isEmpty {
        writer.key("also_at")
        writer.list(alsoAt) { $1.write(to: &$0) }
      }
    }
    return writer.bytes
  }

  private func writeOperational(to writer: inout JSONWriter) {
    if let source {
      writer.key("source")
      Self.write(source, to: &writer)
    }
    if let destination {
      writer.key("destination")
      writer.object { writer in
        writer.key("name")
        writer.string(destination)
      }
    }
    if let error {
      writer.key("error")
      writer.object { writer in
        writer.key("kind")
        writer.string(error.kind)
        writer.key("message")
        writer.string(error.message)
        writer.key("since")
        writer.string(Timestamp.rfc3339(error.since))
        writer.key("count")
        writer.integer(error.count)
      }
    }
    if !measured.isEmpty {
      writer.key("measured")
      writer.object { writer in
        for (name, value) in measured {
          writer.key(name.rawValue)
          switch value {
          case .integer(let number): writer.integer(number)
          case .number(let number): writer.number(number, digits: 3)
          case .text(let text): writer.string(text)
          case .date(let date): writer.string(Timestamp.rfc3339(date))
          }
        }
      }
    }
  }

  private static func write(_ rule: RuleInfo, to writer: inout JSONWriter) {
    writer.key("rule")
    writer.object { writer in
      writer.key("name")
      writer.string(rule.name)
      writer.key("severity")
      writer.string(rule.severity.rawValue)
      writer.key("tags")
      writer.list(rule.tags) { $0.string($1) }
    }
  }

  private static func write(_ source: SourceInfo, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name")
      writer.string(source.name)
      writer.key("url")
      writer.string(web(source.url))
      writer.key("tags")
      writer.list(source.tags) { $0.string($1) }
    }
  }

  private static func write(_ article: ArticleInfo, to writer: inout JSONWriter) {
    writer.key("article")
    writer.object { writer in
      writer.key("id")
      writer.string(article.id)
      writer.key("url")
      writer.string(web(article.url))
      writer.key("canonical_url")
      writer.string(web(article.canonicalURL))
      writer.key("title")
      writer.string(article.title)
      writer.key("authors")
      writer.list(article.authors) { $0.string($1) }
      if let origin = article.forwardedFrom {
        writer.key("forwarded_from")
        writer.object { writer in
          writer.key("name")
          writer.string(origin.name)
          writer.key("url")
          writer.string(web(origin.url))
        }
      }
      writer.key("published")
      writer.string(article.published.map { Timestamp.rfc3339($0, milliseconds: false) })
      writer.key("first_seen")
      writer.string(Timestamp.rfc3339(article.firstSeen))
      writer.key("language")
      writer.string(article.language)
      writer.key("excerpt")
      writer.string(article.excerpt)
      writer.key("source")
      write(article.source, to: &writer)
    }
  }

  private static func write(_ story: Story, to writer: inout JSONWriter) {
    writer.key("story")
    writer.object { writer in
      writer.key("id")
      writer.string(story.id)
      writer.key("first")
      writer.string(story.first)
      writer.key("count")
      writer.integer(story.count)
    }
  }

  private static func write(_ change: ArticleRevision.Change, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("field")
      writer.string(change.part.rawValue)
      for (name, span) in [("before", change.before), ("after", change.after)] {
        writer.key(name)
        writer.object { writer in
          writer.key("text")
          writer.string(span.text)
          writer.key("start")
          writer.integer(span.scalars.lowerBound)
          writer.key("end")
          writer.integer(span.scalars.upperBound)
        }
      }
    }
  }

  private static func write(_ removal: Removal, to writer: inout JSONWriter) {
    writer.key("removed")
    writer.object { writer in
      writer.key("reason")
      writer.string(removal.reason)
      writer.key("since")
      writer.string(Timestamp.rfc3339(removal.since))
      writer.key("looks")
      writer.integer(removal.looks)
    }
  }

  private static func write(_ match: Match, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("condition")
      writer.string(match.condition)
      writer.key("term")
      writer.string(match.term)
      writer.key("text")
      writer.string(match.text)
      if let found = match.found {
        writer.key("found")
        writer.string(found)
      }
      writer.key("field")
      writer.string(match.field.rawValue)
      writer.key("start")
      writer.integer(match.start)
      writer.key("end")
      writer.integer(match.end)
      writer.key("snippet")
      writer.string(match.snippet)
    }
  }

  private static func write(_ place: PlaceSpot, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name")
      writer.string(place.name)
      writer.key("id")
      writer.string(place.id)
      writer.key("country")
      writer.string(place.country)
      writer.key("admin")
      writer.string(place.admin)
      writer.key("lat")
      writer.number(place.latitude, digits: 5)
      writer.key("lon")
      writer.number(place.longitude, digits: 5)
      writer.key("text")
      writer.string(place.text)
      writer.key("field")
      writer.string(place.isStated ? nil : place.field.rawValue)
      writer.key("start")
      writer.integer(place.start)
      writer.key("end")
      writer.integer(place.end)
      writer.key("relation")
      writer.string(place.relation)
      writer.key("area")
      writer.string(place.area)
      writer.key("distance_km")
      if let distance = place.distanceKilometres {
        writer.number(distance, digits: 1)
      } else {
        writer.null()
      }
      if let confidence = place.confidence {
        writer.key("confidence")
        writer.number(confidence, digits: 2)
      }
      guard !place.also.isEmpty else { return }
      writer.key("also")
      writer.list(place.also) { writer, other in
        writer.object { writer in
          writer.key("name")
          writer.string(other.name)
          writer.key("id")
          writer.string(other.id)
          writer.key("country")
          writer.string(other.country)
        }
      }
    }
  }

  /// Fields that people click hold http and https alone.
  static func web(_ url: String?) -> String? {
    guard let url else { return nil }
    let scheme = url.prefix(8).lowercased()
    return scheme.hasPrefix("http://") || scheme.hasPrefix("https://") ? url : nil
  }
}
