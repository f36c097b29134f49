/// Puts an article's text into its event without touching the other bytes.
enum EventText {
  /// `"text"` becomes the first key of the top level's `"article"`; without one nothing changes.
  static func adding(_ body: String?, to event: [UInt8]) -> [UInt8] {
    guard let body, let place = articleStart(in: event) else { return event }
    var text = "\"text\":" + JSONValue.quoted(body)
    let next = event[place...].first { $0 != 0x20 }
    if next != UInt8(ascii: "}") { text += "," }
    return event[..<place] + Array(text.utf8) + event[place...]
  }

  /// The offset behind the brace that opens the top level's `article`.
  private static func articleStart(in event: [UInt8]) -> Int? {
    let name = Array("\"article\"".utf8)
    var depth = 0
    var at = 0
    while at < event.count {
      switch event[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let end = stringEnd(in: event, from: at)
        if depth == 1, event[at..<end].elementsEqual(name), let open = opening(in: event, from: end)
        {
          return open
        }
        at = end
        continue
      default: break
      }
      at += 1
    }
    return nil
  }

  /// Behind the closing quote of the string that begins at `start`.
  private static func stringEnd(in event: [UInt8], from start: Int) -> Int {
    var at = start + 1
    while at < event.count, event[at] != UInt8(ascii: "\"") {
      at += event[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, event.count)
  }

  private static func opening(in event: [UInt8], from start: Int) -> Int? {
    var at = start
    while at < event.count, event[at] == 0x20 || event[at] == UInt8(ascii: ":") { at += 1 }
    return at < event.count && event[at] == UInt8(ascii: "{") ? at + 1 : nil
  }
}
