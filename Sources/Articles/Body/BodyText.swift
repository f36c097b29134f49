internal import Markup

/// Chooses the blocks of a body: what stands in the found elements, less the boxes, labels and
/// links that are not the article, and with the lead that stands before it.
struct BodyText {
  let page: PageOutline
  let finder: BodyFinder
  /// The headline, as `TextKey` makes it; its repetitions are no body.
  let titleKey: String
  let language: String?
  let lead: BodyLead

  /// Blocks of the body, in document order.
  func blocks(in elements: [Int], headline: Int?) -> [Int] {
    var kept: [Int] = []
    var dropped = Set<Int>()
    let boxes = BodyBoxes(page: page)
    for element in elements {
      boxes.mark(in: element, into: &dropped)
      for index in page.firstBlock[element]..<page.endBlock[element] {
        if dropped.contains(index) || finder.isOutside(page.blocks[index]) { continue }
        kept.append(index)
      }
    }
    kept = withoutRepeats(kept.filter { !isJunk(page.blocks[$0]) })
    if let first = kept.first(where: { page.blocks[$0].isProse }), let headline {
      kept = lead.blocks(before: first, after: headline, body: kept) + kept
    }
    kept = withoutTitle(withoutEnding(kept))
    kept = withoutOrphanHeadings(kept)
    while kept.count > 2, let last = kept.last, isInvitation(page.blocks[last]) {
      kept.removeLast()
    }
    return kept
  }

  /// A last paragraph that asks to take the paper's letter, by a link.
  private func isInvitation(_ block: Block) -> Bool {
    guard block.linkWeight > 0, block.weight < 400 else { return false }
    let text = page.string(block).lowercased()
    return ["newsletter", "النشرة البريدية", "نشرتنا البريدية", "خبرنامه", "boletín", "рассылк"]
      .contains { text.contains($0) }
  }

  /// Without what follows a heading such as "Related articles" in the second half of the text.
  private func withoutEnding(_ blocks: [Int]) -> [Int] {
    let all = blocks.reduce(0) { $0 + page.blocks[$1].weight }
    var seen = 0
    for (place, index) in blocks.enumerated() {
      let block = page.blocks[index]
      if seen * 2 > all, block.weight < 60, isHeading(block), JunkLines.isEnding(page.string(block))
      {
        return Array(blocks[..<place])
      }
      seen += block.weight
    }
    return blocks
  }

  /// A heading by its element or, where pages have none, a line of its own set in bold.
  private func isHeading(_ block: Block) -> Bool {
    if case .heading = block.kind { return true }
    return block.isEmphasised && block.marks == 0
  }

  private func isJunk(_ block: Block) -> Bool {
    if BodyBoxes.isLinkLine(block) { return true }
    if case .heading(1) = block.kind { return true }
    guard block.weight < 240 else { return false }
    let text = page.string(block)
    return JunkLines.matches(text, linkShare: block.linkShare) || isDateLine(block, text)
  }

  /// `Stand: 28.04.2023 16:11 Uhr`, `Published March 14, 2024 - 07:50 GMT`: a date and hardly more.
  private func isDateLine(_ block: Block, _ text: String) -> Bool {
    guard block.weight <= 60, block.kind != .preformatted,
      text.unicodeScalars.contains(where: { !$0.isLetter && $0.isLetterOrDigit }),
      TextKey.words(text).count <= 12
    else { return false }
    // A paragraph may name the place beside the day: `حلب، 14 آذار 2024`.
    let words = block.kind == .paragraph ? 0 : 3
    return DateReader.isAlone(text, language: language, words: words)
  }

  /// Without a second copy of the text, as pages carry for narrow screens or for print: it begins
  /// with the first two sentences once more. A list may well repeat others.
  private func withoutRepeats(_ blocks: [Int]) -> [Int] {
    let long = blocks.filter { page.blocks[$0].isProse && page.blocks[$0].weight >= 60 }
    let texts = long.map { page.text[page.blocks[$0].text] }
    guard texts.count > 3,
      let start = (2..<texts.count - 1).first(where: {
        texts[$0] == texts[0] && texts[$0 + 1] == texts[1]
      })
    else { return blocks }
    let known = Set(texts[..<start])
    return blocks.filter { $0 < long[start] || !known.contains(page.text[page.blocks[$0].text]) }
  }

  private func withoutTitle(_ blocks: [Int]) -> [Int] {
    guard !titleKey.isEmpty else { return blocks }
    return blocks.enumerated().filter { place, index in
      place > 5 || !TextKey.of(page.string(page.blocks[index]), is: titleKey)
    }.map(\.element)
  }

  /// Headings that head nothing any more.
  private func withoutOrphanHeadings(_ blocks: [Int]) -> [Int] {
    var result: [Int] = []
    var waiting: [Int] = []
    for index in blocks {
      if case .heading = page.blocks[index].kind {
        waiting.append(index)
      } else {
        result.append(contentsOf: waiting)
        waiting.removeAll()
        result.append(index)
      }
    }
    return result
  }
}

/// A text reduced to its letters and digits, lowercased, for telling two renderings apart.
enum TextKey {
  static func of(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      read(scalar) { key.append($0) }
    }
    return String(key)
  }

  /// Whether a text has this key; ends at the first letter that differs.
  static func of(_ text: String, is key: String) -> Bool {
    var rest = key.unicodeScalars.makeIterator()
    var isSame = true
    for scalar in text.unicodeScalars {
      read(scalar) { letter in isSame = isSame && rest.next() == letter }
      guard isSame else { return false }
    }
    return rest.next() == nil
  }

  @inline(__always)
  private static func read(_ scalar: Unicode.Scalar, _ take: (Unicode.Scalar) -> Void) {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: take(scalar)
    case 0x41...0x5A: take(Unicode.Scalar(scalar.value + 32) ?? scalar)
    case ..<0x80, 0x640, 0x64B...0x65F, 0x670: return
    // Arabic letters have no small form.
    case 0x620...0x64A, 0x671...0x6D3: take(scalar)
    default:
      guard scalar.isLetterOrDigit else { return }
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { take(lower) }
    }
  }

  /// Lowercased words, for comparing two headlines.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.isLetterOrDigit {
        word.appendLowercased(scalar)
        // Han and kana have no spaces between words: each sign stands for one.
        if scalar.value >= 0x3041, scalar.value <= 0x9FFF {
          words.append(String(word))
          word = String.UnicodeScalarView()
        }
      } else if !word.isEmpty, scalar.value != 0x640, !scalar.isJoined {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }
}
