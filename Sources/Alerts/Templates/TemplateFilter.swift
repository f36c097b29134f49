/// What may be done to a value.
enum TemplateFilter: Equatable, Sendable {
  case json
  case html
  case markdown
  case url
  case line
  case isolate
  case upper
  case lower
  case length
  case truncate(Int, TextCut.Unit)
  case time(zone: String, format: TemplateClock)
  case standIn(JSONTree)
  case join(String)

  static let names = [
    "json", "html", "markdown", "url", "line", "isolate", "upper", "lower", "length", "truncate",
    "time", "default", "join",
  ]

  /// How it is written.
  static func usage(_ name: String) -> String {
    switch name {
    case "truncate": "truncate(100) or truncate(100, bytes)"
    case "time": "time(\"Asia/Damascus\", \"%Y-%m-%d %H:%M\")"
    case "default": "default(\"none\")"
    case "join": "join(\", \")"
    default: name
    }
  }
}
