internal import Alerts
internal import Text

/// `body:` and `content_type:` of webhooks.
enum TemplateKeys {
  static let file = Key(
    "file", Scalars.text, "A file that holds the template; read again on reload.",
    example: "desk.template", isRequired: true)
  static let section = Section(
    id: "body_file", title: "file", meaning: "A template in a file of its own.",
    keys: [file.definition])

  static let body = Key(
    "body", reader,
    "A template that shapes the message for other receivers: [templates.md](templates.md). It is tried on sample alerts when it is read.",
    default: "the event's JSON", example: "'{\"text\": \"{{ article.title }}\"}'")
  static let contentType = Key(
    "content_type", typeReader,
    "What the `body` is. Values in it are escaped accordingly: JSON, HTML and XML, Markdown, forms; anything else is plain text.",
    default: TemplateFormat.standardContentType, example: "text/plain; charset=utf-8")

  /// A template's text, and where its lines and columns stand.
  struct Text {
    var text: String
    var mark: SourceMark
    var place: @Sendable (_ line: Int, _ column: Int) -> SourceMark?
  }

  /// Of a destination whose other keys are read elsewhere.
  static func template(_ fields: Fields, _ reading: Reading) -> BodyTemplate? {
    let type = fields[contentType]
    guard let text = fields[body] else {
      if fields.has(contentType), !fields.has(body), fields.node.isWhole {
        reading.fail(
          fields.mark(contentType), "\(fields.path) has a content_type and no body",
          "it says what a body is; without one the event's JSON is sent")
      }
      return nil
    }
    // What is wrong in it depends on what it is.
    guard type != nil || !fields.has(contentType) else { return nil }
    let contentType = type ?? TemplateFormat.standardContentType
    do throws(TemplateFaults) {
      let template = try Template(text.text, format: TemplateFormat(contentType: contentType))
      let body = BodyTemplate(template: template, contentType: contentType)
      if let sample = body.faultySample {
        reading.fail(
          text.mark, "\(fields.path).body, tried on the sample \(sample.name): \(sample.problem)")
      }
      return body
    } catch {
      for fault in error.all { tell(fault, text, reading) }
      return nil
    }
  }

  private static func tell(_ fault: TemplateFault, _ text: Text, _ reading: Reading) {
    if let mark = text.place(fault.line, fault.column) {
      reading.fail(mark, fault.message, fault.hint)
    } else {
      let place =
        "it stands in line \(fault.line), column \(fault.column) of the text; "
        + "in a block (body: |) its own place is told"
      reading.fail(text.mark, fault.message, fault.hint.map { "\($0); \(place)" } ?? place)
    }
  }

  private static let reader = Reader<Text>(
    "a template, best as a block (`body: |`), or {file: PATH}",
    .either([.text(), .section(section.id)])
  ) { node, path, reading in
    if node.mapping != nil {
      guard let fields = Fields(node, section, path, reading), let name = fields[file] else {
        return nil
      }
      return read(name, fields.mark(file), path, reading)
    }
    guard let text = node.scalar else {
      reading.refuse(node, path, expected: "a template or {file: PATH}")
      return nil
    }
    return whole(text, node.mark, path, reading) { node.place(line: $0, column: $1) }
  }

  private static func read(
    _ name: String, _ mark: SourceMark, _ path: String, _ reading: Reading
  ) -> Text? {
    let file = Paths.resolve(name, in: mark.file)
    guard let bytes = reading.contents(of: file, at: mark, limitBytes: Template.limitBytes) else {
      return nil
    }
    let clean = UTF8Check.check(bytes, file: file)
    reading.add(clean.faults)
    guard clean.faults.isEmpty else { return nil }
    var text = String(decoding: clean.bytes, as: UTF8.self)
    let hasMark = text.unicodeScalars.first == "\u{FEFF}"
    if hasMark { text.unicodeScalars.removeFirst() }
    return whole(text, mark, path, reading) { line, column in
      SourceMark(file: file, line: line, column: column + (hasMark && line == 1 ? 1 : 0))
    }
  }

  private static func whole(
    _ text: String, _ mark: SourceMark, _ path: String, _ reading: Reading,
    place: @escaping @Sendable (Int, Int) -> SourceMark?
  ) -> Text? {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      reading.fail(mark, "\(path) is empty", "expected a template")
      return nil
    }
    return Text(text: text, mark: mark, place: place)
  }

  private static let typeReader = Reader<String>(
    "a media type such as text/plain; charset=utf-8",
    .text(pattern: "^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+\\s*(;.*)?$")
  ) { node, path, reading in
    guard let text = HeaderReaders.value.read(node, path, reading) else { return nil }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    let names = parts[0].split(separator: "/", omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy({ isName(trimmed($0)) }) else {
      reading.refuse(node, path, expected: "a media type such as text/plain; charset=utf-8")
      return nil
    }
    for part in parts.dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard let name = pair.first, trimmed(name).lowercased() == "charset" else { continue }
      let set = pair.count == 2 ? trimmed(pair[1]).lowercased().filter { $0 != "\"" } : ""
      if set != "utf-8" && set != "utf8" {
        reading.fail(
          node.mark, "\(path) names another charset than UTF-8", "messages are UTF-8")
        return nil
      }
    }
    return text
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$&-^_.+".contains($0)) }
  }
}
