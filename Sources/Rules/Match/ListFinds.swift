/// Which terms of which lists an article holds: one array for all lists, chained, since there may be
/// many lists and most of an article's finds may belong to one.
struct ListFinds {
  private struct Find {
    var term: UInt32
    /// The find of the same list before it and one; 0 for none.
    var before: UInt32
  }

  /// The last find of each list and one; 0 for none.
  private var last: [UInt32]
  private var finds: [Find] = []

  init(lists: Int) { last = [UInt32](repeating: 0, count: lists) }

  @inline(__always)
  func isEmpty(_ list: Int) -> Bool { last[list] == 0 }

  @inline(__always)
  mutating func add(_ term: Int, to list: Int) {
    finds.append(Find(term: UInt32(truncatingIfNeeded: term), before: last[list]))
    last[list] = UInt32(truncatingIfNeeded: finds.count)
  }

  func contains(in list: Int, _ isWanted: (Int) -> Bool) -> Bool {
    guard list < last.count else { return false }
    var at = Int(last[list])
    while at > 0 {
      if isWanted(Int(finds[at - 1].term)) { return true }
      at = Int(finds[at - 1].before)
    }
    return false
  }

  /// The latest first; a term once for each field.
  func terms(of list: Int) -> [Int] {
    var terms: [Int] = []
    _ = contains(in: list) { term in
      terms.append(term)
      return false
    }
    return terms
  }
}
