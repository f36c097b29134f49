/// What a text is, by how it begins.
enum Sniffer {
  enum Kind { case xml, html, json, text }

  /// How far junk before the first tag is looked through.
  private static let window = 4096

  static func kind(_ utf8: [UInt8]) -> Kind {
    guard let first = utf8.first(where: { $0 > 0x20 }) else { return .text }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return .json }
    if let root = root(utf8) { return root }
    var at = 0
    let end = min(utf8.count, window)
    while at < end {
      guard utf8[at] == UInt8(ascii: "<"), at + 1 < utf8.count else {
        at += 1
        continue
      }
      if starts(utf8, at, "<!--") {
        at = closing(utf8, at + 4)
        continue
      }
      if starts(utf8, at, "<!doctype html") || starts(utf8, at, "<html") { return .html }
      for name in pageElements where starts(utf8, at, name) { return .html }
      if utf8[at + 1] == UInt8(ascii: "?") || utf8[at + 1] == UInt8(ascii: "!") {
        at += 2
        continue
      }
      let letter = utf8[at + 1] | 0x20
      if letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") { return .xml }
      at += 1
    }
    return utf8.count > window && utf8.contains(UInt8(ascii: "<")) ? .xml : .text
  }

  private static let feedRoots = [
    "<?xml", "<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex", "<opml",
  ]

  /// The first root that is certain, whatever stands before it: some sites print warnings of their
  /// own, markup and all, in front of a feed. A declaration alone may begin a page too.
  private static func root(_ utf8: [UInt8]) -> Kind? {
    for at in 0..<min(utf8.count, window) where utf8[at] == UInt8(ascii: "<") {
      if starts(utf8, at, "<html") || starts(utf8, at, "<!doctype html") { return .html }
      if feedRoots.contains(where: { starts(utf8, at, $0) }) {
        return starts(utf8, at, "<?xml") && holdsHTML(utf8) ? nil : .xml
      }
    }
    return nil
  }

  private static let pageElements = [
    "<head>", "<head ", "<body", "<title>", "<meta ", "<script", "<div", "<p>", "<table", "<h1",
    "<a ",
    "<link ", "<center", "<span", "<br", "<img", "<style", "<form", "<iframe",
  ]

  /// Whether a page begins somewhere behind an XML prolog.
  static func holdsHTML(_ utf8: [UInt8]) -> Bool {
    let end = min(utf8.count, window)
    return (0..<end).contains { utf8[$0] == UInt8(ascii: "<") && starts(utf8, $0, "<html") }
  }

  private static func closing(_ utf8: [UInt8], _ start: Int) -> Int {
    var at = start
    while at + 2 < utf8.count {
      if utf8[at] == UInt8(ascii: "-"), utf8[at + 1] == UInt8(ascii: "-"),
        utf8[at + 2] == UInt8(ascii: ">")
      {
        return at + 3
      }
      at += 1
    }
    return utf8.count
  }

  private static func starts(_ utf8: [UInt8], _ at: Int, _ text: String) -> Bool {
    var index = at
    for byte in text.utf8 {
      guard index < utf8.count else { return false }
      let found = utf8[index]
      let folded = found >= 0x41 && found <= 0x5A ? found | 0x20 : found
      if folded != byte { return false }
      index += 1
    }
    return true
  }
}

/// Files that are no text, by their first bytes.
enum BinaryKind {
  static func name(_ bytes: [UInt8]) -> String? {
    func starts(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if starts("%PDF-") { return "a PDF file" }
    if starts("PK\u{3}\u{4}") { return "a zip archive" }
    if starts("GIF8") || bytes.starts(with: [0xFF, 0xD8, 0xFF])
      || bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
    {
      return "an image"
    }
    if starts("RIFF") || starts("ID3") || starts("OggS") { return "an audio or video file" }
    if bytes.count > 8, bytes[4..<8].elementsEqual("ftyp".utf8) { return "an audio or video file" }
    return nil
  }
}
