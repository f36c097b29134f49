/// Why nobody can be answered at the configured address.
struct ListenFailure: Error, Equatable, CustomStringConvertible {
  enum Reason: Equatable, Sendable {
    case taken
    /// Something that is no socket stands at the path.
    case noSocket
    /// A call of the system, and what it said.
    case failed(step: String, said: String)
  }

  let address: String
  let reason: Reason

  var description: String {
    switch reason {
    case .taken:
      "\(address) is taken by another process; end that one, or change listen"
    case .noSocket:
      "\(address): a file that is no socket stands there; move it away, or change listen"
    case .failed(let step, let said):
      "\(address): \(said) (\(step)); change listen"
    }
  }
}
