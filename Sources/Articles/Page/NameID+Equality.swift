internal import Markup

// The conformance's own `==` lives in another module and is called through its witness; the names
// of a page are compared too often for that.
extension NameID {
  @inline(__always)
  static func == (left: NameID, right: NameID) -> Bool { left.rawValue == right.rawValue }

  @inline(__always)
  static func ~= (pattern: NameID, name: NameID) -> Bool { pattern.rawValue == name.rawValue }
}
