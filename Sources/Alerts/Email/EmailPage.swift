/// A mail's page: what a briefing says, each text in its own direction.
enum EmailPage {
  static let lengthRunes = 60_000

  static func text(_ briefing: Briefing) -> String {
    let lines = Briefing.fitting(briefing.lines, limit: lengthRunes) {
      TextCut.Unit.runes.length(of: paragraph($0))
    }
    return """
      <!DOCTYPE html>
      <html lang="en" dir="ltr">
      <head><meta charset="utf-8"><title>Marsad</title></head>
      <body style="font-family: sans-serif">
      <div style="border-left: 4px solid \(briefing.tone.webColour); padding: 0 1em">
      \(lines.map(paragraph).joined(separator: "\n"))
      </div>
      </body>
      </html>
      """
  }

  private static func paragraph(_ line: Briefing.Line) -> String {
    let isForeign = line.runs.allSatisfy { $0.isForeign || $0.text.isEmpty }
    let direction = isForeign ? TextDirection.of(line.runs.map(\.text).joined()) : .leftToRight
    let runs = line.runs.map { run($0, isAlone: isForeign) }.joined()
    switch line.role {
    case .title: return "<h3 dir=\"\(direction.rawValue)\">\(runs)</h3>"
    case .quote: return "<blockquote dir=\"\(direction.rawValue)\">\(runs)</blockquote>"
    case .heading, .fact: return "<p dir=\"\(direction.rawValue)\">\(runs)</p>"
    case .item: return "<p dir=\"\(direction.rawValue)\">• \(runs)</p>"
    }
  }

  private static func run(_ run: Briefing.Run, isAlone: Bool) -> String {
    var text = HTMLEscape.text(run.text)
    if run.isStrong { text = "<b>\(text)</b>" }
    if let link = run.link { text = "<a href=\"\(HTMLEscape.text(link))\">\(text)</a>" }
    guard run.isForeign, !isAlone, !run.text.isEmpty else { return text }
    return "<bdi dir=\"\(TextDirection.of(run.text).rawValue)\">\(text)</bdi>"
  }
}

/// Where a text begins, by its first letter (UAX #9, P2 and P3).
enum TextDirection: String {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"

  static func of(_ text: String) -> TextDirection {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x1_0800...0x1_0FFF,
        0x1_E800...0x1_EFFF:
        // Digits and signs among them have no direction of their own.
        if scalar.properties.isAlphabetic { return .rightToLeft }
      default: if scalar.properties.isAlphabetic { return .leftToRight }
      }
    }
    return .leftToRight
  }
}
