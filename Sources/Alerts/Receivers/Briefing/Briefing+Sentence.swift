extension Briefing {
  /// The first line and the headline as one line of plain text, for receivers that show no more.
  func sentence(fitting limit: Int, _ unit: TextCut.Unit) -> String {
    let second = title ?? details.first
    let runs = heading.runs + (second.map { [Run(": ")] + $0.runs } ?? [])
    return TextCut.prefix(Line(.fact, runs).plain, fitting: limit, unit)
  }

  /// What follows the headline, as plain text.
  func account(fitting limit: Int, _ unit: TextCut.Unit) -> String {
    PlainMarkup(unit).text(details, limit: limit)
  }
}
