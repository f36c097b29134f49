/// The entities that a document's own type declares, as far as they are harmless: short texts. One
/// is put in once and never looked through for another, and all together may put in a little only,
/// so nothing can grow.
struct DeclaredEntities {
  private static let countLimit = 64
  private static let lengthLimit = 256
  /// Bytes that a document's entities may add to it.
  private static let budget = 64 << 10

  private var values: [[UInt8]: [UInt8]] = [:]
  private var added = 0

  var isEmpty: Bool { values.isEmpty }

  /// Takes in the declaration that begins at `start`, up to `end`, if it is one of a text.
  mutating func declare(_ source: ByteView, _ start: Int, _ end: Int) {
    var at = start + "<!ENTITY".utf8.count
    func skipSpace() {
      while at < end, source[at].isMarkupSpace { at += 1 }
    }
    skipSpace()
    let name = at
    while at < end, source[at].isASCIILetter || source[at].isASCIIDigit { at += 1 }
    let nameEnd = at
    skipSpace()
    guard nameEnd > name, nameEnd - name <= 40, at > nameEnd, at < end,
      source[at] == UInt8(ascii: "\"") || source[at] == UInt8(ascii: "'")
    else { return }
    let close = source.place(of: source[at], from: at + 1, to: end)
    let value = source.array(at + 1, close)
    let key = source.array(name, nameEnd)
    guard close < end, value.count <= Self.lengthLimit, values.count < Self.countLimit,
      values[key] == nil, !value.contains(UInt8(ascii: "<"))
    else { return }
    values[key] = value
  }

  /// A text with its declared entities put in, nil when it has none.
  mutating func expanded(_ source: ByteView, _ start: Int, _ end: Int) -> [UInt8]? {
    var text: [UInt8] = []
    var from = start
    var at = start
    while added < Self.budget {
      at = source.place(of: UInt8(ascii: "&"), from: at, to: end)
      guard at < end else { break }
      var stop = at + 1
      while stop < end, stop - at <= 40, source[stop].isASCIILetter || source[stop].isASCIIDigit {
        stop += 1
      }
      if stop < end, source[stop] == UInt8(ascii: ";"),
        let value = values[source.array(at + 1, stop)]
      {
        source.append(from, at, to: &text)
        text.append(contentsOf: value)
        added += value.count
        from = stop + 1
      }
      at += 1
    }
    guard from > start else { return nil }
    source.append(from, end, to: &text)
    return text
  }
}
