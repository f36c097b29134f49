import Alerts
import Daemon
import Foundation
import TestSupport
import Testing

/// A known receiver, and a strict one of its kind to speak to.
struct ReceiverCase: Sendable, CustomTestStringConvertible {
  var name: String
  /// Where requests go, with what must not be seen by anybody.
  var path: String
  /// Parts of secrets, for texts in which none may stand.
  var secrets: [String]
  /// Refuses what the receiver would refuse.
  var judge: @Sendable (RecordedRequest) -> Reply
  /// Says that it is asked too often, and to wait so many seconds.
  var tooMany: @Sendable (Int) -> Reply
  /// For the server at an address, such as `http://127.0.0.1:8080`.
  var receiver: @Sendable (DeliveryPost, _ base: String) throws -> Receiver

  var testDescription: String { name }

  static let all = [slack, mattermost, discord, telegram, teams, ntfy, matrix]

  /// Refuses a request that is not JSON, or that holds what nobody may send.
  static func json(
    _ request: RecordedRequest, _ method: String, _ path: String,
    refusal: (String) -> Reply, _ judge: (JSONTree) -> Reply
  ) -> Reply {
    guard request.method == method, request.path == path else { return refusal("no such place") }
    guard request.header("content-type")?.hasPrefix("application/json") == true,
      let tree = JSONTree(request.body)
    else { return refusal("no JSON") }
    guard StrictMarkup.isHarmless(tree) else { return refusal("hidden signs") }
    return judge(tree)
  }
}

// MARK: - Slack

extension ReceiverCase {
  static let slack = ReceiverCase(
    name: "slack", path: "/services/T0AB12CD3/B0AB12CD3/x1y2z3SecretKeyOfTheHook",
    secrets: ["T0AB12CD3", "B0AB12CD3", "x1y2z3SecretKeyOfTheHook"], judge: slackReply,
    tooMany: { .text("", 429, [("Retry-After", "\($0)")]) },
    receiver: { post, base in
      .slack(SlackReceiver(hook: try post.secret("slack", base + slackPath)))
    })
  private static let slackPath = "/services/T0AB12CD3/B0AB12CD3/x1y2z3SecretKeyOfTheHook"

  @Sendable private static func slackReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply { .text("invalid_payload: \(words)", 400) }
    return json(request, "POST", slackPath, refusal: refusal) { tree in
      guard let text = tree["text"].string, !text.isEmpty, !text.contains("<") else {
        return .text("no_text", 400)
      }
      let blocks = tree["blocks"].list
      guard (1...50).contains(blocks.count), blocks.allSatisfy(isSlackBlock) else {
        return .text("invalid_blocks", 400)
      }
      guard request.body.count < 13_000 else { return .text("msg_blocks_too_long", 400) }
      return .text("ok")
    }
  }

  private static func isSlackBlock(_ block: JSONTree) -> Bool {
    let sections = block["elements"].list
    let elements = sections.flatMap { $0["elements"].list }
    let length = elements.reduce(0) { $0 + ($1["text"].string?.unicodeScalars.count ?? 0) }
    return block["type"].string == "rich_text" && !sections.isEmpty && length <= 3_000
      && sections.allSatisfy { section in
        ["rich_text_section", "rich_text_quote"].contains(section["type"].string)
          && !section["elements"].list.isEmpty
      }
      && elements.allSatisfy { element in
        guard element["text"].string?.isEmpty == false else { return false }
        guard let url = element["url"].string else { return element["type"].string == "text" }
        return element["type"].string == "link" && StrictMarkup.isNews(url)
      }
  }
}

// MARK: - Mattermost

extension ReceiverCase {
  static let mattermost = ReceiverCase(
    name: "mattermost", path: mattermostPath, secrets: ["x7mw8kq3pbyzdj5e4r6t9uaosc"],
    judge: mattermostReply, tooMany: { .text("", 429, [("Retry-After", "\($0)")]) },
    receiver: { post, base in
      .mattermost(
        MattermostReceiver(
          hook: try post.secret("mattermost", base + mattermostPath), channel: "news-desk",
          username: "Marsad"))
    })
  private static let mattermostPath = "/hooks/x7mw8kq3pbyzdj5e4r6t9uaosc"

