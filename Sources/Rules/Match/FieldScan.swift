internal import Text

/// One field of an article, read once: its words, and every needle found in it.
final class FieldScan: Sendable {
  /// A needle at consecutive words.
  struct Hit: Sendable, Equatable {
    var needle: UInt32
    var start: UInt32
    var end: UInt32
    /// All that was seen through in its words.
    var form: WordScanner.Form = []
  }

  let field: Field
  let text: FoldedText
  /// By needle, then by start.
  let hits: [Hit]

  init(_ field: Field, _ text: FoldedText, needles: Needles) {
    self.field = field
    self.text = text
    guard !text.words.isEmpty else {
      hits = []
      return
    }
    var scanner = WordScanner(text: text, needles: needles)
    scanner.run()
    if scanner.occurrences.isEmpty {
      hits = []
    } else {
      var collector = HitCollector(text, scanner.occurrences, needles)
      hits = collector.collect()
    }
  }

  /// The hits of one needle in text order.
  func hits(of needle: UInt32) -> ArraySlice<Hit> {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if hits[middle].needle < needle { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < hits.count && hits[end].needle == needle { end += 1 }
    return hits[low..<end]
  }

  func scalars(of hit: Hit) -> Range<Int> {
    text.scalars(ofWords: Int(hit.start)..<Int(hit.end))
  }
}
