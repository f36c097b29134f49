internal import Foundation

/// A message's shape for receivers that want another one than ours: text with places in `{{ }}` that
/// an event fills (`docs/templates.md`).
///
/// What an event holds cannot break out: each value is escaped for the place where it stands. A
/// template of JSON is proven when it is read: whatever the event, what comes out is JSON. The same
/// event gives the same bytes, and rendering is linear in what it gives.
package struct Template: Equatable, Sendable {
  /// Of the text, in UTF-8.
  package static let limitBytes = 64 << 10
  /// Of what is rendered.
  package static let renderedLimitBytes = 256 << 10
  /// Parts written, tests and turns of one rendering; a filter counts by the length of its text.
  static let stepLimit = 500_000

  package let format: TemplateFormat
  private let text: String
  let program: [TemplateNode]
  /// Where in JSON each output stands, by the output's number.
  let places: [TemplateJSON.Place?]

  /// Throws everything that is wrong with it, in the order of the text.
  package init(_ text: String, format: TemplateFormat) throws(TemplateFaults) {
    guard text.utf8.count <= Self.limitBytes else {
      throw TemplateFaults(
        TemplateFault(
          line: 1, column: 1, message: "the template has \(text.utf8.count) bytes",
          hint: "at most \(Self.limitBytes) are read"))
    }
    var parser = TemplateParser(text, format: format)
    let program = parser.parse()
    var places: [TemplateJSON.Place?] = []
    if format == .json, parser.faults.isEmpty {
      var proof = TemplateJSON(parser.scalars, outputs: parser.outputCount)
      proof.prove(program)
      places = proof.places
      parser.faults += proof.faults
    }
    guard parser.faults.isEmpty else { throw parser.located }
    self.format = format
    self.text = text
    self.program = program
    self.places = places
  }

  /// The text and the format make all the rest.
  package static func == (left: Template, right: Template) -> Bool {
    left.format == right.format && left.text == right.text
  }

  /// The bytes that are sent, without line breaks at their end.
  package func render(_ event: JSONTree) throws(TemplateFailure) -> [UInt8] {
    var rendering = TemplateRendering(self, event: event)
    try rendering.run(program)
    return rendering.finished
  }
}

/// Why a template gave nothing for an event. It is the message's failure.
package enum TemplateFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case tooLong
  case tooManySteps
  /// The stored bytes are no event.
  case noEvent

  package var description: String {
    switch self {
    case .tooLong:
      "the template makes more than \(Template.renderedLimitBytes) bytes of this event; "
        + "shorten it: truncate(…), limit"
    case .tooManySteps:
      "the template takes more than \(Template.stepLimit) steps for this event; give its "
        + "{{#each}} a limit"
    case .noEvent: "the stored event cannot be read"
    }
  }
}

/// One fault of a template.
package struct TemplateFault: Hashable, Sendable {
  /// From 1, in the template's own text; columns count Unicode scalars.
  package var line: Int
  package var column: Int
  package var message: String
  package var hint: String?
}

/// All faults of a template, in the order of the text; never empty.
package struct TemplateFaults: Error, Equatable, Sendable {
  package let all: [TemplateFault]

  init(_ first: TemplateFault, _ others: [TemplateFault] = []) { all = [first] + others }
}
