/// What a loopback server does with one request, step by step.
package struct Reply: Sendable {
  package enum Step: Sendable {
    case send([UInt8])
    /// The same bytes so many times, or until the other side closes.
    case flood([UInt8], times: Int)
    /// Goes on when the gate opens or the server stops.
    case wait(Gate)
    /// Says nothing more until the other side closes or the server stops.
    case hold
    case close
    /// Closes so that the other side sees a reset.
    case reset
  }

  package var steps: [Step]

  package init(_ steps: Step...) { self.steps = steps }

  /// A whole answer with its length; the connection stays open.
  package static func answer(
    _ status: Int = 200, _ headers: [(String, String)] = [], _ body: some Sequence<UInt8> = []
  ) -> Reply {
    let body = Array(body)
    let length = status == 304 || status == 204 ? [] : [("Content-Length", "\(body.count)")]
    return Reply(.send(head(status, headers + length) + body))
  }

  /// The same for text.
  package static func text(
    _ text: String, _ status: Int = 200, _ headers: [(String, String)] = []
  ) -> Reply {
    answer(status, headers, Array(text.utf8))
  }

  /// The same with a gate before the first byte.
  package static func gated(_ gate: Gate, _ reply: Reply) -> Reply {
    var copy = reply
    copy.steps.insert(.wait(gate), at: 0)
    return copy
  }

  package static func redirect(to location: String, _ status: Int = 302) -> Reply {
    answer(status, [("Location", location)])
  }

  /// Exactly these bytes, then the end.
  package static func raw(_ text: String) -> Reply { Reply(.send(Array(text.utf8)), .close) }

  package static func head(_ status: Int, _ headers: [(String, String)]) -> [UInt8] {
    let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) Status\r\n\(lines)\r\n".utf8)
  }
}

/// One request as a loopback server read it.
package struct RecordedRequest: Sendable, Equatable {
  package var method: String
  /// With the query.
  package var path: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// Counts connections from 0.
  package var connection: Int

  /// The first field of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.method == right.method && left.path == right.path && left.body == right.body
      && left.connection == right.connection
      && left.headers.elementsEqual(right.headers, by: ==)
  }
}
