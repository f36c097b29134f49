import Fetch
import Testing
import Text

@testable import Alerts

@Suite struct ReceiverAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var receiver: String
    var status: Int
    var body: String
    var scope: DeliveryFailure.Scope?
    /// Words of the message; of a success none.
    var words: String

    init(
      _ receiver: String, _ status: Int, _ body: String, _ scope: DeliveryFailure.Scope?,
      _ words: String = ""
    ) {
      self.receiver = receiver
      self.status = status
      self.body = body
      self.scope = scope
      self.words = words
    }

    var testDescription: String { "\(receiver) \(status) \(body)" }
  }

  private static let secret = SecretReference.credential(
    name: "s", mark: SourceMark(file: "marsad.yaml", line: 1, column: 1))

  private static let forms: [String: any ReceiverForm] = [
    "slack": SlackReceiver(hook: secret), "mattermost": MattermostReceiver(hook: secret),
    "discord": DiscordReceiver(hook: secret),
    "telegram": TelegramReceiver(token: secret, chat: "-100"), "teams": TeamsReceiver(flow: secret),
    "ntfy": NtfyReceiver(server: "https://ntfy.sh", topic: .plain("a")),
    "matrix": MatrixReceiver(homeserver: "https://m.example", room: "!a", token: secret),
  ]

  static let cases = [
    Case("slack", 200, "ok", nil),
    Case("slack", 200, "<html>", .destination, "without Slack's ok"),
    Case("slack", 404, "no_service", .destination, "the hook is no longer there"),
    Case("slack", 400, "invalid_blocks", .message, "answered 400: invalid_blocks"),
    Case("slack", 403, "action_prohibited", .destination, "ask its administrator"),
    Case("slack", 410, "channel_is_archived", .gone, "gone or archived"),
    Case("slack", 500, "rollup_error", .destination, "rollup_error"),
    Case("mattermost", 200, "ok", nil),
    Case("mattermost", 200, "{}", .destination, "without Mattermost's ok"),
    Case(
      "mattermost", 400,
      #"{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook."}"#,
      .destination, "Invalid webhook.; the hook is no longer there"),
    Case(
      "mattermost", 400, #"{"id":"web.incoming_webhook.parse.app_error","message":"Unable"}"#,
      .message, "Unable"),
    Case("discord", 200, #"{"id":"1"}"#, nil), Case("discord", 204, "", nil),
    Case("discord", 200, "<html>", .destination, "without Discord's message"),
    Case(
      "discord", 404, #"{"message":"Unknown Webhook","code":10015}"#, .destination,
      "Unknown Webhook; the webhook was deleted"),
    Case(
      "discord", 400, #"{"message":"Invalid Form Body","code":50035}"#, .message,
      "Invalid Form Body"),
    Case(
      "discord", 429, #"{"retry_after":0.65,"global":false}"#, .throttled(.milliseconds(650))),
    Case("telegram", 200, #"{"ok":true}"#, nil),
    Case("telegram", 200, "ok", .destination, "without Telegram's ok"),
    Case(
      "telegram", 429, #"{"ok":false,"parameters":{"retry_after":35}}"#,
      .throttled(.seconds(35))),
    Case(
      "telegram", 400, #"{"ok":false,"description":"Bad Request: chat not found"}"#, .destination,
      "chat not found; check chat"),
    Case(
      "telegram", 400,
      #"{"ok":false,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234}}"#,
      .destination, "write chat: \"-1001234\""),
    Case(
      "telegram", 400, #"{"ok":false,"description":"Bad Request: can't parse entities"}"#,
      .message, "can't parse entities"),
    Case(
      "telegram", 401, #"{"ok":false,"description":"Unauthorized"}"#, .destination,
      "ask @BotFather"),
    Case(
      "telegram", 403, #"{"ok":false,"description":"Forbidden: bot was kicked"}"#, .destination,
      "add the bot to the chat"),
    Case("teams", 202, "", nil), Case("teams", 200, "1", nil),
    Case(
      "teams", 200, "Microsoft Teams endpoint returned HTTP error 413 with ContextId x", .message,
      "Teams said 413"),
    Case(
      "teams", 200, "endpoint returned HTTP error 429 with ContextId x", .destination,
      "Teams said 429"),
    Case("teams", 404, #"{"error":{"message":"gone"}}"#, .destination, "the workflow is gone"),
    Case("ntfy", 200, #"{"id":"x","event":"message"}"#, nil),
    Case("ntfy", 200, "<html>", .destination, "without ntfy's message"),
    Case(
      "ntfy", 403, #"{"code":40301,"error":"forbidden"}"#, .destination,
      "forbidden; the topic wants a token"),
    Case(
      "ntfy", 400, #"{"code":40009,"error":"invalid request: topic invalid"}"#, .destination,
      "choose another name"),
    Case("ntfy", 413, #"{"code":41303,"error":"JSON body too large"}"#, .message, "too large"),
    Case("matrix", 200, #"{"event_id":"$x"}"#, nil),
    Case("matrix", 200, "{}", .destination, "without Matrix's event_id"),
    Case(
      "matrix", 429, #"{"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000}"#,
      .throttled(.seconds(2))),
    Case(
      "matrix", 403, #"{"errcode":"M_FORBIDDEN","error":"not in room"}"#, .destination,
      "M_FORBIDDEN not in room; let the account join"),
    Case(
      "matrix", 401, #"{"errcode":"M_UNKNOWN_TOKEN","error":"x"}"#, .destination,
      "log the account in again"),
    Case("matrix", 413, #"{"errcode":"M_TOO_LARGE","error":"x"}"#, .message, "M_TOO_LARGE"),
  ]

  @Test(arguments: cases)
  func `an answer is success, or a failure with what to do`(item: Case) throws {
    let form = try #require(Self.forms[item.receiver])
    let failure = form.judge(
      ReceiverAnswer(status: item.status, body: Array(item.body.utf8)))
    #expect(failure?.scope == item.scope)
    #expect(
      failure == nil || failure?.message.contains(item.words) == true, "\(failure?.message ?? "")")
  }

  @Test(arguments: forms.keys.sorted())
  func `whatever comes back, nothing falls over, and its words stay short`(receiver: String) throws
  {
    let form = try #require(Self.forms[receiver])
    let long = String(repeating: "x\u{202E}\n", count: 20_000)
    for body in ["", "null", "[]", "7", "{\"message\":7}", long, "{\"description\":\"\(long)\"}"] {
      for status in [200, 204, 301, 400, 404, 413, 429, 500, 599] {
        let failure = form.judge(ReceiverAnswer(status: status, body: Array(body.utf8)))
        #expect((failure?.message.unicodeScalars.count ?? 0) < 600)
      }
    }
  }

  @Test(
    arguments: [
      (nil, nil), (0, nil), (-1, nil), (.infinity, nil), (.nan, nil), (0.0001, .milliseconds(1)),
      (30.25, .milliseconds(30_250)), (1e12, .seconds(86_400)),
    ] as [(Double?, Duration?)])
  func `a wait is never shorter than asked for, and never over a day`(
    seconds: Double?, wait: Duration?
  ) {
    #expect(ReceiverAnswer.wait(seconds: seconds) == wait)
  }

  @Test func `secrets and their parts are taken out of every text`() {
    let hook = "https://hooks.slack.com/services/T0AB12CD3/B0AB12CD3/x1y2z3Key"
    let secrets = RevealedSecrets([Self.secret: hook])
    #expect(secrets.redacted("no \(hook)?a=1 there") == "no …?a=1 there")
    #expect(secrets.redacted("see /services/T0AB12CD3/B0AB12CD3/x1y2z3Key") == "see …")
    #expect(secrets.redacted("T0AB12CD3 and B0AB12CD3") == "… and …")
    #expect(secrets.redacted("hooks.slack.com services") == "hooks.slack.com services")
    let bot = RevealedSecrets([Self.secret: "12345678:AAF-x1y2z3_Secret"])
    #expect(bot.redacted("/bot12345678%3AAAF-x1y2z3_Secret/") == "/bot…%3A…/")
    #expect(bot.redacted("AAF-x1y2z3_Secret") == "…")
  }
}
