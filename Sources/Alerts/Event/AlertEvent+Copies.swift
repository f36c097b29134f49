internal import Foundation

extension AlertEvent.Copy {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("id")
      writer.string(article)
      writer.key("url")
      writer.string(AlertEvent.web(url))
      writer.key("title")
      writer.string(TextCut.prefix(title, scalars: 500))
      writer.key("source")
      writer.string(source)
      writer.key("first_seen")
      writer.string(Timestamp.rfc3339(seen))
    }
  }

  /// An event's line with these copies in the place of those it was sent with.
  package static func listing(_ copies: [AlertEvent.Copy], in event: [UInt8]) -> [UInt8] {
    guard !copies.isEmpty, event.last == UInt8(ascii: "}") else { return event }
    // Quotes within a string are escaped: these bytes begin a member and nothing else.
    let mark = Array(#","also_at":["#.utf8)
    var end = event.count - 1
    var start = end - mark.count
    while start > 0 {
      if event[start] == mark[0], event[start..<start + mark.count].elementsEqual(mark) {
        end = start
        break
      }
      start -= 1
    }
    var writer = JSONWriter()
    writer.list(copies) { $1.write(to: &$0) }
    return event[..<end] + Array(#","also_at":"#.utf8) + writer.bytes + [UInt8(ascii: "}")]
  }
}
