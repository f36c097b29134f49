internal import Alerts
internal import Foundation
internal import Rules

/// Templates of messages: what is accepted makes what it promises, of any event.
enum TemplateCheck {
  /// Before this stands the template, behind it the texts of an event.
  static let divider = "\n====\n"
  /// In scalars: more than this an event does not keep of a headline.
  private static let textLimit = 4_000

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: divider, maxSplits: 1, omittingEmptySubsequences: false)
    let written = String(parts.first ?? "")
    let words = parts.count > 1 ? parts[1] : parts[0]
    let event = event(of: String(String.UnicodeScalarView(words.unicodeScalars.prefix(textLimit))))
    for (sound, format) in SeedTemplates.sound {
      guard case .success(let template) = read(sound, format) else {
        throw Finding("a sound template is refused: \(sound.prefix(60))")
      }
      try render(template, sound, event)
    }
    let formats: [TemplateFormat] =
      switch written.utf8.first {
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): [.json]
      case UInt8(ascii: "<"): [.markup]
      default: [.text, .form, .markdown]
      }
    for format in formats {
      switch read(written, format) {
      case .success(let template):
        for sample in SampleEvent.all { try render(template, written, sample.bytes) }
        try render(template, written, event)
      case .failure(let faults): try look(at: faults, written)
      }
    }
  }

  private static func read(
    _ text: String, _ format: TemplateFormat
  ) -> Result<Template, TemplateFaults> {
    do throws(TemplateFaults) {
      return .success(try Template(text, format: format))
    } catch {
      return .failure(error)
    }
  }

  /// A fault stands in the text, or at its end.
  private static func look(at faults: TemplateFaults, _ text: String) throws(Finding) {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for fault in faults.all {
      try Finding.unless(
        (1...lines.count).contains(fault.line)
          && (1...lines[fault.line - 1].count + 1).contains(fault.column),
        "a fault at \(fault.line):\(fault.column), where there is no text")
      try Finding.unless(!fault.message.isEmpty, "a fault without words")
    }
  }

  private static func render(
    _ template: Template, _ text: String, _ event: [UInt8]
  ) throws(Finding) {
    guard let tree = JSONTree(event) else { throw Finding("an event is no JSON") }
    let body: [UInt8]
    do throws(TemplateFailure) {
      body = try template.render(tree)
    } catch {
      return
    }
    try Finding.unless(
      (try? template.render(tree)) == body, "a second rendering gives other bytes")
    try Finding.unless(
      body.count <= Template.renderedLimitBytes, "\(body.count) bytes are rendered")
    guard let shown = String(validating: body, as: UTF8.self) else {
      throw Finding("what is rendered is no valid UTF-8")
    }
    if template.format == .json {
      try Finding.unless(JSONTree(body) != nil, "what is rendered is no JSON")
    }
    if template.format != .json, !text.unicodeScalars.contains(where: isControl) {
      let control = shown.unicodeScalars.first(where: isControl)
      try Finding.unless(control == nil, "a control character of the event comes through")
    }
    if template.format == .form, text == SeedTemplates.form {
      try Finding.unless(
        shown.split(separator: "&", omittingEmptySubsequences: false).count == 3,
        "a form's value became several")
    }
  }

  /// Line breaks and tabs may be the template's own, as `\n`.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E: true
    default: false
    }
  }

  /// An event whose texts are the lines of a text, over and over.
  private static func event(of text: String) -> [UInt8] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var number = 0
    func next() -> String {
      number += 1
      return lines.isEmpty ? "" : lines[number % lines.count]
    }
    let now = Date(timeIntervalSince1970: Double(text.utf8.count) * 1e6)
    let many = min(lines.count, 60)
    var event = AlertEvent(id: next(), kind: .matched, timestamp: now)
    event.rule = .init(name: next(), tags: (0..<many).map { _ in next() })
    event.article = .init(
      identity: next(), url: "https://\(next())", title: text, authors: [next(), next()],
      published: lines.count % 2 == 0 ? now : nil, firstSeen: now, language: next(), body: text,
      source: .init(name: next(), url: next()))
    event.matches = (0..<many).map { _ in
      .init(
        condition: next(), term: next(), text: next(), field: .title, start: 0, end: 1,
        snippet: next())
    }
    event.measured = [(.message, .text(next())), (.known, .number(Double(text.utf8.count) / 7))]
    return event.encoded()
  }
}
