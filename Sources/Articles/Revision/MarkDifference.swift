/// The shortest way from one list of marks to another (E. Myers, "An O(ND) difference algorithm",
/// 1986), as long as it stays below a bound.
enum MarkDifference {
  /// What stood there, and what stands there now; one of them may be empty.
  struct Hunk: Equatable {
    var before: Range<Int>
    var after: Range<Int>
  }

  /// - Parameter limit: of edits. Beyond it all between the common beginning and the common end is
  ///   one hunk: time and memory grow with its square.
  static func hunks(_ before: [UInt64], _ after: [UInt64], limit: Int) -> [Hunk] {
    var start = 0
    while start < before.count, start < after.count, before[start] == after[start] { start += 1 }
    var ends = (before.count, after.count)
    while ends.0 > start, ends.1 > start, before[ends.0 - 1] == after[ends.1 - 1] {
      ends.0 -= 1
      ends.1 -= 1
    }
    let old = before[start..<ends.0]
    let new = after[start..<ends.1]
    guard !old.isEmpty || !new.isEmpty else { return [] }
    let whole = Hunk(before: start..<ends.0, after: start..<ends.1)
    guard !old.isEmpty, !new.isEmpty, let kept = common(Array(old), Array(new), limit: limit) else {
      return [whole]
    }
    var hunks: [Hunk] = []
    var last = (start, start)
    for (left, right) in kept.map({ ($0.0 + start, $0.1 + start) }) + [ends] {
      if left > last.0 || right > last.1 {
        hunks.append(Hunk(before: last.0..<left, after: last.1..<right))
      }
      last = (left + 1, right + 1)
    }
    return hunks
  }

  /// The pairs of places that stay as they are; nil where the bound is crossed.
  private static func common(
    _ before: [UInt64], _ after: [UInt64], limit: Int
  ) -> [(Int, Int)]? {
    let bound = min(limit, before.count + after.count)
    // How far each diagonal reaches; the diagonal k stands at the place k + bound + 1.
    var reach = [Int](repeating: 0, count: 2 * bound + 3)
    let zero = bound + 1
    var steps: [[Int]] = []
    for step in 0...bound {
      steps.append(Array(reach[(zero - step - 1)...(zero + step + 1)]))
      for diagonal in stride(from: -step, through: step, by: 2) {
        let place = zero + diagonal
        let isDown =
          diagonal == -step || (diagonal != step && reach[place - 1] < reach[place + 1])
        var left = isDown ? reach[place + 1] : reach[place - 1] + 1
        var right = left - diagonal
        while left < before.count, right < after.count, before[left] == after[right] {
          left += 1
          right += 1
        }
        reach[place] = left
        if left >= before.count, right >= after.count {
          return wayBack(steps, end: (before.count, after.count))
        }
      }
    }
    return nil
  }

  private static func wayBack(_ steps: [[Int]], end: (Int, Int)) -> [(Int, Int)] {
    var kept: [(Int, Int)] = []
    var (left, right) = end
    for step in stride(from: steps.count - 1, through: 0, by: -1) {
      let reach = steps[step]
      let diagonal = left - right
      // The diagonal k stands at the place k + step + 1 of its own step.
      let place = diagonal + step + 1
      let isDown =
        diagonal == -step || (diagonal != step && reach[place - 1] < reach[place + 1])
      let from = step == 0 ? 0 : isDown ? reach[place + 1] : reach[place - 1]
      let origin = (from, from - (isDown ? diagonal + 1 : diagonal - 1))
      while left > 0, right > 0, step == 0 || (left > origin.0 && right > origin.1) {
        left -= 1
        right -= 1
        kept.append((left, right))
      }
      (left, right) = origin
    }
    return kept.reversed()
  }
}
