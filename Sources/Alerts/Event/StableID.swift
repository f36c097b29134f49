/// Ids that are the same for the same finding on every machine, even from a lost or restored state
/// file: 160 bits of SHA-256 in base 32 (RFC 4648's alphabet, lower case), with a word before.
///
/// They hold no dot, which Standard Webhooks reserves.
package enum StableID {
  /// Of an `article.matched`: the rule's name and the article's identity.
  package static func alert(rule: String, articleIdentity: String) -> String {
    "alr_" + mark(["article.matched", rule, articleIdentity])
  }

  /// Of an `article.revised` or `article.removed`: of the changed content too.
  package static func alert(
    type: AlertEvent.Kind, rule: String, articleIdentity: String, content: String
  ) -> String {
    "alr_" + mark([type.rawValue, rule, articleIdentity, content])
  }

  package static func article(identity: String) -> String { "art_" + mark(["article", identity]) }

  /// Of a story: the article that was first.
  package static func story(identity: String) -> String { "sty_" + mark(["story", identity]) }

  /// Of a digest: who gets it, and the ids of the alerts in it, sorted.
  package static func digest(destination: String, alerts: [String]) -> String {
    "dig_" + mark([AlertEvent.Kind.digest.rawValue, destination] + alerts)
  }

  /// Of an operational event: what happened to whom, and when.
  package static func event(type: AlertEvent.Kind, subject: String, moment: String) -> String {
    "evt_" + mark([type.rawValue, subject, moment])
  }

  /// Of something that is out of order and may come into order again.
  package static func trouble(_ subject: [String]) -> String { "trb_" + mark(subject) }

  /// Each part is preceded by its length, so that no two lists of parts give the same bytes.
  private static func mark(_ parts: [String]) -> String {
    var message = Array("marsad 1\n".utf8)
    for part in parts {
      let bytes = Array(part.utf8)
      message += Array("\(bytes.count):".utf8)
      message += bytes
    }
    return Digest.base32(Array(Digest.sha256(message).prefix(20))).lowercased()
  }
}
