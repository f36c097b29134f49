/// One message for a mail relay (RFC 5321).
package struct MailRequest: Sendable {
  /// What protects the conversation with a relay at `smtp://`; at `smtps://` TLS always does.
  package enum Encryption: Equatable, Sendable {
    case none
    /// STARTTLS where the relay offers it.
    case ifOffered
    /// No STARTTLS, no message.
    case required
  }

  /// `smtp://host:port` or `smtps://host:port`; a path is the name by which we greet.
  package var relay: String
  /// Addresses alone, in ASCII.
  package var from: String
  package var to: [String]
  /// The whole message, its lines ended by CRLF. Dots at their beginnings are taken care of.
  package var message: [UInt8]
  package var encryption: Encryption
  package var login: Login?
  /// Of these count the addresses that are allowed, the proxy, certificates, and the limits of time.
  package var settings: FetchSettings
  /// Who asks, for errors.
  package var source: String

  package init(
    relay: String, from: String, to: [String], message: [UInt8],
    encryption: Encryption = .required, login: Login? = nil, settings: FetchSettings,
    source: String
  ) {
    self.relay = relay
    self.from = from
    self.to = to
    self.message = message
    self.encryption = encryption
    self.login = login
    self.settings = settings
    self.source = source
  }
}

/// What a relay said. Recipients may have been refused although others were not.
package struct MailAnswer: Equatable, Sendable {
  /// Where the conversation ended.
  package enum Step: String, Equatable, Sendable {
    case greeting
    case login
    case sender
    /// All of them were refused.
    case recipients
    case message
  }

  package struct Reply: Equatable, Sendable {
    package var code: Int
    /// Its last line, without the code.
    package var text: String

    package init(code: Int, text: String) {
      self.code = code
      self.text = text
    }
  }

  package var step: Step
  /// All replies, in order.
  package var replies: [Reply]

  package init(step: Step, replies: [Reply]) {
    self.step = step
    self.replies = replies
  }

  /// Reads replies of one or more lines (RFC 5321 §4.2.1); what is none is passed over, and so is
  /// the farewell.
  static func replies(in bytes: [UInt8]) -> [Reply] {
    var replies = all(in: bytes)
    if replies.last?.code == 221 { replies.removeLast() }
    return replies
  }

  private static func all(in bytes: [UInt8]) -> [Reply] {
    bytes.split(separator: 0x0A).compactMap { line in
      let text = String(decoding: line, as: UTF8.self).trimmingSuffix { $0 == "\r" }
      guard let code = Int(text.prefix(3)), (200...599).contains(code),
        text.utf8.dropFirst(3).first != UInt8(ascii: "-")
      else { return nil }
      return Reply(code: code, text: String(text.dropFirst(4).prefix(300)))
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isCut: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, isCut(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