  @Sendable private static func mattermostReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(
        #"{"id":"web.incoming_webhook.parse.app_error","message":"\#(words)","status_code":400}"#,
        400)
    }
    return json(request, "POST", mattermostPath, refusal: refusal) { tree in
      let attachments = tree["attachments"].list
      guard tree["channel"].string == "news-desk", attachments.count == 1 else {
        return refusal("attachments")
      }
      let pattern = #/#[0-9A-F]{6}/#
      guard attachments[0]["color"].string?.wholeMatch(of: pattern) != nil else {
        return refusal("colour")
      }
      for text in [attachments[0]["text"].string ?? "", attachments[0]["fallback"].string ?? ""] {
        guard !text.isEmpty, text.unicodeScalars.count <= 16_383 else { return refusal("length") }
        let mentions = text.contains(#/@(all|channel|here|everyone)\b/#)
        let slacks = text.contains(#/<(!|@|#|https?:)/#)
        let (signs, links) = StrictMarkup.signs(markdown: text)
        guard !mentions, !slacks, links.allSatisfy(StrictMarkup.isNews),
          signs.isSubset(of: ["*", "[", ">", "<", "@"])
        else { return refusal("markup") }
      }
      return .text("ok")
    }
  }
}

// MARK: - Discord

extension ReceiverCase {
  static let discord = ReceiverCase(
    name: "discord", path: discordPath, secrets: ["aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW"],
    judge: discordReply,
    tooMany: {
      .text(
        #"{"message":"You are being rate limited.","retry_after":\#($0).3,"global":false}"#, 429,
        [("Retry-After", "\($0)")])
    },
    receiver: { post, base in
      .discord(DiscordReceiver(hook: try post.secret("discord", base + discordPath)))
    })
  private static let discordPath =
    "/api/webhooks/112233445566778899/aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW"

  @Sendable private static func discordReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(#"{"message":"Invalid Form Body: \#(words)","code":50035}"#, 400)
    }
    return json(request, "POST", discordPath + "?wait=true", refusal: refusal) { tree in
      let embeds = tree["embeds"].list
      guard case .list(let parse) = tree["allowed_mentions"]["parse"], parse.isEmpty,
        embeds.count == 1
      else { return refusal("mentions") }
      let title = embeds[0]["title"].string ?? ""
      let description = embeds[0]["description"].string ?? ""
      guard title.utf16.count <= 256, (1...4_096).contains(description.utf16.count),
        title.utf16.count + description.utf16.count <= 6_000,
        (0...0xFF_FFFF).contains(embeds[0]["color"].integer ?? -1)
      else { return refusal("length") }
      if let url = embeds[0]["url"].string, !StrictMarkup.isNews(url) { return refusal("url") }
      guard StrictMarkup.signs(markdown: title).signs.isEmpty else { return refusal("title") }
      let (signs, links) = StrictMarkup.signs(markdown: description)
      guard signs.isSubset(of: ["*", "[", ">"]), links.allSatisfy(StrictMarkup.isNews) else {
        return refusal("markup")
      }
      return .text(#"{"id":"1234567890"}"#)
    }
  }
}

// MARK: - Telegram

extension ReceiverCase {
  static let telegram = ReceiverCase(
    name: "telegram", path: telegramPath, secrets: ["AAF-x1y2z3_SecretOfTheBot4567890abc"],
    judge: telegramReply,
    tooMany: {
      .text(
        #"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after \#($0)","parameters":{"retry_after":\#($0)}}"#,
        429)
    },
    receiver: { post, base in
      var receiver = TelegramReceiver(
        token: try post.secret("telegram", "123456789:AAF-x1y2z3_SecretOfTheBot4567890abc"),
        chat: "-1001234567890")
      receiver.thread = 5
      receiver.isSilent = true
      receiver.server = base
      return .telegram(receiver)
    })
  private static let telegramPath =
    "/bot123456789:AAF-x1y2z3_SecretOfTheBot4567890abc/sendMessage"

