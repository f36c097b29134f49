import Testing

@testable import Rules

@Suite struct DecisionTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 31
    }
  }

  @Test func `the row of tests ends as the tree of conditions does`() {
    var dice = Dice(state: 7)
    var ends: [Bool: Int] = [:]
    for _ in 0..<400 {
      let node = node(depth: 3, &dice)
      let decision = Decision(node)
      for _ in 0..<20 {
        let found = Set((0..<Self.needles).filter { _ in Bool.random(using: &dice) })
        let wanted = holds(node, found)
        ends[wanted, default: 0] += 1
        #expect(run(decision, found) == wanted)
      }
    }
    #expect(ends[true, default: 0] > 1_000 && ends[false, default: 0] > 1_000)
  }

  @Test func `patterns are tried when all else is met`() {
    let pattern = Node.pattern(PatternLeaf(index: 0, field: nil, expression: "x"))
    let decision = Decision(.group(all: [pattern, term(1)], any: [], none: [pattern, term(2)]))
    var tried: [UInt32?] = []
    var at = decision.first
    while at >= 0 {
      switch decision.steps[at].test {
      case .term(let needle, _, _):
        tried.append(needle)
        at = Int(needle == 1 ? decision.steps[at].ifMet : decision.steps[at].ifNot)
      default:
        tried.append(nil)
        at = Int(decision.steps[at].ifMet)
      }
    }
    #expect(tried == [1, 2, nil, nil])
    #expect(at == Int(Decision.fails))
  }

  private static let needles: UInt32 = 12

  private func term(_ needle: UInt32) -> Node {
    .term(TermLeaf(needle: needle, field: nil, atLeast: 1, text: ""))
  }

  private func node(depth: Int, _ dice: inout Dice) -> Node {
    if depth == 0 || Int.random(in: 0..<3, using: &dice) == 0 {
      let number = UInt32.random(in: 0..<Self.needles, using: &dice)
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: return .list(Int(number))
      case 1: return .pattern(PatternLeaf(index: Int(number), field: nil, expression: ""))
      default: return term(number)
      }
    }
    func parts(_ dice: inout Dice) -> [Node] {
      (0..<Int.random(in: 0..<3, using: &dice)).map { _ in node(depth: depth - 1, &dice) }
    }
    return .group(all: parts(&dice), any: parts(&dice), none: parts(&dice))
  }

  private func holds(_ node: Node, _ found: Set<UInt32>) -> Bool {
    switch node {
    case .group(let all, let any, let none):
      all.allSatisfy { holds($0, found) } && (any.isEmpty || any.contains { holds($0, found) })
        && !none.contains { holds($0, found) }
    case .term(let leaf): found.contains(leaf.needle)
    case .list(let list): found.contains(UInt32(list))
    case .pattern(let pattern): found.contains(UInt32(pattern.index))
    case .near: false
    }
  }

  private func run(_ decision: Decision, _ found: Set<UInt32>) -> Bool {
    var at = decision.first
    while at >= 0 {
      let step = decision.steps[at]
      let isMet =
        switch step.test {
        case .term(let needle, _, _): found.contains(needle)
        case .list(let list): found.contains(UInt32(list))
        case .other(let number): holds(decision.others[Int(number)], found)
        }
      at = Int(isMet ? step.ifMet : step.ifNot)
    }
    return at == Int(Decision.holds)
  }
}
