internal import Text

extension ArticleReading {
  /// Hits of all terms of a `near` that stand close enough, one for each term in the rule's order.
  struct Window {
    var scan: FieldScan
    var hits: [FieldScan.Hit]
  }

  /// The closest windows that do not share words, in text order, at most `limit`.
  ///
  /// Within n words means: the last of the terms begins at most n words after the end of the first.
  func windows(of near: NearLeaf, limit: Int) -> [Window] {
    var windows: [Window] = []
    for scan in fields {
      guard windows.count < limit else { break }
      // Each term where it may stand; without a field that is title or body.
      var hits: [ArraySlice<FieldScan.Hit>] = []
      for leaf in near.terms {
        guard scans(leaf.field).contains(where: { $0.field == scan.field }) else { break }
        let found = scan.hits(of: leaf.needle)
        if found.isEmpty { break }
        hits.append(found)
      }
      guard hits.count == near.terms.count else { continue }
      let left = limit - windows.count
      windows +=
        near.isOrdered
        ? ordered(near, hits, scan, limit: left) : unordered(near, hits, scan, limit: left)
    }
    return windows
  }

  /// The nearest that the terms come to each other in words, for explanations; nil when one is
  /// missing or they are in no common field.
  func closest(_ near: NearLeaf) -> Int? {
    var best: Int?
    for words in [4, 16, 64, 256, 1024, 4096] {
      var wider = near
      wider.within = .words(words)
      guard let window = windows(of: wider, limit: 1).first else { continue }
      best = Self.distance(window.hits)
      break
    }
    return best
  }

  private func unordered(
    _ near: NearLeaf, _ hitsOfTerms: [ArraySlice<FieldScan.Hit>], _ scan: FieldScan, limit: Int
  ) -> [Window] {
    var hits: [(term: Int, hit: FieldScan.Hit)] = []
    for (term, found) in hitsOfTerms.enumerated() { hits += found.map { (term, $0) } }
    hits.sort { ($0.hit.start, $0.term) < ($1.hit.start, $1.term) }
    var windows: [Window] = []
    var latest = [FieldScan.Hit?](repeating: nil, count: near.terms.count)
    for (term, hit) in hits {
      guard windows.count < limit else { break }
      latest[term] = hit
      let all = latest.compactMap(\.self)
      guard all.count == near.terms.count, isClose(all, near.within, scan) else { continue }
      windows.append(Window(scan: scan, hits: all))
      latest = latest.map { _ in nil }
    }
    return windows
  }

  /// For each hit of a term the chain of the terms before it that begins last: it is the closest.
  private func ordered(
    _ near: NearLeaf, _ hits: [ArraySlice<FieldScan.Hit>], _ scan: FieldScan, limit: Int
  ) -> [Window] {
    /// A hit and its chain: where that begins, and which hit of the term before is in it.
    struct Link {
      var hit: FieldScan.Hit
      var first: UInt32
      var before: Int
    }
    var links: [[Link]] = [hits[0].map { Link(hit: $0, first: $0.start, before: 0) }]
    for found in hits.dropFirst() {
      let earlier = links[links.count - 1]
      var row: [Link] = []
      var best: Int?
      var next = 0
      for hit in found {
        while next < earlier.count && earlier[next].hit.end <= hit.start {
          if best.map({ earlier[$0].first <= earlier[next].first }) ?? true { best = next }
          next += 1
        }
        if let best { row.append(Link(hit: hit, first: earlier[best].first, before: best)) }
      }
      links.append(row)
    }
    var windows: [Window] = []
    var end: UInt32 = 0
    for last in links[links.count - 1] where last.first >= end && windows.count < limit {
      var chain = [last]
      for row in links.dropLast().reversed() { chain.append(row[chain[chain.count - 1].before]) }
      let candidate = chain.reversed().map(\.hit)
      guard isClose(candidate, near.within, scan) else { continue }
      windows.append(Window(scan: scan, hits: candidate))
      end = last.hit.end
    }
    return windows
  }

  private func isClose(
    _ hits: [FieldScan.Hit], _ within: Condition.Near.Span, _ scan: FieldScan
  ) -> Bool {
    switch within {
    case .words(let count): return Self.distance(hits) <= count
    case .sentence:
      guard let first = hits.map(\.start).min(), let last = hits.map(\.start).max() else {
        return false
      }
      return first == last
        || !scan.text.words[(Int(first) + 1)...Int(last)].contains(where: \.startsSentence)
    }
  }

  private static func distance(_ hits: [FieldScan.Hit]) -> Int {
    guard let first = hits.map(\.end).min(), let last = hits.map(\.start).max() else { return 0 }
    return max(0, Int(last) - Int(first) + 1)
  }
}
