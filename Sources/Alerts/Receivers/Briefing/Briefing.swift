/// What an event says to people, in a few lines by which one can decide in seconds: independent of
/// the receiver, whose markup, limits and colours are its own business.
///
/// The texts are clean: without control characters, bidirectional controls and invisible signs, on
/// one line each. They are not escaped.
package struct Briefing: Equatable, Sendable {
  package enum Tone: String, CaseIterable, Sendable {
    case critical
    case high
    case medium
    case low
    /// Something of ours, or a source, is out of order.
    case trouble
    /// It is in order again.
    case good
    case plain
  }

  package struct Run: Equatable, Sendable {
    package var text: String
    package var isStrong: Bool
    /// A name, or words of strangers: their direction is their own.
    package var isForeign: Bool
    /// http or https alone.
    package var link: String?

    package init(
      _ text: String, isStrong: Bool = false, isForeign: Bool = false, link: String? = nil
    ) {
      self.text = text
      self.isStrong = isStrong
      self.isForeign = isForeign
      self.link = link
    }
  }

  package struct Line: Equatable, Sendable {
    package enum Role: Sendable {
      /// How grave, which rule, what happened.
      case heading
      /// The headline.
      case title
      /// Words of the article.
      case quote
      case fact
      /// One alert of many.
      case item
    }

    package var role: Role
    package var runs: [Run]

    package init(_ role: Role, _ runs: [Run]) {
      self.role = role
      self.runs = runs
    }
  }

  package var tone: Tone
  /// The first line.
  package var heading: Line
  /// nil where it is about no article.
  package var title: Line?
  /// What follows, in order of worth.
  package var details: [Line]

  package var lines: [Line] { [heading] + (title.map { [$0] } ?? []) + details }
  /// The lines with a coloured sign in front, for receivers that have no colours of their own.
  package var signed: [Line] {
    var lines = lines
    lines[0].runs.insert(Run(tone.sign + " "), at: 0)
    return lines
  }

  /// To the article.
  package var link: String? { title?.runs.first?.link }
}

extension Briefing.Tone {
  package var sign: String {
    switch self {
    case .critical: "🔴"
    case .high: "🟠"
    case .medium: "🟡"
    case .low: "🔵"
    case .trouble: "⚠️"
    case .good: "✅"
    case .plain: "⚪"
    }
  }

  /// `#RRGGBB`
  package var webColour: String {
    let digits = String(colour, radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Red, green and blue.
  package var colour: Int {
    switch self {
    case .critical: 0xB00020
    case .high: 0xE65100
    case .medium: 0xF9A825
    case .low: 0x1565C0
    case .trouble: 0x6D4C41
    case .good: 0x2E7D32
    case .plain: 0x607D8B
    }
  }
}
