internal import Markup

/// Who wrote an article, as names.
struct Authors {
  let page: PageOutline
  let finder: BodyFinder
  let head: PageHead
  let site: SiteName

  /// Stated authors first; then the by-line beside the headline; then an opening credit of the body.
  func find(headline: Int?, body: [Int], credits: [String]) -> [String] {
    var stated = Self.names(head.linked.authors)
    if stated.isEmpty || stated.allSatisfy(site.isName) {
      for key in [
        "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
        "dcterms.creator", "cxenseparse:author", "article:author:name", "twitter:data1",
      ] {
        if key == "twitter:data1", !(head["twitter:label1"] ?? "").lowercased().hasPrefix("writ") {
          continue
        }
        let names = Self.names(head.all(key))
        if !names.isEmpty, !names.allSatisfy(site.isName) {
          stated = names
          break
        }
      }
    }
    if stated.isEmpty || stated.allSatisfy(site.isName) {
      let seen = byline(headline: headline, body: body)
      if !seen.isEmpty { return seen }
      if !credits.isEmpty { return Self.names(credits) }
    }
    // Beside people the site itself is no author.
    let people = stated.filter { !site.isName($0) }
    return people.isEmpty ? stated : people
  }

  /// Elements that carry an author's sign in the neighbourhood of headline and body.
  private func byline(headline: Int?, body: [Int]) -> [String] {
    guard let firstBody = body.first else { return [] }
    let start = headline ?? max(0, firstBody - 200)
    let end = body.last.map { page.ends[$0] } ?? page.count
    var found: [String] = []
    var skipUntil = 0
    // A headline may stand behind the body, as in a page's foot.
    let first = max(0, min(start, end) - 40)
    for position in first..<min(page.count, end + 40) where position >= skipUntil {
      let isAuthor =
        attributeIs(position, .itemprop, "author") || attributeIs(position, .rel, "author")
        || page.signs[position].contains(.byline) && hasAuthorName(position)
      guard isAuthor else { continue }
      guard
        finder.effective[position].isDisjoint(with: [
          .related, .comments, .sidebar, .advert, .frame, .share,
        ])
      else { continue }
      // `itemprop=author` holds a `name`; a by-line holds links to its authors.
      var texts: [String] = []
      for inner in position..<page.ends[position] {
        if attributeIs(inner, .itemprop, "name") || attributeIs(inner, .rel, "author") {
          texts.append(page.line(at: inner))
        }
      }
      if texts.isEmpty {
        for inner in position..<page.ends[position] where page.names[inner] == .a {
          let text = page.line(at: inner)
          if Self.isName(text) { texts.append(text) }
        }
      }
      if texts.isEmpty { texts = [page.line(at: position)] }
      let names = Self.names(texts).filter { !site.isName($0) }
      if !names.isEmpty {
        found.append(contentsOf: names)
        if position < firstBody { break }
      }
      skipUntil = page.ends[position]
      if found.count > 8 { break }
    }
    return Self.unique(found)
  }

  private func hasAuthorName(_ position: Int) -> Bool {
    let node = page.nodes[position]
    for name in [NameID.class, .id] {
      guard let value = page.tree.attributeBytes(name, of: node) else { continue }
      var lower: [UInt8] = []
      for byte in value { lower.append(byte | 0x20) }
      for word in ["author", "byline", "autor", "writer", "reporter"] as [StaticString]
      where ElementSigns.contains(lower[...], word) { return true }
    }
    return false
  }

  private func attributeIs(_ position: Int, _ name: NameID, _ value: StaticString) -> Bool {
    guard let bytes = page.tree.attributeBytes(name, of: page.nodes[position]) else { return false }
    return ElementSigns.equals(bytes, value)
  }

  /// Names out of written credits: prefixes, roles and addresses taken off, lists taken apart.
  static func names(_ credits: [String]) -> [String] {
    var result: [String] = []
    for credit in credits.prefix(40) {
      // Who wrote an article takes no page.
      let written = HTMLText.line(String(credit.unicodeScalars.prefix(longestCredit)))
      for part in NameList.split(withoutPrefix(written)) {
        let name = trimmed(part)
        if isName(name) { result.append(name) }
      }
    }
    return Array(unique(result).prefix(40))
  }

  private static let longestCredit = 2_000

  private static func unique(_ names: [String]) -> [String] {
    var seen = Set<String>()
    return names.filter { seen.insert(TextKey.of($0)).inserted }
  }

  private static let prefixes = [
    "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "przez ", "autor: ", "autor ",
    "autorin: ", "text: ", "words by ", "written by ",
    "posted by ", "reported by ", "author: ", "story by ", "de ", "texto: ", "foto: ",
    "redacción: ", "oleh ", "oleh: ", "reporter: ", "penulis: ",
    "بواسطة:", "بواسطة ", "بقلم:", "بقلم :", "بقلم/", "بقلم /", "كتبه ", "بقلم ", "كتب:", "كتب :",
    "كتب ", "كتبت ", "كتبت:", "إعداد:", "إعداد ",
    "تقرير:", "تقرير ", "الكاتب:", "الكاتب ", "ترجمة:", "المحرر:", "نویسنده:", "نویسنده :",
    "خبرنگار:", "نووسەر:", "yazar: ", "yazan: ", "haber: ", "تحریر:",
    "автор: ", "автор ", "текст: ", "מאת ", "מאת: ", "文/", "記者", "记者", "作者：", "作者:", "文：", "撰文：",
  ]

  private static func withoutPrefix(_ text: String) -> String {
    let lower = text.lowercased()
    for prefix in prefixes where lower.hasPrefix(prefix) {
      return String(text.unicodeScalars.dropFirst(prefix.unicodeScalars.count))
    }
    return text
  }

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var end = scalars.endIndex
    while start < end, scalars[start].isSpace || marks.contains(scalars[start]) {
      start = scalars.index(after: start)
    }
    func dropLast(where isDropped: (Unicode.Scalar) -> Bool) {
      while start < end {
        let last = scalars.index(before: end)
        guard isDropped(scalars[last]) else { return }
        end = last
      }
    }
    dropLast { $0.isSpace || (marks.contains($0) && $0 != ".") }
    // `Dr. J. Smith (Reuters)`: what stands in brackets is no part of the name.
    if let bracket = scalars[start..<end].firstIndex(of: "("), bracket > start {
      end = bracket
      dropLast(where: \.isSpace)
    }
    return String(scalars[start..<end])
  }

  private static let marks: Set<Unicode.Scalar> = [
    "-", "–", "—", ":", "|", ",", ".", "•", "·", "،", "*", "@", "/",
  ]

  /// Whether a text can be somebody's or an agency's name.
  static func isName(_ text: String) -> Bool {
    let count = text.unicodeScalars.count
    guard count >= 2, count <= 70 else { return false }
    if text.contains("://") || text.contains("@") || text.hasPrefix("www.") { return false }
    if text.hasPrefix("(") { return false }
    var letters = 0
    var digits = 0
    for scalar in text.unicodeScalars {
      if scalar.isLetter { letters += 1 } else if scalar.isLetterOrDigit { digits += 1 }
    }
    if letters < 2 || digits > 2 { return false }
    let words = text.split(separator: " ").count
    if words > 8 { return false }
    let lower = text.lowercased()
    return !["null", "none", "undefined", "admin", "administrator", "n/a", "staff", "follow", "by"]
      .contains(lower)
  }
}

extension String {
  /// The pieces between a separator, without empty ones.
  func components(parting separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    pieces.append(String(rest))
    return pieces.filter { piece in piece.contains { !$0.isWhitespace } }
  }
}
