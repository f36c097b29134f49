/// Lists of numbers by number, packed: row `i` is what was added to `i`.
struct Rows: Sendable {
  private var starts: [UInt32] = [0]
  private var values: [UInt32] = []

  init() {}

  /// From pairs (row, value); values keep their order.
  init(_ pairs: [(row: Int, value: Int)], count: Int) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    for pair in pairs { starts[pair.row + 1] += 1 }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    values = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      values[Int(next[pair.row])] = UInt32(pair.value)
      next[pair.row] += 1
    }
    self.starts = starts
  }

  @inline(__always)
  subscript(row: Int) -> ArraySlice<UInt32> {
    guard row + 1 < starts.count else { return [] }
    return values[Int(starts[row])..<Int(starts[row + 1])]
  }
}
