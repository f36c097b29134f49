internal import Foundation
internal import Text

extension TemplateTagParser {
  private struct Argument {
    var token: TemplateTokens.Token

    var text: String? {
      if case .string(let text) = token.kind { text } else { nil }
    }
    var integer: Int? {
      if case .integer(let number) = token.kind { number } else { nil }
    }
    var word: String? {
      if case .word(let word) = token.kind { word } else { nil }
    }
  }

  /// A filter behind its `|`, with its effect on the value's kind; nil after a fault.
  mutating func filter(of expression: inout TemplateExpression) -> TemplateFilter? {
    let token = next()
    guard case .word(let name) = token.kind else {
      fail(
        token.range.lowerBound, "\(token.words) stands where a filter is expected",
        "write a filter such as truncate(100)")
      return nil
    }
    guard TemplateFilter.names.contains(name) else {
      fail(token.range.lowerBound, "unknown filter \"\(name)\"", Self.hint(forFilter: name))
      return nil
    }
    guard let arguments = arguments(),
      let filter = make(name, arguments, token), take(filter, name, &expression, token)
    else { return nil }
    return filter
  }

  private static let synonyms = [
    "escape": "html", "e": "html", "xml": "html", "tojson": "json", "to_json": "json",
    "urlencode": "url", "date": "time", "strftime": "time", "uppercase": "upper",
    "lowercase": "lower", "size": "length", "count": "length", "len": "length", "cut": "truncate",
    "oneline": "line", "bidi": "isolate", "or": "default", "fallback": "default",
  ]

  private static func hint(forFilter name: String) -> String {
    if ["raw", "safe", "noescape"].contains(name) {
      return "every value is escaped for where it stands; there is no way around"
    }
    let near = synonyms[name] ?? Nearest.name(to: name, among: TemplateFilter.names)
    return near.map { "did you mean \"\($0)\"?" }
      ?? "known are \(TemplateFilter.names.joined(separator: ", "))"
  }

  private mutating func arguments() -> [Argument]? {
    guard accept(sign: "(") else { return [] }
    var all: [Argument] = []
    if accept(sign: ")") { return all }
    while true {
      let token = next()
      switch token.kind {
      case .string, .integer, .number, .word: all.append(Argument(token: token))
      default:
        fail(
          token.range.lowerBound, "\(token.words) stands where an argument is expected",
          "a text in quotes, a number or a unit")
        return nil
      }
      if accept(sign: ")") { return all }
      guard accept(sign: ",") else {
        let isZone = peek.kind == .sign("/")
        fail(
          peek.range.lowerBound, "\(peek.words) stands where a , or ) is expected",
          isZone ? "put the time zone in quotes" : nil)
        return nil
      }
    }
  }

  private mutating func make(
    _ name: String, _ arguments: [Argument], _ token: TemplateTokens.Token
  ) -> TemplateFilter? {
    let counts: ClosedRange<Int> =
      switch name {
      case "truncate": 1...2
      case "time": 0...2
      case "default", "join": 1...1
      default: 0...0
      }
    guard counts.contains(arguments.count) else {
      let given = arguments.count == 1 ? "one argument" : "\(arguments.count) arguments"
      fail(
        token.range.lowerBound, "\(name) has \(arguments.isEmpty ? "no argument" : given)",
        "write \(TemplateFilter.usage(name))")
      return nil
    }
    switch name {
    case "json": return .json
    case "html": return .html
    case "markdown": return .markdown
    case "url": return .url
    case "line": return .line
    case "isolate": return .isolate
    case "upper": return .upper
    case "lower": return .lower
    case "length": return .length
    case "join":
      guard let text = arguments[0].text else { return refuse(arguments[0], "a text in quotes") }
      return .join(text)
    case "default":
      switch arguments[0].token.kind {
      case .string(let text): return .standIn(.string(text))
      case .integer(let number): return .standIn(.integer(number))
      case .number(let number): return .standIn(.number(number))
      default: return refuse(arguments[0], "a text in quotes or a number")
      }
    case "truncate": return truncate(arguments)
    default: return time(arguments)
    }
  }

  private mutating func refuse(_ argument: Argument, _ expected: String) -> TemplateFilter? {
    fail(
      argument.token.range.lowerBound, "\(argument.token.words) is not what is expected here",
      "expected \(expected)")
    return nil
  }