  @Sendable private static func telegramReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(#"{"ok":false,"error_code":400,"description":"Bad Request: \#(words)"}"#, 400)
    }
    return json(request, "POST", telegramPath, refusal: refusal) { tree in
      guard tree["chat_id"].string == "-1001234567890", tree["message_thread_id"].integer == 5,
        tree["parse_mode"].string == "HTML", tree["disable_notification"] == .boolean(true),
        tree["link_preview_options"]["is_disabled"] == .boolean(true)
      else { return refusal("parameters") }
      let tags: Set<String> = ["b", "a", "blockquote"]
      guard let text = StrictMarkup.parsed(html: tree["text"].string ?? "", tags: tags) else {
        return refusal("can't parse entities")
      }
      guard !text.isEmpty else { return refusal("message text is empty") }
      guard text.utf16.count <= 4_096 else { return refusal("message is too long") }
      return .text(#"{"ok":true,"result":{"message_id":7}}"#)
    }
  }
}

// MARK: - Teams

extension ReceiverCase {
  static let teams = ReceiverCase(
    name: "teams", path: teamsPath, secrets: ["0aB1cD2eF3gH4iJ5", "Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2"],
    judge: teamsReply, tooMany: { .text("", 429, [("Retry-After", "\($0)")]) },
    receiver: { post, base in
      .teams(TeamsReceiver(flow: try post.secret("teams", base + teamsPath)))
    })
  private static let teamsPath =
    "/workflows/0aB1cD2eF3gH4iJ5/triggers/manual/paths/invoke?api-version=2016-06-01&sig=Zx9Yw8Vu7Ts6Rq5Po4Nm3Lk2"

  @Sendable private static func teamsReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(#"{"error":{"code":"InvalidRequestContent","message":"\#(words)"}}"#, 400)
    }
    return json(request, "POST", teamsPath, refusal: refusal) { tree in
      let text = String(decoding: request.body, as: UTF8.self)
      guard request.body.count <= 21_000, text.utf16.count * 2 <= 28 * 1_024 else {
        return .text("returned HTTP error 413", 200)
      }
      let attachments = tree["attachments"].list
      guard tree["type"].string == "message", attachments.count == 1,
        attachments[0]["contentType"].string == "application/vnd.microsoft.card.adaptive",
        case .object(let attachment) = attachments[0], attachment["contentUrl"] == .null
      else { return refusal("message") }
      let card = attachments[0]["content"]
      guard card["type"].string == "AdaptiveCard", !card["body"].list.isEmpty,
        card["body"].list.allSatisfy(isCardElement),
        card["actions"].list.allSatisfy({ isOpening($0) && $0["title"].string != nil })
      else { return refusal("card") }
      return .answer(202)
    }
  }

  private static func isCardElement(_ element: JSONTree) -> Bool {
    switch element["type"].string {
    case "Container":
      return !element["items"].list.isEmpty && element["items"].list.allSatisfy(isCardElement)
    case "RichTextBlock":
      return !element["inlines"].list.isEmpty
        && element["inlines"].list.allSatisfy { run in
          run["type"].string == "TextRun" && run["text"].string?.isEmpty == false
            && (run["selectAction"].isNull || isOpening(run["selectAction"]))
        }
    default: return false
    }
  }

  private static func isOpening(_ action: JSONTree) -> Bool {
    action["type"].string == "Action.OpenUrl" && StrictMarkup.isNews(action["url"].string ?? "")
  }
}

// MARK: - ntfy

