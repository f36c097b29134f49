/// Cuts a template into its own words and its tags.
struct TemplateScanner {
  enum Piece: Equatable {
    case text(Range<Int>)
    case tag(Tag)
  }

  struct Tag: Equatable {
    /// Of its `{{`.
    var offset: Int
    /// What stands between the braces, a `~` not counted.
    var inner: Range<Int>
    /// After its `}}`.
    var end: Int
    var isComment: Bool
    /// `{{~`, `~}}`: the white space beside it goes.
    var trimsBefore = false
    var trimsAfter = false
  }

  private let scalars: [Unicode.Scalar]
  private(set) var pieces: [Piece] = []
  private(set) var faults: [TemplateOffsetFault] = []

  /// In one pass; offsets are those of the scalars.
  static func scan(
    _ scalars: [Unicode.Scalar]
  ) -> (pieces: [Piece], faults: [TemplateOffsetFault]) {
    var scanner = TemplateScanner(scalars)
    scanner.cut()
    scanner.trim()
    return (scanner.pieces, scanner.faults)
  }

  private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private func has(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= scalars.count else { return false }
    return text.withUTF8Buffer { bytes in
      (0..<count).allSatisfy { scalars[index + $0].value == UInt32(bytes[$0]) }
    }
  }

  private mutating func cut() {
    var start = 0
    var index = 0
    while index < scalars.count {
      if has("{{", at: index) {
        if start < index { pieces.append(.text(start..<index)) }
        index = tag(at: index)
        start = index
        continue
      }
      if has("{%", at: index) {
        faults.append(
          .init(
            index, "{% means nothing here",
            "blocks are written {{#if …}}, {{#each …}}; as mere text it is {{ \"{%\" }}"))
        index += 1
      }
      index += 1
    }
    if start < scalars.count { pieces.append(.text(start..<scalars.count)) }
  }

  /// Takes one tag; gives where to go on.
  private mutating func tag(at offset: Int) -> Int {
    var inner = offset + 2
    if has("{", at: inner), !has("{{", at: inner + 1) || has("{{{{", at: offset) {
      faults.append(
        .init(offset, "three { in a row", "put a space between them: { {{ … }} or {{ … }}"))
      return offset + 3
    }
    var tag = Tag(offset: offset, inner: inner..<inner, end: inner, isComment: false)
    if has("~", at: inner) {
      tag.trimsBefore = true
      inner += 1
    }
    tag.isComment = has("!", at: inner)
    let isLong = has("!--", at: inner)
    var quote: Unicode.Scalar?
    var quoteOffset = inner
    var index = inner
    while index < scalars.count {
      let scalar = scalars[index]
      if tag.isComment {
        if has(isLong ? "--}}" : "}}", at: index) {
          return close(tag, from: inner, at: isLong ? index + 2 : index)
        }
        if isLong, has("--~}}", at: index) { return close(tag, from: inner, at: index + 2) }
      } else if let open = quote {
        if scalar == "\\" {
          index += 1
        } else if scalar == open {
          quote = nil
        } else if scalar == "\n" {
          faults.append(
            .init(quoteOffset, "this text in quotes is not closed", "close it with \(open)"))
          return recovered(from: index)
        }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
        quoteOffset = index
      } else if has("}}", at: index) {
        return close(tag, from: inner, at: index)
      } else if has("{{", at: index) {
        break
      }
      index += 1
    }
    if let open = quote {
      faults.append(
        .init(quoteOffset, "this text in quotes is not closed", "close it with \(open)"))
      return scalars.count
    }
    let end = tag.isComment ? (isLong ? "--}}" : "}}") : "}}"
    faults.append(.init(offset, "this {{ is not closed", "write \(end) where it ends"))
    return index
  }

  /// After a fault: behind the tag's end, or where the next one begins.
  private func recovered(from start: Int) -> Int {
    var index = start
    while index < scalars.count {
      if has("}}", at: index) { return index + 2 }
      if has("{{", at: index) { return index }
      index += 1
    }
    return index
  }

  private mutating func close(_ tag: Tag, from inner: Int, at index: Int) -> Int {
    var tag = tag
    var end = index
    if end > inner, scalars[end - 1] == "~" {
      tag.trimsAfter = true
      end -= 1
    }
    tag.inner = inner..<end
    tag.end = index + 2
    pieces.append(.tag(tag))
    return tag.end
  }
}

// MARK: - White space

extension TemplateScanner {
  /// Takes away the lines on which a block's tag or a comment stands alone, and what `~` asks for.
  private mutating func trim() {
    var cuts: [(front: Int, back: Int)] = pieces.map { _ in (0, 0) }
    for (index, piece) in pieces.enumerated() {
      guard case .tag(let tag) = piece else { continue }
      let before = text(index - 1)
      let after = text(index + 1)
      if stands(alone: tag, before: before, after: after, index) {
        if let before { cuts[index - 1].back = max(cuts[index - 1].back, blankTail(before)) }
        if let after { cuts[index + 1].front = max(cuts[index + 1].front, blankHead(after) + 1) }
      }
      if tag.trimsBefore, let before {
        cuts[index - 1].back = before.reversed().prefix { isBlank(scalars[$0]) }.count
      }
      if tag.trimsAfter, let after {
        cuts[index + 1].front = after.prefix { isBlank(scalars[$0]) }.count
      }
    }
    pieces = zip(pieces, cuts).compactMap { piece, cut in
      guard case .text(let range) = piece else { return piece }
      let start = min(range.lowerBound + cut.front, range.upperBound)
      let end = max(range.upperBound - cut.back, start)
      return start < end ? .text(start..<end) : nil
    }
  }

  private func text(_ index: Int) -> Range<Int>? {
    guard pieces.indices.contains(index), case .text(let range) = pieces[index] else { return nil }
    return range
  }

  private func stands(
    alone tag: Tag, before: Range<Int>?, after: Range<Int>?, _ index: Int
  ) -> Bool {
    guard tag.isComment || isBlock(tag) else { return false }
    if let before {
      let head = before.upperBound - blankTail(before)
      guard head == before.lowerBound ? index == 1 : scalars[head - 1] == "\n" else { return false }
    } else if index > 0 {
      return false
    }
    if let after {
      let end = after.lowerBound + blankHead(after)
      guard end == after.upperBound ? index == pieces.count - 2 : scalars[end] == "\n" else {
        return false
      }
    } else if index < pieces.count - 1 {
      return false
    }
    return true
  }

  private func isBlock(_ tag: Tag) -> Bool {
    let inner = tag.inner.drop { isBlank(scalars[$0]) }
    guard let first = inner.first else { return false }
    return scalars[first] == "#" || scalars[first] == "/" || has("else", at: first)
  }

  /// How many spaces and tabs end it.
  private func blankTail(_ range: Range<Int>) -> Int {
    range.reversed().prefix { scalars[$0] == " " || scalars[$0] == "\t" }.count
  }

  private func blankHead(_ range: Range<Int>) -> Int {
    range.prefix { scalars[$0] == " " || scalars[$0] == "\t" }.count
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }
}
