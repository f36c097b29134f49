internal import Fetch
internal import Foundation

/// An event as a mail (RFC 5322, MIME): a text and the same in HTML. Seven bits throughout, so that
/// every relay takes it; the same event gives the same bytes.
package enum EmailMessage {
  static let subjectRunes = 180
  static let textRunes = 20_000

  /// What a relay gets of an event, with CRLF between lines.
  package static func make(_ event: EventDocument, _ settings: EmailSettings) -> [UInt8] {
    let briefing = Briefing(event)
    // What an id may hold besides has no place in a header.
    let id = String(event.id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    let domain = settings.from.split(separator: "@").last ?? "localhost"
    let boundary = "=_\(id.prefix(60))"
    var lines = [
      "From: Marsad <\(settings.from)>", "To: " + list(settings.to),
      "Subject: " + EncodedWords.text(briefing.sentence(fitting: subjectRunes, .runes)),
      "Message-ID: <\(id)@\(domain)>",
    ]
    if let date = date(event) { lines.append("Date: \(date)") }
    lines += [
      "List-Id: Marsad <marsad.\(domain)>", "Auto-Submitted: auto-generated",
      "X-Auto-Response-Suppress: All",
    ]
    if briefing.tone == .critical || briefing.tone == .high { lines.append("Importance: high") }
    lines += [
      "MIME-Version: 1.0", "Content-Type: multipart/alternative;", " boundary=\"\(boundary)\"", "",
    ]
    let text = PlainMarkup(.runes).text(briefing.lines, limit: textRunes) + address(briefing)
    for (type, content) in [("plain", text), ("html", EmailPage.text(briefing))] {
      lines += [
        "--\(boundary)", "Content-Type: text/\(type); charset=utf-8",
        "Content-Transfer-Encoding: base64", "",
      ]
      lines += base64(content)
    }
    lines += ["--\(boundary)--", ""]
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  private static func address(_ briefing: Briefing) -> String {
    "\n" + (briefing.link.map { "\n\($0)\n" } ?? "")
  }

  /// Addresses, one a line.
  private static func list(_ addresses: [String]) -> String {
    addresses.joined(separator: ",\r\n ")
  }

  /// Lines of 76 characters.
  private static func base64(_ text: String) -> [String] {
    Data(text.replacing("\n", with: "\r\n").utf8)
      .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn])
      .split(separator: "\r").map(String.init)
  }

  /// `Tue, 24 Nov 2026 08:43:24 +0000`
  private static func date(_ event: EventDocument) -> String? {
    guard let seconds = Timestamp.seconds(rfc3339: event.timestamp) else { return nil }
    let days = (seconds - Timestamp.floorMod(seconds, 86_400)) / 86_400
    let (year, month, day) = Timestamp.civil(days: days)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Timestamp.floorMod(days, 7)]
    let name = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][month - 1]
    let clock = event.timestamp.dropFirst(11).prefix(8)
    return "\(weekday), \(day) \(name) \(year) \(clock) +0000"
  }
}

/// Texts in header fields (RFC 2047): one line or several, none longer than 76 characters.
enum EncodedWords {
  /// Bytes of text in one encoded word, which has 75 characters at most.
  private static let wordBytes = 42

  static func text(_ text: String) -> String {
    if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }),
      !text.contains("=?")
    {
      return text
    }
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if word.count + bytes.count > wordBytes {
        words.append(encoded(word))
        word = []
      }
      word += bytes
    }
    if !word.isEmpty { words.append(encoded(word)) }
    return words.joined(separator: "\r\n ")
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    "=?utf-8?B?\(Data(bytes).base64EncodedString())?="
  }
}
