internal import Foundation

extension DateParser {
  // MARK: Time of day

  func completed(_ day: CivilDate, from start: Int, to end: Int) -> StatedDate {
    var seconds = 0
    var offset: Int?
    var hasTime = false
    if let found = time(searching: end..<min(tokens.count, end + 7)) ?? timeBefore(start) {
      seconds = found.seconds
      offset = found.offset
      hasTime = true
    }
    let moment = Double(day.epochSeconds + seconds - (offset ?? 0))
    return StatedDate(
      date: Date(timeIntervalSince1970: moment), offset: offset, hasTime: hasTime)
  }

  private func timeBefore(_ start: Int) -> (seconds: Int, offset: Int?)? {
    guard start >= 3 else { return nil }
    return time(searching: max(0, start - 7)..<(start - 2))
  }

  func time(searching range: Range<Int>) -> (seconds: Int, offset: Int?)? {
    for at in range {
      guard let hour = tokens[at].number, tokens[at].digits <= 2, hour < 25, at + 2 < tokens.count,
        let minute = tokens[at + 2].number, tokens[at + 2].digits == 2, minute < 60
      else { continue }
      let mark = tokens[at + 1]
      let isClock =
        mark.symbol == 0x3A || mark.word == "h" || mark.symbol == 0x6642 || mark.symbol == 0xC2DC
        || mark.word == "点" || mark.word == "點" || (mark.symbol == 0x2E && isSpokenClock(at))
      guard isClock else { continue }
      let half = at > 0 ? tokens[at - 1].word.flatMap { DateWords.meaning(of: $0) } : nil
      return finishedTime(hour: hour, minute: minute, next: at + 3, half: half)
    }
    return nil
  }

  private func isSpokenClock(_ at: Int) -> Bool {
    if at > 0, let word = tokens[at - 1].word,
      ["klo", "kl", "ore", "alle", "um", "kell"].contains(word)
    {
      return true
    }
    return at + 3 < tokens.count && (tokens[at + 3].word == "uhr" || tokens[at + 3].word == "wib")
  }

  /// `half` is the half of the day where it is named before the time: `下午3:15`, `오후 3:15`.
  private func finishedTime(
    hour: Int, minute: Int, next: Int, half: DateWords.Meaning?
  ) -> (seconds: Int, offset: Int?) {
    var hour = hour
    if half == .afternoon, hour < 12 { hour += 12 }
    if half == .morning, hour == 12 { hour = 0 }
    var at = next
    var second = 0
    if at + 1 < tokens.count, tokens[at].symbol == 0x3A, let value = tokens[at + 1].number,
      value < 61
    {
      second = min(value, 59)
      at += 2
      if at + 1 < tokens.count, tokens[at].symbol == 0x2E || tokens[at].symbol == 0x2C,
        tokens[at + 1].number != nil, !tokens[at + 1].spaced
      {
        at += 2
      }
    }
    var offset: Int?
    let end = min(tokens.count, at + 5)
    while at < end {
      // What stands behind the next number belongs to that.
      if tokens[at].number != nil { break }
      if let symbol = tokens[at].symbol, symbol == 0x2B || symbol == 0x2D || symbol == 0x2212,
        at + 1 < tokens.count, let value = tokens[at + 1].number, !tokens[at + 1].spaced,
        tokens[at + 1].digits == 2 || tokens[at + 1].digits == 4 || offset == 0
      {
        let sign = symbol == 0x2B ? 1 : -1
        if tokens[at + 1].digits == 4 {
          offset = sign * (value / 100 * 3600 + value % 100 * 60)
        } else {
          var minutes = 0
          if at + 3 < tokens.count, tokens[at + 2].symbol == 0x3A,
            let more = tokens[at + 3].number
          {
            minutes = more
          }
          offset = sign * (value * 3600 + minutes * 60)
        }
        break
      }
      if let word = tokens[at].word {
        switch DateWords.meaning(of: word) {
        case .morning: if hour == 12 { hour = 0 }
        case .afternoon: if hour < 12 { hour += 12 }
        case .zone(let seconds): offset = seconds
        default:
          if word == "p" || word == "a", at + 2 < tokens.count, tokens[at + 2].word == "m" {
            if word == "p", hour < 12 { hour += 12 }
            if word == "a", hour == 12 { hour = 0 }
          }
        }
      }
      at += 1
    }
    if let known = offset, abs(known) > 15 * 3600 { offset = nil }
    return (min(hour, 24) * 3600 + minute * 60 + second, offset)
  }
}
