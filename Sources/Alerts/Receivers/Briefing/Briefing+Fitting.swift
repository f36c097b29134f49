extension Briefing {
  /// As many lines as fit, in their order. The first that does not is shortened by the words of
  /// strangers in it, where enough of them is left; those behind it are left out, and `…` says so.
  ///
  /// - Parameters:
  ///   - separator: the length of what stands between two lines.
  ///   - length: of one line as it is sent, in the receiver's unit.
  package static func fitting(
    _ lines: [Line], limit: Int, separator: Int = 1, length: (Line) -> Int
  ) -> [Line] {
    let more = Line(.fact, [Run("…")])
    let moreLength = separator + length(more)
    var kept: [Line] = []
    var used = 0
    for (index, line) in lines.enumerated() {
      let gap = kept.isEmpty ? 0 : separator
      let rest = index + 1 < lines.count ? moreLength : 0
      let room = limit - used - gap - rest
      if length(line) <= room {
        kept.append(line)
        used += gap + length(line)
        continue
      }
      if let short = shortened(line, limit: room, length: length) {
        kept.append(short)
        used += gap + length(short)
        guard index + 1 < lines.count else { return kept }
      }
      if used + moreLength <= limit { kept.append(more) }
      return kept
    }
    return kept
  }

  /// A line whose foreign runs are cut so that it fits; nil where too little of them would be left.
  private static func shortened(_ line: Line, limit: Int, length: (Line) -> Int) -> Line? {
    var shortest = 24
    var longest = line.runs.filter(\.isForeign).map(\.text.unicodeScalars.count).max() ?? 0
    guard shortest < longest else { return nil }
    var best: Line?
    while shortest <= longest {
      let middle = (shortest + longest) / 2
      var candidate = line
      for index in candidate.runs.indices where candidate.runs[index].isForeign {
        candidate.runs[index].text = TextCut.prefix(candidate.runs[index].text, scalars: middle)
      }
      if length(candidate) <= limit {
        best = candidate
        shortest = middle + 1
      } else {
        longest = middle - 1
      }
    }
    return best
  }
}

/// How a receiver writes a line down.
package protocol BriefingMarkup: Sendable {
  /// A text that stands for itself, whatever it holds.
  func escape(_ text: String) -> String
  /// - Parameter text: escaped.
  func strong(_ text: String) -> String
  /// - Parameters:
  ///   - text: escaped.
  ///   - url: clean, as `ForeignText.link` gives it.
  func link(_ text: String, to url: String) -> String
  /// - Parameter text: a line as it is written.
  func quote(_ text: String) -> String
  func item(_ text: String) -> String
  /// What stands between two lines.
  func gap(_ upper: Briefing.Line, _ lower: Briefing.Line) -> String
  /// Of a text as it is written, in the receiver's way of counting.
  func length(_ text: String) -> Int
}

extension BriefingMarkup {
  package func strong(_ text: String) -> String { text }
  package func link(_ text: String, to url: String) -> String { text }
  package func quote(_ text: String) -> String { "«\(text)»" }
  package func item(_ text: String) -> String { "• \(text)" }
  package func gap(_ upper: Briefing.Line, _ lower: Briefing.Line) -> String { "\n" }

  package func write(_ line: Briefing.Line) -> String {
    var text = ""
    for run in line.isolated {
      var written = escape(run.text)
      if run.isStrong { written = strong(written) }
      if let url = run.link { written = link(written, to: url) }
      text += written
    }
    switch line.role {
    case .quote: return quote(text)
    case .item: return item(text)
    case .heading, .title, .fact: return text
    }
  }

  /// As many lines as fit.
  package func text(_ lines: [Briefing.Line], limit: Int) -> String {
    let gaps = zip(lines, lines.dropFirst()).map { length(gap($0, $1)) }
    let fitting = Briefing.fitting(lines, limit: limit, separator: gaps.max() ?? 1) {
      length(write($0))
    }
    var text = ""
    for (index, line) in fitting.enumerated() {
      if index > 0 { text += gap(fitting[index - 1], line) }
      text += write(line)
    }
    return text
  }
}

/// Text alone, with nothing to escape.
package struct PlainMarkup: BriefingMarkup {
  package var unit: TextCut.Unit

  package init(_ unit: TextCut.Unit = .runes) { self.unit = unit }

  package func escape(_ text: String) -> String { text }
  package func length(_ text: String) -> Int { unit.length(of: text) }
}

extension Briefing.Line {
  /// The runs with those of strangers kept apart from ours (UAX #9: FSI … PDI), so that Arabic does
  /// not move the words around it. A line that is theirs alone has their direction.
  package var isolated: [Briefing.Run] {
    let runs = runs.filter { !$0.text.isEmpty }
    guard runs.contains(where: { !$0.isForeign }) else { return runs }
    var result: [Briefing.Run] = []
    for (index, run) in runs.enumerated() {
      var run = run
      if run.isForeign {
        // Runs of one text share an isolate.
        if index == 0 || !runs[index - 1].isForeign { run.text = "\u{2068}" + run.text }
        if index == runs.count - 1 || !runs[index + 1].isForeign { run.text += "\u{2069}" }
      }
      result.append(run)
    }
    return result
  }

  /// The whole line as plain text.
  package var plain: String { PlainMarkup().write(self) }
}
