/// What a document says about its own encoding.
enum EncodingDeclaration {
  /// How far into a page its `meta` is looked for; browsers stop after 1,024 bytes, pages do not.
  private static let prescan = 8192

  static func find(in bytes: [UInt8], kind: TextDecoding.Kind) -> String? {
    if let declared = xmlDeclaration(bytes) { return declared }
    return kind == .html ? meta(bytes) : nil
  }

  /// The `encoding` of `<?xml …?>`, which junk may precede.
  private static func xmlDeclaration(_ bytes: [UInt8]) -> String? {
    let window = min(bytes.count, 1024)
    guard let start = bytes.place(of: "<?xml", from: 0, to: window) else { return nil }
    let stop = bytes.place(of: UInt8(ascii: ">"), from: start, to: min(bytes.count, start + 512))
    guard let name = bytes.place(of: "encoding", from: start, to: stop) else { return nil }
    return value(bytes, after: name + 8, before: stop)
  }

  /// `<meta charset=…>` or the `content` of its `http-equiv` form, outside of comments.
  private static func meta(_ bytes: [UInt8]) -> String? {
    let end = min(bytes.count, prescan)
    var at = 0
    while true {
      at = bytes.place(of: UInt8(ascii: "<"), from: at, to: end)
      guard at < end else { return nil }
      if bytes.holds("<!--", at: at) {
        guard let close = bytes.place(of: "-->", from: at + 4, to: end) else { return nil }
        at = close + 3
        continue
      }
      if bytes.holdsFolded("<meta", at: at) {
        let stop = bytes.place(of: UInt8(ascii: ">"), from: at, to: end)
        if let name = bytes.foldedPlace(of: "charset", from: at, to: stop),
          let label = value(bytes, after: name + 7, before: stop)
        {
          return label
        }
        at = stop
      }
      at += 1
    }
  }

  private static func value(_ bytes: [UInt8], after start: Int, before stop: Int) -> String? {
    var at = start
    while at < stop, bytes[at].isMarkupSpace { at += 1 }
    guard at < stop, bytes[at] == UInt8(ascii: "=") else { return nil }
    at += 1
    func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    while at < stop, bytes[at].isMarkupSpace || isQuote(bytes[at]) { at += 1 }
    let from = at
    while at < stop, !bytes[at].isMarkupSpace, !isQuote(bytes[at]), bytes[at] != UInt8(ascii: ";"),
      bytes[at] != UInt8(ascii: "?"), bytes[at] != UInt8(ascii: "/")
    {
      at += 1
    }
    return at > from ? String(decoding: bytes[from..<at], as: UTF8.self) : nil
  }
}

extension [UInt8] {
  /// As ``place(of:from:to:)``, but ASCII letters of either case; `sequence` is lower case.
  func foldedPlace(of sequence: StaticString, from start: Int, to end: Int) -> Int? {
    var at = start
    let last = end - sequence.utf8CodeUnitCount
    while at <= last {
      if holdsFolded(sequence, at: at) { return at }
      at += 1
    }
    return nil
  }
}
