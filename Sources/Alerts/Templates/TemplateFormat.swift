/// What a template makes, by its content type: this decides how values are escaped.
package enum TemplateFormat: String, CaseIterable, Equatable, Sendable {
  case json
  /// HTML and XML.
  case markup
  case markdown
  /// `application/x-www-form-urlencoded`
  case form
  /// Anything else.
  case text

  package static let standardContentType = "application/json; charset=utf-8"

  /// By the media type (RFC 9110 §8.3.1), whatever its parameters.
  package init(contentType: String) {
    let type = contentType.prefix { $0 != ";" }.lowercased().filter { $0 != " " && $0 != "\t" }
    switch type {
    case "application/json", "text/json": self = .json
    case "text/html", "text/xml", "application/xml": self = .markup
    case "text/markdown", "text/x-markdown": self = .markdown
    case "application/x-www-form-urlencoded": self = .form
    default:
      if type.hasSuffix("+json") {
        self = .json
      } else if type.hasSuffix("+xml") {
        self = .markup
      } else {
        self = .text
      }
    }
  }

  /// The filter that every value goes through at last in any case: written out it does no harm.
  var ownFilter: TemplateFilter? {
    switch self {
    case .markup: .html
    case .markdown: .markdown
    case .form: .url
    case .text: .line
    case .json: nil
    }
  }
}
