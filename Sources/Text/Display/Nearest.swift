/// The valid name that a mistyped one most likely means.
package enum Nearest {
  /// The nearest of `names` by folded edits (insert, delete, replace, swap of neighbours), or nil when
  /// none is within a third of its length (two at least allowed from four letters on). Ties go to the
  /// first. Names longer than 100 scalars are passed over.
  package static func name(to name: String, among names: some Sequence<String>) -> String? {
    let wanted = letters(name)
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in names {
      let other = letters(candidate)
      guard other.count <= 100 else { continue }
      let allowed = max(wanted.count >= 4 ? 2 : 1, wanted.count / 3)
      let limit = min(allowed, (best?.distance ?? .max) - 1)
      guard limit >= 0, abs(other.count - wanted.count) <= limit else { continue }
      let distance = distance(wanted, other)
      if distance <= limit && distance < max(wanted.count, other.count) {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  private static func letters(_ name: String) -> [Unicode.Scalar] {
    let folded = FoldedText(name)
    let text = folded.words.indices.map(folded.keyText).joined(separator: " ")
    return Array(text.unicodeScalars)
  }

  /// Optimal string alignment distance.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var older = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let isSame = left[row] == right[column]
        var cost = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, older[column - 1] + 1)
        }
        current.append(cost)
      }
      older = last
      last = current
    }
    return last[right.count]
  }
}
