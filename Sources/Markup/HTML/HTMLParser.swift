/// Reads HTML of any quality into a tree, after WHATWG HTML §13.2: void elements, implied and
/// misnested tags, raw text, the implied `html`, `head`, `body`, `tbody` and `tr`. Content that
/// stands in a table outside of its cells stays where it is. Comments are left out. Time is linear
/// in the bytes but for misnesting, which has a budget.
package enum HTMLParser {
  /// The tree of a page, or of a fragment, whose elements then stand in an implied `body`.
  /// `utf8` is read as UTF-8; ``TextDecoding`` makes it so.
  package static func parse(
    _ utf8: [UInt8], limits: MarkupLimits = MarkupLimits()
  ) throws(MarkupError) -> MarkupTree {
    var reader = HTMLReader(
      try TreeBuilder(source: utf8, limits: limits, names: KnownNames.table))
    try reader.read()
    return reader.finished()
  }

  /// The same for a text.
  package static func parse(
    _ html: String, limits: MarkupLimits = MarkupLimits()
  ) throws(MarkupError) -> MarkupTree {
    try parse(Array(html.utf8), limits: limits)
  }
}

/// The tokens of HTML, given to ``HTMLStructure`` as they come.
struct HTMLReader {
  private var structure: HTMLStructure
  /// The next end of a comment in a script, and of a CDATA section, as last looked for: `Int.max`
  /// for none. They are far from many beginnings, and are looked for but once.
  private var commentEnd = -1
  private var sectionEnd = -1

  init(_ builder: TreeBuilder) {
    structure = HTMLStructure(builder)
  }

  consuming func finished() -> MarkupTree { structure.builder.finished() }

  mutating func read() throws(MarkupError) {
    let source = structure.builder.source
    let end = source.count
    var at = 0
    var textStart = 0
    while at < end {
      at = source.place(of: UInt8(ascii: "<"), from: at, to: end)
      guard at + 1 < end else { break }
      let next = source[at + 1]
      if next.isASCIILetter {
        try text(textStart, at)
        at = try startTag(at + 1)
      } else if next == UInt8(ascii: "/") {
        guard at + 2 < end else { break }
        try text(textStart, at)
        at = try endTag(at + 2)
      } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
        try text(textStart, at)
        at = try declaration(at)
      } else {
        at += 1
        continue
      }
      textStart = at
    }
    try text(textStart, end)
  }

  private mutating func text(_ start: Int, _ end: Int) throws(MarkupError) {
    guard start < end else { return }
    try structure.text(start, end, decoding: true)
  }

  /// `start` stands on the first letter; gives the place behind the tag and behind raw text.
  private mutating func startTag(_ start: Int) throws(MarkupError) -> Int {
    let (name, nameEnd) = scanName(start)
    let first = structure.builder.attributes.count
    let tag = structure.builder.scanAttributes(nameEnd)
    if tag.isCut { return tag.end }
    let element = try structure.start(
      name, attributesStart: Int32(first), isSelfClosing: tag.isSelfClosing)
    guard element, !structure.isInForeign else { return tag.end }
    let traits = structure.traits(name)
    if traits.contains(.rawText) || traits.contains(.escapableText) {
      return try rawText(
        tag.end, name: name, decoding: traits.contains(.escapableText))
    }
    if name == .plaintext {
      try structure.text(tag.end, structure.builder.source.count, decoding: false)
      return structure.builder.source.count
    }
    return tag.end
  }

  private mutating func rawText(
    _ start: Int, name: NameID, decoding: Bool
  ) throws(MarkupError) -> Int {
    let source = structure.builder.source
    let nameBytes = Array(structure.builder.names.bytes(name))
    var at = start
    var stop = source.count
    while at < source.count {
      at = source.place(of: UInt8(ascii: "<"), from: at, to: source.count)
      if isEndTag(source, at, nameBytes) {
        stop = at
        break
      }
      if name == .script, source.holds("<!--", at: at) {
        at = commentedScript(source, at + 4)
      } else {
        at += 1
      }
    }
    if start < stop { try structure.text(start, stop, decoding: decoding) }
    guard stop < source.count else { return stop }
    return try endTag(stop + 2)
  }

  /// Past a `<script>` that stands in a script's comment, whose end tag is not the outer one's.
  private mutating func commentedScript(_ source: [UInt8], _ start: Int) -> Int {
    if commentEnd < start {
      commentEnd = source.place(of: "-->", from: start, to: source.count) ?? .max
    }
    guard commentEnd < .max else { return start }
    var at = start
    while at < commentEnd {
      at = source.place(of: UInt8(ascii: "<"), from: at, to: commentEnd)
      if source.holdsFolded("</script", at: at) { return at }
      if source.holdsFolded("<script", at: at) { return commentEnd }
      at += 1
    }
    return commentEnd
  }

  private func isEndTag(_ source: [UInt8], _ at: Int, _ name: [UInt8]) -> Bool {
    let after = at + 2 + name.count
    guard after <= source.count, source[at + 1] == UInt8(ascii: "/") else { return false }
    for index in name.indices where source[at + 2 + index].asciiLowercased != name[index] {
      return false
    }
    guard after < source.count else { return true }
    let byte = source[after]
    return byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  private mutating func endTag(_ start: Int) throws(MarkupError) -> Int {
    let source = structure.builder.source
    guard source[start].isASCIILetter else {
      // `</>` is nothing, `</ …>` a comment.
      return min(
        source.place(of: UInt8(ascii: ">"), from: start, to: source.count) + 1, source.count)
    }
    let (name, nameEnd) = scanName(start)
    let close = source.place(of: UInt8(ascii: ">"), from: nameEnd, to: source.count)
    try structure.end(name)
    return min(close + 1, source.count)
  }

  private mutating func scanName(_ start: Int) -> (NameID, Int) {
    let source = structure.builder.source
    var at = start
    var hash = NameTable.hashSeed(-1)
    var hasCapital = false
    while at < source.count {
      var byte = source[at]
      if byte.isMarkupSpace || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") { break }
      if byte &- 0x41 < 26 {
        byte |= 0x20
        hasCapital = true
      }
      hash = (hash ^ UInt32(byte)) &* 16_777_619
      at += 1
    }
    let name =
      hasCapital
      ? structure.builder.names.intern(source[start..<at].map(\.asciiLowercased)[...], hash: hash)
      : structure.builder.names.intern(source[start..<at], hash: hash)
    return (name, at)
  }

  /// Comments, doctypes, processing instructions; CDATA gives its text.
  private mutating func declaration(_ start: Int) throws(MarkupError) -> Int {
    let source = structure.builder.source
    let end = source.count
    if source.holds("<!--", at: start) {
      if source.holds(">", at: start + 4) { return start + 5 }
      if source.holds("->", at: start + 4) { return start + 6 }
      var at = start + 4
      while let dashes = source.place(of: "--", from: at, to: end) {
        if source.holds(">", at: dashes + 2) { return dashes + 3 }
        if source.holds("!>", at: dashes + 2) { return dashes + 4 }
        at = dashes + 1
      }
      return end
    }
    if source.holds("<![CDATA[", at: start) {
      if sectionEnd < start + 9 {
        sectionEnd = source.place(of: "]]>", from: start + 9, to: end) ?? .max
      }
      if sectionEnd < .max {
        if start + 9 < sectionEnd { try structure.text(start + 9, sectionEnd, decoding: false) }
        return sectionEnd + 3
      }
    }
    return min(source.place(of: UInt8(ascii: ">"), from: start, to: end) + 1, end)
  }
}
