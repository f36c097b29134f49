internal import Fetch

/// What a relay's words mean for a message and each of its recipients.
struct EmailVerdict: Equatable {
  /// Who has it now, by place in the list of those who were asked for.
  var taken: [Int] = []
  /// nil where all of them have it, or will never get it.
  var failure: DeliveryFailure?
  /// Recipients who will not get it although others did.
  var trouble: String?
  var status: Int?

  /// - Parameter recipients: in the order in which the relay was asked for them.
  init(_ answer: MailAnswer, recipients: [String]) {
    let replies = answer.replies
    guard let go = replies.firstIndex(where: { $0.code == 354 }) else {
      let last = replies.last
      status = last?.code
      failure = Self.refusal(at: answer.step, last)
      return
    }
    // What came after the message.
    let end = replies.indices.contains(go + 1) ? replies[go + 1] : nil
    status = end?.code
    guard let end, (200...299).contains(end.code) else {
      failure = Self.refusal(at: .message, end)
      return
    }
    let answers = go >= recipients.count ? Array(replies[go - recipients.count..<go]) : []
    var again: MailAnswer.Reply?
    var refused: [String] = []
    for (index, recipient) in recipients.enumerated() {
      let code = index < answers.count ? answers[index].code : 250
      switch code {
      case 400...499: again = again ?? answers[index]
      case 500...599: refused.append("\(recipient) (\(code))")
      default: taken.append(index)
      }
    }
    if let again { failure = Self.refusal(at: .recipients, again) }
    if !refused.isEmpty {
      trouble = "the relay refuses " + refused.joined(separator: ", ") + "; the others have it"
    }
  }

  private static func refusal(
    at step: MailAnswer.Step, _ reply: MailAnswer.Reply?
  ) -> DeliveryFailure {
    let code = reply?.code ?? 0
    let said = TextCut.excerpt(reply?.text ?? "", scalars: 200)
    var failure = DeliveryFailure(
      scope: .destination, kind: "status", status: code,
      message: "the relay answered \(code) \(words(step)): \(said)")
    guard code >= 500 else { return failure }
    switch step {
    case .greeting:
      failure.isMisconfigured = true
    case .login:
      failure.isMisconfigured = true
      failure.message += "; check login"
    case .sender:
      failure.isMisconfigured = true
      // 552: too large for it.
      if code == 552 { failure.scope = .message } else { failure.message += "; check from" }
    case .recipients:
      failure.isMisconfigured = true
      failure.message += "; check to, and whether the relay takes mail from here"
    case .message: failure.scope = .message
    }
    return failure
  }

  private static func words(_ step: MailAnswer.Step) -> String {
    switch step {
    case .greeting: "at the greeting"
    case .login: "to the login"
    case .sender: "to the sender"
    case .recipients: "to the recipients"
    case .message: "to the message"
    }
  }
}
