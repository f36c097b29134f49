/// An adaptive card, of version 1.4, as Teams shows it.
struct TeamsCard {
  private let briefing: Briefing
  private let lines: [Briefing.Line]

  /// - Parameter limit: scalars of all texts.
  init(_ briefing: Briefing, limit: Int) {
    self.briefing = briefing
    lines = Briefing.fitting(briefing.signed, limit: limit) { line in
      line.isolated.reduce(0) { $0 + $1.text.unicodeScalars.count }
    }
  }

  func request(to url: String) -> ReceiverRequest {
    .json(url) { writer in
      writer.key("type")
      writer.string("message")
      writer.key("attachments")
      writer.list([self]) { writer, card in
        writer.object { writer in
          writer.key("contentType")
          writer.string("application/vnd.microsoft.card.adaptive")
          writer.key("contentUrl")
          writer.null()
          writer.key("content")
          writer.object(card.write)
        }
      }
    }
  }

  private func write(_ writer: inout JSONWriter) {
    writer.key("$schema")
    writer.string("http://adaptivecards.io/schemas/adaptive-card.json")
    writer.key("type")
    writer.string("AdaptiveCard")
    writer.key("version")
    writer.string("1.4")
    writer.key("msteams")
    writer.object { writer in
      writer.key("width")
      writer.string("Full")
    }
    writer.key("body")
    writer.list(lines) { writer, line in
      guard line.role == .quote else { return text(line, to: &writer) }
      writer.object { writer in
        writer.key("type")
        writer.string("Container")
        writer.key("style")
        writer.string("emphasis")
        writer.key("items")
        writer.list([line]) { text($1, to: &$0) }
      }
    }
    guard let link = briefing.link else { return }
    writer.key("actions")
    writer.list([link]) { writer, link in
      writer.object { writer in
        writer.key("type")
        writer.string("Action.OpenUrl")
        writer.key("title")
        writer.string("Open the article")
        writer.key("url")
        writer.string(link)
      }
    }
  }

  private func text(_ line: Briefing.Line, to writer: inout JSONWriter) {
    var runs = line.isolated
    if line.role == .item { runs.insert(Briefing.Run("• "), at: 0) }
    writer.object { writer in
      writer.key("type")
      writer.string("RichTextBlock")
      writer.key("inlines")
      writer.list(runs) { self.run($1, of: line, to: &$0) }
    }
  }

  private func run(_ run: Briefing.Run, of line: Briefing.Line, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("type")
      writer.string("TextRun")
      writer.key("text")
      writer.string(run.text)
      if run.isStrong {
        writer.key("weight")
        writer.string("Bolder")
      }
      if line.role == .heading, let colour = briefing.tone.cardColour {
        writer.key("color")
        writer.string(colour)
      }
      if line.role == .title {
        writer.key("size")
        writer.string("Medium")
      }
      guard let link = run.link else { return }
      writer.key("selectAction")
      writer.object { writer in
        writer.key("type")
        writer.string("Action.OpenUrl")
        writer.key("url")
        writer.string(link)
      }
    }
  }
}

extension Briefing.Tone {
  fileprivate var cardColour: String? {
    switch self {
    case .critical, .high: "Attention"
    case .medium, .trouble: "Warning"
    case .low: "Accent"
    case .good: "Good"
    case .plain: nil
    }
  }
}
