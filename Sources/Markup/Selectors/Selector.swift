/// A CSS selector (Selectors Level 4, the part that pages are cut with): type, `*`, `#id`, `.class`,
/// `[attr]` with `=`, `~=`, `|=`, `^=`, `$=`, `*=` and the flag `i`, descendants, `>`, `+`, `~`, lists
/// with commas, `:not()`, `:is()`, `:first-child`, `:last-child`, `:only-child`, `:nth-child()`,
/// `:nth-last-child()`, `:first-of-type`, `:last-of-type`, `:nth-of-type()`, `:empty`, `:root`.
package struct Selector: Sendable, Equatable, CustomStringConvertible {
  /// As it was written.
  package let description: String
  let alternatives: [Complex]

  /// Reads a selector of at most 2,000 characters.
  package init(parsing text: String) throws(SelectorError) {
    var parser = SelectorParser(text)
    description = text
    alternatives = try parser.list()
  }

  /// Compounds from the innermost outwards, with the combinator that leads from each to the next.
  struct Complex: Sendable, Equatable {
    var subject: Compound
    var outer: [(combinator: Combinator, compound: Compound)]
    /// Its own among those of one selector that have an `outer`.
    var number = 0

    static func == (one: Complex, other: Complex) -> Bool {
      one.subject == other.subject && one.outer.count == other.outer.count
        && zip(one.outer, other.outer).allSatisfy { $0 == $1 }
    }
  }

  enum Combinator: Sendable, Equatable { case descendant, child, next, later }

  struct Compound: Sendable, Equatable {
    /// Lower case; nil for any element.
    var type: String?
    var conditions: [Condition] = []
  }

  indirect enum Condition: Sendable, Equatable {
    case id(String)
    case className(String)
    case attribute(String, Match, ignoresCase: Bool)
    case not([Complex])
    case any([Complex])
    case nth(Nth)
    case empty
    case root
  }

  enum Match: Sendable, Equatable {
    case present
    case equal(String)
    case word(String)
    case language(String)
    case prefix(String)
    case suffix(String)
    case part(String)
  }

  /// `step`·n + `offset`, for n = 0, 1, 2 …
  struct Nth: Sendable, Equatable {
    var step: Int
    var offset: Int
    var fromEnd = false
    var ofType = false

    func holds(_ place: Int) -> Bool {
      let distance = place - offset
      return step == 0 ? distance == 0 : distance % step == 0 && distance / step >= 0
    }
  }
}

/// Where a selector cannot be read, and why.
package struct SelectorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The place, counted from 1 in characters (Unicode scalars).
  package let column: Int
  package let message: String

  package init(column: Int, message: String) {
    self.column = column
    self.message = message
  }

  package var description: String { "column \(column): \(message)" }
}
