internal import Fetch

/// Notices in a Matrix room (Client-Server API v3). The alert's id is the transaction's: a homeserver
/// takes a message that comes again as the one it has.
package struct MatrixReceiver: ReceiverForm {
  package static let word = "matrix"

  package var homeserver: String
  /// `!opaque:host`, not an alias.
  package var room: String
  package var token: SecretReference

  package init(homeserver: String, room: String, token: SecretReference) {
    self.homeserver = homeserver
    self.room = room
    self.token = token
  }

  package var secrets: [SecretReference] { [token] }
  package var url: String? { homeserver }
  package var place: [String] { [room] }
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(1), burst: 5) }

  /// A whole event may have 65,536 bytes, signatures and all.
  static let textBytes = 16_000

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    secrets[token].unicodeScalars.allSatisfy(\.isVisibleASCII)
      ? nil
      : SecretFlaw(
        token, found: "no access token", expected: "the token of the account, on one line")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let lines = Briefing(event).signed
    let path =
      "_matrix/client/v3/rooms/\(PercentEncoding.segment(room))/send/m.room.message/"
      + PercentEncoding.segment(event.id)
    return .json(
      ReceiverRequest.address(homeserver, path), method: .put,
      headers: [HTTPHeader("Authorization", "Bearer \(secrets[token])")]
    ) { writer in
      writer.key("msgtype")
      writer.string("m.notice")
      writer.key("body")
      writer.string(PlainMarkup(.bytes).text(lines, limit: Self.textBytes))
      writer.key("format")
      writer.string("org.matrix.custom.html")
      writer.key("formatted_body")
      writer.string(MatrixMarkup().text(lines, limit: Self.textBytes))
      // Nobody is meant, whatever a headline says.
      writer.key("m.mentions")
      writer.object { _ in }
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let json = answer.json
    let wait = ReceiverAnswer.wait(seconds: json["retry_after_ms"].number.map { $0 / 1_000 })
    guard let failure = answer.failure(wait: wait) else {
      return json["event_id"].string != nil ? nil : answer.stranger(without: "Matrix's event_id")
    }
    let code = json["errcode"].string
    let advice: String?
    switch code {
    case "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN":
      advice = "the access token is not valid (any more): log the account in again"
    case "M_FORBIDDEN": advice = "let the account join the room and write there"
    case "M_NOT_FOUND", "M_UNRECOGNIZED":
      advice = "check url (that of the homeserver) and room (its id, which begins with !)"
    default: advice = nil
    }
    let said = [code, json["error"].string].compactMap { $0 }.joined(separator: " ")
    return failure.adding(said: said.isEmpty ? nil : said, advice: advice)
  }
}

/// The HTML that Matrix's clients show.
struct MatrixMarkup: BriefingMarkup {
  func escape(_ text: String) -> String { HTMLEscape.text(text) }
  func strong(_ text: String) -> String { "<strong>\(text)</strong>" }

  func link(_ text: String, to url: String) -> String {
    "<a href=\"\(HTMLEscape.text(url))\">\(text)</a>"
  }

  func quote(_ text: String) -> String { "<blockquote>\(text)</blockquote>" }
  func length(_ text: String) -> Int { text.utf8.count }

  func gap(_ upper: Briefing.Line, _ lower: Briefing.Line) -> String {
    upper.role == .quote || lower.role == .quote ? "" : "<br>"
  }
}
