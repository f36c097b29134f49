/// What a template is made of once it is read.
indirect enum TemplateNode: Sendable {
  /// The template's own words: a range of its scalars, and their UTF-8.
  case text(Range<Int>, [UInt8])
  /// A value; outputs are numbered in the order of the text.
  case output(TemplateExpression, number: Int)
  case choice([TemplateBranch], otherwise: [TemplateNode])
  case each(TemplateLoop)
}

struct TemplateBranch: Sendable {
  var condition: TemplateCondition
  var nodes: [TemplateNode]
}

struct TemplateLoop: Sendable {
  var list: TemplateExpression
  /// At most so many elements.
  var limit: Int?
  /// Written between elements; the range is that of the words in the tag.
  var separator: [UInt8]
  var separatorOffset: Int
  var nodes: [TemplateNode]
  /// Where the list has no elements.
  var otherwise: [TemplateNode]
  /// Whether anything within asks for `first` or `last`.
  var asksForEnds: Bool
}

/// A value and what is done to it, in order.
struct TemplateExpression: Sendable {
  var operand: Operand
  var filters: [TemplateFilter]
  var offset: Int
  /// As it is written, for messages.
  var words: String
  var kind: TemplateField

  enum Operand: Sendable {
    case literal(JSONTree)
    case path(TemplatePath)
  }

  /// `first` or `last` of the loop around it, and nothing else.
  var end: TemplatePath.Root? {
    guard filters.isEmpty, case .path(let path) = operand else { return nil }
    return path.root == .first || path.root == .last ? path.root : nil
  }
}

struct TemplatePath: Equatable, Sendable {
  enum Root: Equatable, Sendable {
    case event
    /// The element of a loop, counted from the outermost.
    case element(Int)
    /// Of the innermost loop.
    case first
    case last
    /// From 1.
    case index
  }

  enum Step: Equatable, Sendable {
    case member(String)
    /// From 0.
    case element(Int)
  }

  var root: Root
  var steps: [Step]
}

indirect enum TemplateCondition: Sendable {
  case holds(TemplateExpression)
  case compares(TemplateExpression, TemplateComparison, TemplateExpression)
  case not(TemplateCondition)
  case all([TemplateCondition])
  case any([TemplateCondition])
}

enum TemplateComparison: String, CaseIterable, Sendable {
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case atMost = "<="
  case more = ">"
  case atLeast = ">="

  var isOfOrder: Bool { self != .equal && self != .unequal }
}
