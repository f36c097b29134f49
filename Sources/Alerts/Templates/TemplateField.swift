internal import Rules

/// What an event holds at a place: the one list of fields that templates may name. A test holds it
/// against what events are encoded to.
indirect enum TemplateField: Equatable, Sendable {
  case text
  /// A text out of these.
  case word([String])
  /// A moment as RFC 3339 writes it.
  case time
  case number
  case boolean
  case list(TemplateField)
  case object([String: TemplateField])
  /// An object whose members have names of all sorts.
  case open
  /// A plain value of one kind or another.
  case any

  var noun: String {
    switch self {
    case .text, .word: "a text"
    case .time: "a time"
    case .number: "a number"
    case .boolean: "true or false"
    case .list: "a list"
    case .object, .open: "an object"
    case .any: "a value"
    }
  }

  var isPlain: Bool {
    switch self {
    case .list, .object, .open: false
    default: true
    }
  }

  /// Names of members; empty for all that has none.
  var members: [String] {
    guard case .object(let members) = self else { return [] }
    return members.keys.sorted()
  }
}

extension TemplateField {
  static let event: TemplateField = .object([
    "schema": .number,
    "id": .text,
    "type": .word(AlertEvent.Kind.allCases.map(\.rawValue)),
    "timestamp": .time,
    "rule": .object(["name": .text, "severity": severity, "tags": .list(.text)]),
    "article": article,
    "story": .object(["id": .text, "first": .text, "count": .number]),
    "evidence": .object(["sha256": .text, "fetched": .time]),
    "changes": .list(
      .object(["field": field, "before": span, "after": span])),
    "removed": .object(["reason": .text, "since": .time, "looks": .number]),
    "matches": .list(
      .object([
        "condition": .text, "term": .text, "text": .text, "found": .text, "field": field,
        "start": .number, "end": .number, "snippet": .text,
      ])),
    "places": .list(place),
    "source": source,
    "destination": .object(["name": .text]),
    "error": .object(["kind": .text, "message": .text, "since": .time, "count": .number]),
    "measured": measured,
    "truncated": .open,
    "also_at": .list(
      .object([
        "id": .text, "url": .text, "title": .text, "source": .text, "first_seen": .time,
      ])),
    "digest": .object([
      "reason": .word(HoldReason.allCases.map(\.rawValue)), "from": .time,
      "until": .time, "count": .number,
      "rules": .list(.object(["name": .text, "severity": severity, "count": .number])),
    ]),
    "alerts": .list(
      .object([
        "id": .text, "type": .text, "timestamp": .time, "rule": .text, "severity": severity,
        "title": .text, "url": .text, "source": .text,
      ])),
    "more": .list(.text),
    "alert": .text,
  ])

  /// Words of the language that name no field.
  static let reserved = [
    "event", "this", "first", "last", "index", "if", "else", "each", "as", "limit", "separator",
    "and", "or", "not", "true", "false", "null",
  ]

  static let severities = Rule.Severity.allCases.sorted().map(\.rawValue)
  private static let severity = word(severities)
  private static let field = word(["title", "body"])
  private static let span = object(["text": .text, "start": .number, "end": .number])
  private static let source = object(["name": .text, "url": .text, "tags": .list(.text)])

  private static let measured = object(
    AlertEvent.MeasureName.allCases.reduce(into: [:]) { members, name in
      members[name.rawValue] =
        switch name {
        case .message, .names: .text
        case .since, .failingSince: .time
        default: .number
        }
    })

  private static let article = object([
    "id": .text, "url": .text, "canonical_url": .text, "title": .text, "authors": .list(.text),
    "forwarded_from": .object(["name": .text, "url": .text]), "published": .time,
    "first_seen": .time, "language": .text, "excerpt": .text, "source": source,
  ])

  private static let place = object([
    "name": .text, "id": .text, "country": .text, "admin": .text, "lat": .number,
    "lon": .number, "text": .text, "field": field, "start": .number, "end": .number,
    "relation": .word(["in", "within", "area", "not_in", "mentioned"]), "area": .text,
    "distance_km": .number, "confidence": .number,
    "also": .list(.object(["name": .text, "id": .text, "country": .text])),
  ])

  /// Of the members of this and of all objects in it, each once.
  var names: [String] {
    guard case .object(let members) = self else { return [] }
    return Set(members.keys).union(members.values.flatMap(\.names)).sorted()
  }

  /// Where a field of that name stands, as it would be written from the event: the shortest way.
  static func path(toField name: String) -> String? {
    var level: [(path: String, field: TemplateField)] = [("", event)]
    while !level.isEmpty {
      var below: [(String, TemplateField)] = []
      for (path, field) in level {
        guard case .object(let members) = field else { continue }
        if !path.isEmpty, members[name] != nil { return "\(path).\(name)" }
        below += members.sorted { $0.key < $1.key }.map {
          (path.isEmpty ? $0.key : "\(path).\($0.key)", $0.value)
        }
      }
      level = below
    }
    return nil
  }
}
