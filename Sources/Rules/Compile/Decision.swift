/// A condition as one row of tests, each with where to go on when it is met and when not: what an
/// article tries hundreds of times lies in one piece of memory.
struct Decision: Sendable {
  enum Test: Sendable {
    case term(needle: UInt32, field: Field?, atLeast: Int32)
    case list(Int32)
    /// Into `others`.
    case other(Int32)
  }

  struct Step: Sendable {
    var test: Test
    var ifMet: Int32
    var ifNot: Int32
  }

  /// Where the tests end.
  static let holds: Int32 = -1
  static let fails: Int32 = -2

  private(set) var steps: [Step] = []
  private(set) var others: [Node] = []
  /// The number of the first step, or how it ends.
  private(set) var first = 0

  init(_ node: Node) {
    first = Int(add(node, ifMet: Self.holds, ifNot: Self.fails))
  }

  /// Adds the steps of a node behind all that it may lead to, and gives the first of them.
  private mutating func add(_ node: Node, ifMet: Int32, ifNot: Int32) -> Int32 {
    switch node {
    case .group(let all, let any, let none):
      // From the last to the first. Patterns come last: they cost most.
      var next = ifMet
      for part in none.reversed() where part.isPattern {
        next = add(part, ifMet: ifNot, ifNot: next)
      }
      for part in all.reversed() where part.isPattern {
        next = add(part, ifMet: next, ifNot: ifNot)
      }
      for part in none.reversed() where !part.isPattern {
        next = add(part, ifMet: ifNot, ifNot: next)
      }
      if !any.isEmpty {
        var other = ifNot
        for part in any.reversed() where part.isPattern {
          other = add(part, ifMet: next, ifNot: other)
        }
        for part in any.reversed() where !part.isPattern {
          other = add(part, ifMet: next, ifNot: other)
        }
        next = other
      }
      for part in all.reversed() where !part.isPattern {
        next = add(part, ifMet: next, ifNot: ifNot)
      }
      return next
    case .term(let leaf):
      return add(
        .term(needle: leaf.needle, field: leaf.field, atLeast: Int32(clamping: leaf.atLeast)),
        ifMet, ifNot)
    case .list(let list): return add(.list(Int32(list)), ifMet, ifNot)
    case .near, .pattern:
      others.append(node)
      return add(.other(Int32(others.count - 1)), ifMet, ifNot)
    }
  }

  private mutating func add(_ test: Test, _ ifMet: Int32, _ ifNot: Int32) -> Int32 {
    steps.append(Step(test: test, ifMet: ifMet, ifNot: ifNot))
    return Int32(steps.count - 1)
  }
}
