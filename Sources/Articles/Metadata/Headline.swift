internal import Markup

/// The page's own headline, and where it stands.
struct Headline {
  var text: String
  /// Position of the heading in the outline; nil when only metadata know the title.
  var position: Int?

  /// Chooses among the headings by what the metadata say; the words are then the heading's, since
  /// that is what a reader sees.
  static func find(_ page: PageOutline, finder: BodyFinder, head: PageHead, site: SiteName)
    -> Headline
  {
    let stated = [
      head.linked.headline, head["og:title"], head["twitter:title"],
      head.title.isEmpty ? nil : head.title,
    ].compactMap { $0 }.map { HTMLText.line($0) }.filter { !$0.isEmpty }
    let references = stated.map { Set(TextKey.words(site.stripped($0))) }.filter { !$0.isEmpty }
    var best: (score: Double, position: Int, text: String)?
    var firstHeading: (position: Int, text: String)?
    for (position, text, level) in candidates(page) {
      let words = Set(TextKey.words(text))
      guard !words.isEmpty, text.unicodeScalars.count <= 500 else { continue }
      let isOutside = !finder.effective[position].isDisjoint(with: [
        .related, .comments, .sidebar, .advert, .signup, .hidden, .consent,
      ])
      var score = 0.0
      for reference in references {
        let common = Double(words.intersection(reference).count)
        score = max(score, common / Double(max(words.count, reference.count)))
        // A heading that is part of a longer stated title, or the reverse.
        score = max(
          score,
          0.9 * common / Double(min(words.count, reference.count)) * (words.count >= 3 ? 1 : 0.5))
      }
      if level == 1 { score += 0.15 } else { score -= Double(level) * 0.02 }
      if isOutside { score -= 0.3 }
      if level == 1, !isOutside, !site.isName(text), firstHeading == nil {
        firstHeading = (position, text)
      }
      if score > (best?.score ?? 0.55) { best = (score, position, text) }
    }
    if let best { return Headline(text: best.text, position: best.position) }
    if references.isEmpty, let firstHeading {
      return Headline(text: firstHeading.text, position: firstHeading.position)
    }
    if let text = stated.first {
      return Headline(text: site.stripped(text), position: firstHeading?.position)
    }
    return Headline(text: firstHeading?.text ?? "", position: firstHeading?.position)
  }

  private static func candidates(_ page: PageOutline) -> [(Int, String, Int)] {
    var result: [(Int, String, Int)] = []
    for position in 0..<page.count where result.count < 120 {
      let level: Int
      switch page.names[position] {
      case .h1: level = 1
      case .h2: level = 2
      case .h3: level = 3
      default:
        guard page.signs[position].contains(.headline),
          page.endBlock[position] - page.firstBlock[position] <= 2
        else { continue }
        level = 4
      }
      let text = page.line(at: position)
      if !text.isEmpty { result.append((position, text, level)) }
    }
    return result
  }
}

/// The name of the site, for telling it apart from headlines.
struct SiteName {
  private var keys: Set<String> = []
  let name: String?

  init(head: PageHead, url: String) {
    name = head["og:site_name"] ?? head.linked.siteName ?? head["application-name"]
    for stated in [
      head["og:site_name"], head.linked.siteName, head["application-name"], head["twitter:site"],
    ] {
      guard let stated else { continue }
      let key = TextKey.of(HTMLText.line(stated))
      if !key.isEmpty { keys.insert(key) }
    }
    if let host = URLs.host(of: url) {
      let parts = host.split(separator: ".")
      keys.insert(TextKey.of(host))
      if let main = parts.dropLast().max(by: { $0.count < $1.count }) {
        keys.insert(TextKey.of(String(main)))
        if let last = parts.last { keys.insert(TextKey.of(String(main) + String(last))) }
      }
    }
    // What stands behind a bar in <title> but not in the headline is the site's name too.
    let shown = head["og:title"] ?? head.linked.headline
    if let shown, let rest = Self.rest(of: head.title, after: HTMLText.line(shown)) {
      let key = TextKey.of(rest)
      if !key.isEmpty, rest.unicodeScalars.count <= 40 { keys.insert(key) }
    } else if let last = Self.parts(of: head.title).last, Self.parts(of: head.title).count > 1,
      last.unicodeScalars.count <= 30
    {
      let key = TextKey.of(String(last))
      if !key.isEmpty { keys.insert(key) }
    }
  }

  func isName(_ text: String) -> Bool {
    let key = TextKey.of(text)
    return key.isEmpty ? false : keys.contains(key)
  }

  /// A title without the site's name and section at its ends.
  func stripped(_ title: String) -> String {
    var title = title
    for _ in 0..<3 {
      let parts = Self.parts(of: title)
      guard parts.count > 1, let first = parts.first, let last = parts.last else { break }
      if isName(String(last)) {
        title = Self.trimmed(title[..<last.startIndex])
      } else if isName(String(first)) {
        title = Self.trimmed(title[first.endIndex...])
      } else if title[..<last.startIndex].contains("|"),
        Self.trimmed(title[..<last.startIndex]).count > 20,
        last.unicodeScalars.count < 25
      {
        title = Self.trimmed(title[..<last.startIndex])
      } else {
        break
      }
    }
    return title
  }

  private static func rest(of title: String, after shown: String) -> String? {
    guard !shown.isEmpty, title.hasPrefix(shown) else { return nil }
    let rest = trimmed(title[title.index(title.startIndex, offsetBy: shown.count)...])
    return rest.isEmpty ? nil : rest
  }

  /// The pieces between bars and dashes that stand free.
  static func parts(of title: String) -> [Substring] {
    var parts: [Substring] = []
    var start = title.startIndex
    var index = title.startIndex
    while index < title.endIndex {
      let scalar = title[index].unicodeScalars.first?.value ?? 0
      let isMark: Bool
      switch scalar {
      case 0x7C, 0xBB, 0xAB, 0x2022, 0xB7, 0x5F, 0xFF5C, 0x2503: isMark = true
      case 0x2D, 0x2013, 0x2014, 0x3A:
        let before = index > title.startIndex ? title[title.index(before: index)] : "x"
        let next = title.index(after: index)
        let after = next < title.endIndex ? title[next] : "x"
        isMark = scalar != 0x3A && before.isWhitespace && after.isWhitespace
      default: isMark = false
      }
      if isMark {
        let part = title[start..<index]
        if part.contains(where: { !$0.isWhitespace }) { parts.append(trimmedSlice(part)) }
        start = title.index(after: index)
      }
      index = title.index(after: index)
    }
    let part = title[start...]
    if part.contains(where: { !$0.isWhitespace }) { parts.append(trimmedSlice(part)) }
    return parts
  }

  private static func trimmedSlice(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }

  private static func trimmed(_ text: Substring) -> String {
    let marks: Set<Character> = ["|", "-", "–", "—", "»", "«", "•", "·", ":", "_", "｜", "┃"]
    var text = text
    while let first = text.first, first.isWhitespace || marks.contains(first) {
      text = text.dropFirst()
    }
    while let last = text.last, last.isWhitespace || marks.contains(last) { text = text.dropLast() }
    return String(text)
  }
}