  private mutating func truncate(_ arguments: [Argument]) -> TemplateFilter? {
    guard let limit = arguments[0].integer, (1...Template.renderedLimitBytes).contains(limit) else {
      return refuse(arguments[0], "a number from 1 to \(Template.renderedLimitBytes)")
    }
    guard arguments.count == 2 else { return .truncate(limit, .runes) }
    let word = arguments[1].word ?? arguments[1].text ?? ""
    if let unit = TextCut.Unit(rawValue: word) { return .truncate(limit, unit) }
    let units = TextCut.Unit.allCases.map(\.rawValue)
    let synonyms = ["characters": "runes", "chars": "runes", "scalars": "runes", "utf8": "bytes"]
    let near = synonyms[word] ?? Nearest.name(to: word, among: units)
    fail(
      arguments[1].token.range.lowerBound, "\(arguments[1].token.words) is no unit",
      near.map { "did you mean \"\($0)\"?" } ?? "units are \(units.joined(separator: ", "))")
    return nil
  }

  private mutating func time(_ arguments: [Argument]) -> TemplateFilter? {
    var zone = "UTC"
    var format = TemplateClock.standard
    if let argument = arguments.first {
      guard let text = argument.text else {
        return refuse(argument, "a time zone in quotes, such as \"Asia/Damascus\"")
      }
      guard TimeZone(identifier: text) != nil else {
        fail(
          argument.token.range.lowerBound, "\"\(text)\" is no time zone", Self.hint(forZone: text))
        return nil
      }
      zone = text
    }
    if arguments.count == 2 {
      let token = arguments[1].token
      guard let text = arguments[1].text else {
        return refuse(arguments[1], "a format in quotes, such as \"%Y-%m-%d %H:%M\"")
      }
      do throws(TemplateClock.Fault) {
        format = try TemplateClock(text)
      } catch {
        // With an escape in the text only its beginning is a sure place.
        let isPlain = token.range.count == text.unicodeScalars.count + 2
        fail(
          token.range.lowerBound + (isPlain ? 1 + error.offset : 0), error.message, error.hint)
        return nil
      }
    }
    return .time(zone: zone, format: format)
  }

  private static func hint(forZone text: String) -> String {
    let known = TimeZone.knownTimeZoneIdentifiers
    let city = "/\(text.lowercased().replacing(" ", with: "_"))"
    if let near = Nearest.name(to: text, among: known)
      ?? known.first(where: { $0.lowercased().hasSuffix(city) })
    {
      return "did you mean \"\(near)\"?"
    }
    return "a zone has a name such as Asia/Damascus, and so knows of daylight saving"
  }

  /// Whether a filter takes what stands before it; the kind then is that of what it gives.
  private mutating func take(
    _ filter: TemplateFilter, _ name: String, _ expression: inout TemplateExpression,
    _ token: TemplateTokens.Token
  ) -> Bool {
    let kind = expression.kind
    var hint: String?
    switch filter {
    case .json:
      expression.kind = .text
      return true
    case .length:
      switch kind {
      case .text, .word, .list, .open, .any:
        expression.kind = .number
        return true
      default: hint = "it counts a text's characters or a list's elements"
      }
    case .join:
      if case .list(let element) = kind, element.isPlain {
        expression.kind = .text
        return true
      }
      hint = "it joins a list of texts, such as article.authors"
    case .standIn(let value):
      guard kind.isPlain else {
        hint = "test whether it is there by {{#if \(expression.words)}}"
        break
      }
      let isText = value.string != nil
      switch kind {
      case .text, .word, .time: expression.kind = isText ? .text : .any
      case .number: expression.kind = isText ? .any : .number
      default: expression.kind = .any
      }
      return true
    case .time:
      if kind == .time || kind == .any {
        expression.kind = .text
        return true
      }
      hint = "times are timestamp, article.published, article.first_seen and the like"
    default:
      if kind.isPlain {
        expression.kind = .text
        return true
      }
      hint = expression.refusal(among: .text).hint
    }
    fail(
      token.range.lowerBound, "\(name) cannot take \(expression.words), which is \(kind.noun)", hint
    )
    return false
  }
}
