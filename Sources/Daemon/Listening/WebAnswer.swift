/// What goes back: a status, a type and bytes.
struct WebAnswer: Equatable, Sendable {
  var status: Int
  var type: String
  var body: [UInt8]
  /// Further fields, by name and value.
  var fields: [(name: String, value: String)] = []
  /// What a browser may load for it (Content Security Policy, level 3).
  var policy = "default-src 'none'; frame-ancestors 'none'"

  init(status: Int = 200, type: String, body: [UInt8]) {
    self.status = status
    self.type = type
    self.body = body
  }

  static func text(_ status: Int, _ line: String) -> WebAnswer {
    WebAnswer(status: status, type: "text/plain; charset=utf-8", body: Array("\(line)\n".utf8))
  }

  static func == (left: WebAnswer, right: WebAnswer) -> Bool {
    left.status == right.status && left.type == right.type && left.body == right.body
      && left.policy == right.policy && left.fields.elementsEqual(right.fields, by: ==)
  }

  /// As it is sent (RFC 9112). Each connection carries one answer.
  func bytes(isHead: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Self.phrases[status] ?? "Answer")\r\n"
    let own = [
      ("Content-Type", type), ("Content-Length", String(body.count)), ("Connection", "close"),
      ("Cache-Control", "no-store"), ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
    for (name, value) in own + fields { head += "\(name): \(value)\r\n" }
    head += "\r\n"
    return isHead ? Array(head.utf8) : Array(head.utf8) + body
  }

  private static let phrases = [
    200: "OK", 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed",
    421: "Misdirected Request", 431: "Request Header Fields Too Large",
    500: "Internal Server Error", 503: "Service Unavailable",
  ]
}
