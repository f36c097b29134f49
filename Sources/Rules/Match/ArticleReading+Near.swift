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
      var hits: [(term: Int, hit: FieldScan.Hit)] = []
      var isComplete = true
      for (term, leaf) in near.terms.enumerated() {
        guard scans(leaf.field).contains(where: { $0.field == scan.field }) else {
          isComplete = false
          break
        }
        let found = scan.hits(of: leaf.needle)
        if found.isEmpty {
          isComplete = false
          break
        }
        hits += found.map { (term, $0) }
      }
      guard isComplete else { continue }
      hits.sort { ($0.hit.start, $0.term) < ($1.hit.start, $1.term) }
      windows += slide(near, hits, scan, limit: limit - windows.count)
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

  private func slide(
    _ near: NearLeaf, _ hits: [(term: Int, hit: FieldScan.Hit)], _ scan: FieldScan, limit: Int
  ) -> [Window] {
    var windows: [Window] = []
    var latest = [FieldScan.Hit?](repeating: nil, count: near.terms.count)
    // For ordered terms: the latest chain that ends in each term.
    var chains = [[FieldScan.Hit]?](repeating: nil, count: near.terms.count)
    for (term, hit) in hits {
      guard windows.count < limit else { break }
      let candidate: [FieldScan.Hit]
      if near.isOrdered {
        if term == 0 {
          chains[0] = [hit]
        } else if let chain = chains[term - 1], let last = chain.last, last.end <= hit.start {
          chains[term] = chain + [hit]
        }
        guard term == near.terms.count - 1, let chain = chains[term], chain.last == hit else {
          continue
        }
        candidate = chain
      } else {
        latest[term] = hit
        let all = latest.compactMap(\.self)
        guard all.count == near.terms.count else { continue }
        candidate = all
      }
      guard isClose(candidate, near.within, scan) else { continue }
      windows.append(Window(scan: scan, hits: candidate))
      latest = latest.map { _ in nil }
      chains = chains.map { _ in nil }
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
