/// Makes endless hostile inputs out of a few honest ones. A seed fixes the whole sequence.
package struct Mutator: Sendable {
  /// No input grows over this.
  package static let lengthLimit = 200_000
  /// Mutants that are mutated again.
  private static let poolLimit = 64

  private var chance: SeededChance
  private let seeds: [[UInt8]]
  private let tokens: [[UInt8]]
  private let longest: Int
  private var pool: [[UInt8]] = []

  /// - Parameters:
  ///   - corpus: further inputs to start from.
  ///   - longest: how long inputs may be; never over `lengthLimit`.
  package init(
    kind: FuzzKind, seed: UInt64, corpus: [[UInt8]] = [], longest: Int = lengthLimit
  ) {
    self.longest = min(longest, Self.lengthLimit)
    chance = SeededChance(seed: seed ^ kind.rawValue.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    seeds = kind.seeds + corpus.map { Array($0.prefix(Self.lengthLimit)) }
    tokens = kind.tokens
  }

  /// The next input.
  package mutating func next() -> [UInt8] {
    var bytes = start()
    for _ in 0..<(1 << chance.below(5)) { mutate(&bytes) }
    // Small inputs reach more of the code in the same time; large ones show what grows.
    let limit = chance.isOne(in: 12) ? longest : min(longest, 1 << (9 + chance.below(6)))
    if bytes.count > limit { bytes.removeLast(bytes.count - limit) }
    if pool.count < Self.poolLimit {
      pool.append(bytes)
    } else if chance.isOne(in: 8) {
      pool[chance.below(pool.count)] = bytes
    }
    return bytes
  }

  private mutating func start() -> [UInt8] {
    // Mutants of mutants go far, but lose what made the seed a document: seeds come oftener.
    if !pool.isEmpty, chance.isOne(in: 3) { return pool[chance.below(pool.count)] }
    return seeds.isEmpty ? [] : seeds[chance.below(seeds.count)]
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let at = chance.below(bytes.count + 1)
    switch chance.below(13) {
    case 0:
      if at < bytes.count { bytes[at] ^= 1 << UInt8(chance.below(8)) }
    case 1:
      if at < bytes.count { bytes[at] = Self.edges[chance.below(Self.edges.count)] }
    case 2:
      let bytesOfChance = (0..<chance.length(upTo: 16)).map { _ in
        UInt8(truncatingIfNeeded: chance.next())
      }
      bytes.insert(contentsOf: bytesOfChance, at: at)
    case 3: bytes.removeSubrange(range(from: at, in: bytes))
    case 4: bytes.insert(contentsOf: bytes[range(from: at, in: bytes)], at: at)
    case 5: repeated(range(from: at, in: bytes), in: &bytes)
    case 6: splice(&bytes, at)
    case 7:
      let chunk = Array(bytes[range(from: at, in: bytes)])
      bytes.insert(contentsOf: chunk, at: chance.below(bytes.count + 1))
    case 8: bytes.removeLast(bytes.count - at)
    case 9: number(&bytes, at)
    case 10 where !tokens.isEmpty:
      // One token very often: what is quadratic in something shows itself.
      let token = tokens[chance.below(tokens.count)]
      let count = min(chance.length(upTo: 20_000), longest / max(token.count, 1))
      bytes.insert(contentsOf: [[UInt8]](repeating: token, count: count).joined(), at: at)
    default:
      guard !tokens.isEmpty else { return }
      let token = tokens[chance.below(tokens.count)]
      if chance.isOne(in: 3) {
        bytes.replaceSubrange(range(from: at, in: bytes), with: token)
      } else {
        bytes.insert(contentsOf: token, at: at)
      }
    }
    if bytes.count > 2 * longest { bytes.removeLast(bytes.count - 2 * longest) }
  }

  private mutating func range(from start: Int, in bytes: [UInt8]) -> Range<Int> {
    start..<(start + chance.length(upTo: bytes.count - start))
  }

  private mutating func repeated(_ range: Range<Int>, in bytes: inout [UInt8]) {
    guard !range.isEmpty else { return }
    let chunk = bytes[range]
    let count = min(chance.length(upTo: 5_000), longest / chunk.count)
    bytes.insert(
      contentsOf: [ArraySlice<UInt8>](repeating: chunk, count: count).joined(),
      at: range.upperBound)
  }

  /// The beginning of one input and the end of another.
  private mutating func splice(_ bytes: inout [UInt8], _ at: Int) {
    let other = start()
    let from = chance.below(other.count + 1)
    if chance.isOne(in: 2) {
      bytes.replaceSubrange(at..., with: other[from...])
    } else {
      bytes.insert(contentsOf: other[range(from: from, in: other)], at: at)
    }
  }

  /// Another number in the place of the next one.
  private mutating func number(_ bytes: inout [UInt8], _ at: Int) {
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    guard let start = bytes[at...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(
      start..<end, with: MutationTokens.numbers[chance.below(MutationTokens.numbers.count)])
  }

  /// Bytes at which readers change their minds.
  private static let edges: [UInt8] = [
    0x00, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x26, 0x27, 0x2F, 0x3B, 0x3C, 0x3D, 0x3E, 0x5B, 0x5D, 0x7B,
    0x7F, 0x80, 0x85, 0xA0, 0xBF, 0xC0, 0xC2, 0xE2, 0xED, 0xEF, 0xF0, 0xF4, 0xF8, 0xFE, 0xFF,
  ]
}