extension ReceiverCase {
  static let ntfy = ReceiverCase(
    name: "ntfy", path: "/", secrets: ["Zq3TopicNobodyGuesses", "tk_a1b2c3d4e5f6g7h8i9j0"],
    judge: ntfyReply,
    tooMany: {
      .text(
        #"{"code":42901,"http":429,"error":"limit reached: too many requests"}"#, 429,
        [("Retry-After", "\($0)")])
    },
    receiver: { post, base in
      .ntfy(
        NtfyReceiver(
          server: base, topic: .secret(try post.secret("topic", "Zq3TopicNobodyGuesses")),
          token: try post.secret("ntfy-token", "tk_a1b2c3d4e5f6g7h8i9j0")))
    })

  @Sendable private static func ntfyReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(#"{"code":40024,"http":400,"error":"invalid request: \#(words)"}"#, 400)
    }
    guard request.header("authorization") == "Bearer tk_a1b2c3d4e5f6g7h8i9j0" else {
      return .text(#"{"code":40301,"http":403,"error":"forbidden"}"#, 403)
    }
    return json(request, "POST", "/", refusal: refusal) { tree in
      guard request.body.count <= 8_192 else {
        return .text(#"{"code":41303,"http":413,"error":"JSON body too large"}"#, 413)
      }
      guard tree["topic"].string == "Zq3TopicNobodyGuesses",
        (1...5).contains(tree["priority"].integer ?? 0), !tree["tags"].list.isEmpty,
        let title = tree["title"].string, !title.isEmpty, !title.contains("\n")
      else { return refusal("fields") }
      if let click = tree["click"].string, !StrictMarkup.isNews(click) { return refusal("click") }
      let message = tree["message"].string ?? ""
      // A longer one becomes an attachment that nobody reads.
      guard (1...4_096).contains(message.utf8.count) else { return refusal("attachment") }
      return .text(#"{"id":"hwQ2YpKdmg","event":"message"}"#)
    }
  }
}

// MARK: - Matrix

extension ReceiverCase {
  static let matrix = ReceiverCase(
    name: "matrix", path: "/_matrix", secrets: ["syt_bWFyc2Fk_SecretAccessToken_1a2b3c"],
    judge: matrixReply,
    tooMany: {
      .text(
        #"{"errcode":"M_LIMIT_EXCEEDED","error":"Too many","retry_after_ms":\#($0 * 1_000)}"#, 429)
    },
    receiver: { post, base in
      .matrix(
        MatrixReceiver(
          homeserver: base, room: "!aB3:matrix.example",
          token: try post.secret("matrix", "syt_bWFyc2Fk_SecretAccessToken_1a2b3c")))
    })

  @Sendable private static func matrixReply(_ request: RecordedRequest) -> Reply {
    func refusal(_ words: String) -> Reply {
      .text(#"{"errcode":"M_BAD_JSON","error":"\#(words)"}"#, 400)
    }
    guard request.header("authorization") == "Bearer syt_bWFyc2Fk_SecretAccessToken_1a2b3c" else {
      return .text(#"{"errcode":"M_UNKNOWN_TOKEN","error":"Unknown"}"#, 401)
    }
    let start = "/_matrix/client/v3/rooms/%21aB3%3Amatrix.example/send/m.room.message/"
    let id = request.path.dropFirst(start.count)
    guard request.path.hasPrefix(start), id.wholeMatch(of: #/[A-Za-z0-9_]+/#) != nil else {
      return .text(#"{"errcode":"M_UNRECOGNIZED","error":"Unrecognized"}"#, 404)
    }
    return json(request, "PUT", request.path, refusal: refusal) { tree in
      guard request.body.count <= 60_000 else {
        return .text(#"{"errcode":"M_TOO_LARGE","error":"event too large"}"#, 413)
      }
      guard tree["msgtype"].string == "m.notice", tree["body"].string?.isEmpty == false,
        tree["format"].string == "org.matrix.custom.html", tree["m.mentions"] == .object([:])
      else { return refusal("content") }
      let html = tree["formatted_body"].string ?? ""
      let tags: Set<String> = ["strong", "a", "blockquote"]
      guard let text = StrictMarkup.parsed(html: html, tags: tags, empty: ["br"]), !text.isEmpty
      else { return refusal("html") }
      return .text(#"{"event_id":"$\#(id)"}"#)
    }
  }
}
