/// Slack's incoming webhooks. The message is one block of rich text, in which every text stands for
/// itself: no headline can mention, link or format anything there.
package struct SlackReceiver: ReceiverForm {
  package static let word = "slack"

  /// The hook's address, which is its key.
  package var hook: SecretReference

  package init(hook: SecretReference) { self.hook = hook }

  package var secrets: [SecretReference] { [hook] }
  /// About one message a second and channel; short bursts are let through.
  package var usualRate: SendingRate? { SendingRate(count: 1, per: .seconds(1), burst: 3) }

  /// Of all texts in the block. A section's text may have 3,000 characters, and all blocks together
  /// were refused (`msg_blocks_too_long`) at about 13,200, their JSON counted.
  static let blockScalars = 3_000
  static let blockBytes = 12_000
  /// Of the text for notifications.
  static let fallbackScalars = 500

  package func flaw(in secrets: RevealedSecrets) -> SecretFlaw? {
    SecretFlaw(hook, unlessAddress: secrets[hook], like: "https://hooks.slack.com/services/…")
  }

  package func request(
    for event: EventDocument, secrets: RevealedSecrets
  ) throws(DeliveryFailure) -> ReceiverRequest {
    let briefing = Briefing(event)
    var limit = Self.blockScalars
    while true {
      let block = Self.block(briefing, limit: limit)
      guard block.count > Self.blockBytes, limit > 500 else {
        return .json(secrets[hook]) { writer in
          writer.key("text")
          writer.string(Self.fallback(briefing))
          writer.key("blocks")
          writer.list([block]) { $0.raw($1) }
          writer.key("unfurl_links")
          writer.boolean(false)
          writer.key("unfurl_media")
          writer.boolean(false)
        }
      }
      limit -= 250
    }
  }

  package func judge(_ answer: ReceiverAnswer) -> DeliveryFailure? {
    let said = answer.text.trimmingPrefix { $0.isWhitespace }.split(separator: "\n").first ?? ""
    guard let failure = answer.failure() else {
      return said == "ok" ? nil : answer.stranger(without: "Slack's ok")
    }
    return failure.adding(said: said.isEmpty ? nil : String(said), advice: Self.advice(said))
  }

  private static func advice(_ said: Substring) -> String? {
    switch said {
    case "no_service", "no_team", "no_active_hooks", "invalid_token":
      "the hook is no longer there: make a new one in Slack and put its address into the secret"
    case "channel_not_found", "channel_is_archived":
      "its channel is gone or archived: make a hook for another one"
    case "action_prohibited", "posting_to_general_channel_denied", "team_disabled":
      "the workspace does not let this hook post: ask its administrator"
    default: nil
    }
  }
}

extension SlackReceiver {
  /// What notifications show, in mrkdwn.
  private static func fallback(_ briefing: Briefing) -> String {
    let text = briefing.signed.prefix(2).map(\.plain).joined(separator: " — ")
    return SlackEscaping.escape(TextCut.prefix(text, scalars: fallbackScalars))
  }

  private static func block(_ briefing: Briefing, limit: Int) -> [UInt8] {
    let lines = Briefing.fitting(briefing.signed, limit: limit) { line in
      line.isolated.reduce(0) { $0 + TextCut.Unit.runes.length(of: $1.text) }
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("type")
      writer.string("rich_text")
      writer.key("elements")
      writer.list(sections(lines)) { writer, section in
        writer.object { writer in
          writer.key("type")
          writer.string(section.isQuote ? "rich_text_quote" : "rich_text_section")
          writer.key("elements")
          writer.list(section.runs) { write($1, to: &$0) }
        }
      }
    }
    return writer.bytes
  }

  private static func sections(
    _ lines: [Briefing.Line]
  ) -> [(isQuote: Bool, runs: [Briefing.Run])] {
    var sections: [(isQuote: Bool, runs: [Briefing.Run])] = []
    for line in lines {
      var runs = line.isolated
      if line.role == .item { runs.insert(Briefing.Run("• "), at: 0) }
      let isQuote = line.role == .quote
      if !isQuote, let last = sections.indices.last, !sections[last].isQuote {
        sections[last].runs += [Briefing.Run("\n")] + runs
      } else {
        sections.append((isQuote, runs))
      }
    }
    return sections
  }

  private static func write(_ run: Briefing.Run, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("type")
      writer.string(run.link == nil ? "text" : "link")
      if let link = run.link {
        writer.key("url")
        writer.string(link)
      }
      writer.key("text")
      writer.string(run.text)
      guard run.isStrong else { return }
      writer.key("style")
      writer.object { writer in
        writer.key("bold")
        writer.boolean(true)
      }
    }
  }
}

/// Slack's three special characters in texts of its own markup.
enum SlackEscaping {
  static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
