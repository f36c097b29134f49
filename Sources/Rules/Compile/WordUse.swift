/// A word's part in the needles.
struct WordUse: Sendable {
  private var number: UInt32 = .max
  var startsPhrase = false
  /// The second word of a phrase.
  var isSecond = false
  /// More needles than one are this word alone.
  private(set) var hasSeveral = false
  /// The one needle is found wherever its word stands as written, without a further look.
  var isPlain = false

  /// The one needle that is this word alone.
  @inline(__always)
  var needle: UInt32? { number == .max ? nil : number }

  mutating func add(_ needle: UInt32) {
    hasSeveral = hasSeveral || number != .max
    number = hasSeveral ? .max : needle
  }
}
