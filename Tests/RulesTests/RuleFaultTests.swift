import Testing
import Text

@testable import Rules

@Suite struct RuleFaultTests {
  private func faults(
    _ rules: [Rule], lists: [String: [Term]] = [:]
  ) -> [String] {
    do throws(RuleFaults) {
      return try RuleSet(rules: rules, lists: lists, places: [], gazetteer: nil).warnings
        .map(\.description)
    } catch {
      return error.faults.map(\.description)
    }
  }

  @Test func `every fault is told at once, in file order, with a hint`() {
    var first = Rule(name: "first", mark: mark(3))
    first.match = group(all: [
      .list(name: "isys", mark: mark(9)), .term(Term("***", mark: mark(5))),
      .pattern(Condition.Pattern(expression: "a(b", mark: mark(7))),
    ])
    let second = Rule(name: "second", mark: mark(20))
    #expect(
      faults([first, second], lists: ["isis": [Term("داعش", mark: mark(30))]]) == [
        "marsad.yaml:5:5: term \"***\" has no letter and no digit; use pattern for signs",
        "marsad.yaml:7:5: bad pattern at character 4: missing closing parenthesis; "
          + "patterns are PCRE2 regular expressions",
        "marsad.yaml:9:5: no list named \"isys\"; did you mean \"isis\"?",
        "marsad.yaml:20:5: rule \"second\" has neither match nor where; add one of them",
      ])
  }

  @Test(arguments: [
    near(["one"], .words(3)), near(["a1", "b1"], .words(0)), group(),
    .term(term("x", atLeast: 0)), .term(term(String(repeating: "w ", count: 140))),
    pattern(String(repeating: "a", count: 5_000)),
  ])
  func `conditions that cannot hold are refused`(condition: Condition) {
    #expect(faults([rule("r", condition)]).count == 1)
  }

  @Test func `an empty list is a warning`() throws {
    let set = try ruleSet([rule("r", .list(name: "none", mark: mark(4)))], lists: ["none": []])
    #expect(set.warnings.map(\.weight) == [.warning])
  }

  @Test func `a rule's own tests are run`() throws {
    var rule = rule("r", group(all: [.term(term("داعش"))], none: [.term(term("مسلسل"))]))
    rule.languages = ["ar"]
    rule.sources = ["somewhere"]
    rule.tests = [
      Rule.Test(text: "عودة داعـ.ـش", expectsMatch: true, mark: mark(5)),
      Rule.Test(text: "لا شيء", expectsMatch: true, mark: mark(6)),
      Rule.Test(text: "داعش", expectsMatch: false, mark: mark(7)),
      Rule.Test(text: "مسلسل داعش", expectsMatch: false, mark: mark(8)),
    ]
    let faults = try ruleSet([rule]).runTests()
    #expect(
      faults.map(\.description) == [
        "marsad.yaml:6:5: test of rule \"r\" expects a match and there is none; "
          + "\"داعش\" not in title or body",
        "marsad.yaml:7:5: test of rule \"r\" expects no match and there is one; found: \"داعش\"",
      ])
  }
}
