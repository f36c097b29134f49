/// A word's part in the needles.
struct WordUse: Sendable {
  private struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let startsPhrase = Flags(rawValue: 1)
    static let isSecond = Flags(rawValue: 2)
    static let hasSeveral = Flags(rawValue: 4)
    static let isPlain = Flags(rawValue: 8)
    static let hasAccents = Flags(rawValue: 16)
  }

  private var number: UInt32 = .max
  private var flags: Flags = []

  /// The one needle that is this word alone.
  @inline(__always)
  var needle: UInt32? { number == .max ? nil : number }

  @inline(__always)
  var startsPhrase: Bool { flags.contains(.startsPhrase) }
  /// The second word of a phrase.
  @inline(__always)
  var isSecond: Bool { flags.contains(.isSecond) }
  /// More needles than one are this word alone.
  @inline(__always)
  var hasSeveral: Bool { flags.contains(.hasSeveral) }
  /// The one needle is found wherever its word stands as written, without a further look.
  @inline(__always)
  var isPlain: Bool { flags.contains(.isPlain) }
  /// So it is, but for the accents where a text's language tells words apart by them.
  @inline(__always)
  var isPlainWithoutAccents: Bool { !flags.isDisjoint(with: [.isPlain, .hasAccents]) }

  mutating func add(_ needle: UInt32) {
    if number != .max { flags.insert(.hasSeveral) }
    number = hasSeveral ? .max : needle
  }

  mutating func startPhrase() { flags.insert(.startsPhrase) }
  mutating func beSecond() { flags.insert(.isSecond) }
  mutating func bePlain(hasAccents: Bool) { flags.insert(hasAccents ? .hasAccents : .isPlain) }
}
