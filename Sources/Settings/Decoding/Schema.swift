/// A value's shape, as JSON Schema will say it.
indirect enum Schema: Sendable {
  /// Text. Without a pattern numbers and booleans are text too, since YAML's typing is not used.
  case text(pattern: String? = nil)
  /// Text of this pattern, or a bare number.
  case amount(pattern: String)
  case number
  case integer(ClosedRange<Int>)
  case boolean
  case choice([String])
  /// A list, or one element alone.
  case list(Schema, allowsEmpty: Bool = true)
  /// A list only.
  case array(Schema, ClosedRange<Int>? = nil)
  /// Names of the user's choice, each with a value.
  case map(Schema)
  case either([Schema])
  /// A mapping with keys of its own, defined once by its id.
  case section(String)
}
