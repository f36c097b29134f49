extension StarterConfiguration {
  /// A destination that `marsad init` can write.
  package enum Destination: Equatable, Sendable {
    case log
    /// The secret as the configuration names it: `{file: desk.secret}`.
    case webhook(String, secret: String)
    /// A known receiver, with the values of its example.
    case receiver(String)

    /// What may be written in place of a webhook's address.
    package static let receivers: [String] = DestinationKeys.receivers.map(\.name)
  }

  /// What a configuration was asked to hold.
  package struct Wish: Equatable, Sendable {
    package var sources: Imported?
    package var rule: RuleProposal?
    package var destinations: [Destination] = [.log]
    package var language: String?
    /// The JSON Schema that editors shall use.
    package var schema = installedSchema

    package init() {}
  }

  /// The starter configuration with what was asked for in place of its samples.
  package static func text(_ wish: Wish) -> String {
    guard let rule = wish.rule else {
      var text = wish.sources?.text ?? self.text
      text.replace("$schema=\(installedSchema)", with: "$schema=\(wish.schema)")
      return text
    }
    var names: [String] = []
    var destinations: [String] = []
    for destination in wish.destinations {
      let (name, value) = written(destination)
      guard !names.contains(name) else { continue }
      names.append(name)
      destinations.append("  \(name): \(value)")
    }
    let language = wish.language.map { "\n  language: \(YAMLText.written($0))" } ?? ""
    return #"""
      # yaml-language-server: $schema=\#(wish.schema)
      # Marsad: what is watched, what is looked for, where alerts go.
      #
      # Check it:   marsad check --config THIS-FILE
      # Try it:     marsad try https://news.example/ --config THIS-FILE
      # Run it:     marsad run --config THIS-FILE
      # Every key:  man marsad.yaml (docs/configuration.md)

      network:
        # Say who you are: sites that dislike a poller then write to you before they block you.
        user_agent: Marsad/1.0 (+https://desk.example/marsad)

      defaults:
        every: 10m\#(language)
        alert: [\#(names.joined(separator: ", "))]

      # A feed, a sitemap, a Telegram channel (https://t.me/s/CHANNEL) or a plain page with links to
      # articles: Marsad finds out which.
      \#(wish.sources?.sources ?? sampleSources)
      # Words are found in any spelling: with clitics (لداعش), diacritics, another orthography, and
      # through disguises (داعـ.ـش). `all`: every one; `any`: one of them; `none`: none of them.
      \#(rule.text)
      # Where alerts go. Secrets are files or systemd credentials, never a part of this file.
      destinations:
      \#(destinations.joined(separator: "\n"))

      """#
  }

  private static func example(of receiver: String) -> String {
    DestinationKeys.receivers.first { $0.name == receiver }?.definition.example ?? ""
  }

  private static func written(_ destination: Destination) -> (name: String, value: String) {
    switch destination {
    case .log: ("file", "{log: alerts.jsonl}")
    case .webhook(let url, let secret):
      ("desk", "{webhook: \(YAMLText.written(url)), secret: \(secret)}")
    case .receiver(let name):
      // As the reference shows it: its secrets and places are for people to put in.
      (name, "{\(name): \(example(of: name))}")
    }
  }
}
