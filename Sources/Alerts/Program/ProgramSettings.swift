/// A program that gets each event on its standard input, as the configuration says it.
package struct ProgramSettings: Equatable, Sendable {
  package struct Variable: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The program's absolute path, then its arguments. No shell reads them.
  package var command: [String]
  /// Beside those of `usualVariables`.
  package var variables: [Variable]
  package var timeout: Duration

  package static let usualTimeout = Duration.seconds(30)
  /// What every program gets besides: nothing of our own surroundings is passed on.
  static let usualVariables = [
    Variable(name: "PATH", value: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
    Variable(name: "LANG", value: "C.UTF-8"),
  ]

  package init(
    command: [String], variables: [Variable] = [], timeout: Duration = Self.usualTimeout
  ) {
    self.command = command
    self.variables = variables
    self.timeout = timeout
  }

  /// Letters, digits and `_` of ASCII, no digit first, and none of ours.
  package static func isVariable(_ name: String) -> Bool {
    guard let first = name.first, !first.isNumber, !name.hasPrefix("MARSAD_") else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }
}
