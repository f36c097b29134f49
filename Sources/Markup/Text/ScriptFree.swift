/// HTML without its scripts and style sheets: they are no part of a text, and in a feed nobody runs
/// them.
package enum ScriptFree {
  /// The HTML without them, nil when there are none.
  package static func html(_ text: Span<UInt8>) -> String? {
    text.withUnsafeBufferPointer { html(ByteView($0)) }
  }

  private static func html(_ text: ByteView) -> String? {
    guard var cut = opening(text, from: 0) else { return nil }
    var kept: [UInt8] = []
    kept.reserveCapacity(text.count)
    var from = 0
    while true {
      text.append(from, cut.start, to: &kept)
      from = closing(cut.name, text, from: cut.start + 1)
      guard let next = opening(text, from: from) else { break }
      cut = next
    }
    text.append(from, text.count, to: &kept)
    return String(wellFormed: kept.span)
  }

  /// Whether an element of that name holds a script or a style sheet.
  package static func isScript(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "script" || name == "style"
  }

  private static func opening(
    _ text: ByteView, from start: Int
  ) -> (start: Int, name: StaticString)? {
    var at = start
    while true {
      at = text.place(of: UInt8(ascii: "<"), from: at, to: text.count)
      guard at + 6 < text.count else { return nil }
      if text[at + 1] | 0x20 == UInt8(ascii: "s") {
        if isTag("script", text, at + 1) { return (at, "script") }
        if isTag("style", text, at + 1) { return (at, "style") }
      }
      at += 1
    }
  }

  /// Behind the end tag, or the text's end when there is none.
  private static func closing(_ name: StaticString, _ text: ByteView, from start: Int) -> Int {
    var at = start
    while true {
      at = text.place(of: UInt8(ascii: "<"), from: at, to: text.count)
      guard at + 1 < text.count else { return text.count }
      if text[at + 1] == UInt8(ascii: "/"), isTag(name, text, at + 2) {
        return min(text.place(of: UInt8(ascii: ">"), from: at, to: text.count) + 1, text.count)
      }
      at += 1
    }
  }

  private static func isTag(_ name: StaticString, _ text: ByteView, _ at: Int) -> Bool {
    guard text.holdsFolded(name, at: at) else { return false }
    let end = at + name.utf8CodeUnitCount
    return end < text.count
      && (text[end] <= 0x20 || text[end] == UInt8(ascii: ">") || text[end] == UInt8(ascii: "/"))
  }
}
