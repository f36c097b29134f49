extension URLs {
  /// The key of ``normalised(_:)`` for a finished address in which nothing is percent-encoded and
  /// no AMP or print version may hide; nil for others, which take the long way.
  static func plainKey(_ url: Span<UInt8>) -> String? {
    guard let path = finishedPath(url), url[path - 1] != UInt8(ascii: "."),
      let parts = PlainParts(url, path: path)
    else { return nil }
    let start = url[4] == UInt8(ascii: "s") ? 8 : 7
    // `www.` and `amp.` go in that order, where a name with a dot is left: that is seldom plain.
    var dots = 0
    for at in start..<path where url[at] == UInt8(ascii: ".") { dots += 1 }
    var host = start
    if dots >= 2, url.holds("www.", at: start) { host += 4 }
    if url.holds("amp.", at: host) || url.holds("www.", at: host) { return nil }
    let parameters = keptParameters(url, from: parts.query)
    if parameters.isEmpty { return String(wellFormed: url.extracting(host..<parts.pathEnd)) }
    var key: [UInt8] = []
    key.reserveCapacity(url.count)
    func append(_ range: Range<Int>) {
      for at in range { key.append(url[at]) }
    }
    append(host..<parts.pathEnd)
    var sign = UInt8(ascii: "?")
    for parameter in parameters {
      key.append(sign)
      append(parameter)
      sign = UInt8(ascii: "&")
    }
    return String(wellFormed: key.span)
  }

  /// Where path and query of a plain address end and begin.
  private struct PlainParts {
    /// Without a trailing slash and an index page.
    var pathEnd: Int
    /// Behind the question mark, or the address's end.
    var query: Int

    init?(_ url: Span<UInt8>, path: Int) {
      var segment = path
      var at = path
      query = url.count
      reading: while at < url.count {
        switch url[at] {
        case UInt8(ascii: "#"), UInt8(ascii: "%"): return nil
        case UInt8(ascii: "?"):
          query = at + 1
          break reading
        case UInt8(ascii: "/"):
          if at > path, segment == at - 1 { return nil }
          segment = at
        default: break
        }
        at += 1
      }
      pathEnd = at
      for at in query..<url.count where url[at] == UInt8(ascii: "#") || url[at] == UInt8(ascii: "%")
      {
        return nil
      }
      if segment == pathEnd - 1 {
        // The last segment, before a trailing slash.
        pathEnd = segment
        segment = path
        for at in path..<pathEnd where url[at] == UInt8(ascii: "/") { segment = at }
      }
      guard pathEnd > segment else { return }
      let name = segment + 1
      if Self.mayBeTwin(url, name, pathEnd) { return nil }
      if Self.isIndex(url, name, pathEnd) {
        pathEnd = segment
        var before = segment
        while before > path, url[before - 1] != UInt8(ascii: "/") { before -= 1 }
        if before > path, Self.mayBeTwin(url, before, segment) { return nil }
      }
      var first = path + 1
      while first < pathEnd, url[first] != UInt8(ascii: "/") { first += 1 }
      if TwinMarks.isSegment(url.extracting(path + 1..<max(first, path + 1))) { return nil }
    }

    private static func mayBeTwin(_ url: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
      let segment = url.extracting(start..<end)
      return TwinMarks.isSegment(segment) || TwinMarks.ending(segment) != nil
    }

    private static func isIndex(_ url: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
      guard url.holds("index.", at: start) || url.holds("default.", at: start) else { return false }
      return URLs.indexPages.contains(String(wellFormed: url.extracting(start..<end)))
    }
  }

  /// The parameters that say which article is meant, in the order of their bytes.
  private static func keptParameters(_ url: Span<UInt8>, from query: Int) -> [Range<Int>] {
    var kept: [Range<Int>] = []
    var start = query
    while start < url.count {
      var end = start
      while end < url.count, url[end] != UInt8(ascii: "&") { end += 1 }
      if end > start, isMeant(url, start, end) { kept.append(start..<end) }
      start = end + 1
    }
    if kept.count > 1 {
      kept.sort { left, right in
        var offset = 0
        while offset < left.count, offset < right.count {
          let one = url[left.lowerBound + offset]
          let other = url[right.lowerBound + offset]
          if one != other { return one < other }
          offset += 1
        }
        return left.count < right.count
      }
    }
    return kept
  }

  private static func isMeant(_ url: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var nameEnd = start
    while nameEnd < end, url[nameEnd] != UInt8(ascii: "=") { nameEnd += 1 }
    return !isTracking(url.extracting(start..<nameEnd))
      && !TwinMarks.isParameter(url.extracting(start..<end))
  }
}
