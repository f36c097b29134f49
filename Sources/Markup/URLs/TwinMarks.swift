/// How sites mark the AMP and the print version of a page: the article is the page without the mark.
enum TwinMarks {
  /// Whether a path's first or last segment is nothing but a mark: `/amp/world/story`,
  /// `/story/print`.
  static func isSegment(_ segment: Span<UInt8>) -> Bool {
    segments.contains { segment.count == $0.utf8CodeUnitCount && segment.holds($0, at: 0) }
  }

  /// The length of the mark before `.html` at a segment's end (`.amp` of `story.amp.html`), or nil.
  static func ending(_ segment: Span<UInt8>) -> Int? {
    let html = 5
    guard segment.count > html, segment.holds(".html", at: segment.count - html) else { return nil }
    return endings.first {
      let length = $0.utf8CodeUnitCount
      return segment.count > length + html && segment.holds($0, at: segment.count - html - length)
    }?.utf8CodeUnitCount
  }

  /// Whether a parameter asks for another view of the same page.
  static func isParameter(_ parameter: Span<UInt8>) -> Bool {
    guard parameter.count <= longest else { return false }
    return parameters.contains(String(wellFormed: parameter).lowercased())
  }

  private static let segments: [StaticString] = ["amp", "print", "printable"]
  private static let endings: [StaticString] = [".amp", ".print"]
  private static let longest = 20

  private static let parameters: Set<String> = {
    var all: Set<String> = ["amp", "amp=1", "outputtype=amp", "tmpl=component"]
    for name in ["print", "printable", "printpage", "printmode", "printview", "printversion"] {
      all.formUnion(["", "=1", "=true", "=yes", "=y", "=on"].map { name + $0 })
    }
    for name in ["view", "output", "outputtype", "format", "mode", "layout", "action", "do"] {
      all.insert(name + "=print")
    }
    return all
  }()
}
