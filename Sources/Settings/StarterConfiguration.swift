/// The configuration that `marsad init` writes and that ships as `config/marsad.yaml`.
package enum StarterConfiguration {
  package static let text = text(sources: sampleSources, isSample: true)

  /// Where the package puts the JSON Schema.
  package static let installedSchema = "/usr/share/marsad/marsad.schema.json"

  /// - Parameters:
  ///   - sources: the block `sources:` with its own line breaks.
  ///   - isSample: whether it has the sample's tags, which a rule then names.
  static func text(sources: String, isSample: Bool) -> String {
    let scope =
      isSample ? "sources: [syria]" : "# sources: [NAME, TAG]          # every source when left out"
    return #"""
      # yaml-language-server: $schema=\#(installedSchema)
      # Marsad: what is watched, what is looked for, where alerts go.
      #
      # Check it:   marsad check --config THIS-FILE
      # Try it:     marsad try https://news.example/ --config THIS-FILE
      # Run it:     marsad run --config THIS-FILE
      # Every key:  man marsad.yaml (docs/configuration.md)

      network:
        # Say who you are: sites that dislike a poller then write to you before they block you.
        user_agent: Marsad/1.0 (+https://desk.example/marsad)
        # allow_private: [10.0.0.0/8]     # private addresses are refused unless they stand here

      defaults:
        every: 10m
        alert: [file]                     # add desk once the webhook below is yours

      # A feed, a sitemap, a Telegram channel (https://t.me/s/CHANNEL) or a plain page with links to
      # articles: Marsad finds out which.
      \#(sources)
      # Words under a name. Each is found in any spelling: with clitics (لداعش), diacritics,
      # another orthography, and through disguises (داعـ.ـش).
      lists:
        isis: [داعش, تنظيم الدولة, ISIS, ISIL, Islamic State, Daesh]
        armed-return: [عودة, خلايا, هجوم, كمين, عبوة ناسفة]

      # Places of your own, beside those that Marsad knows by name.
      places:
        border-strip: {along: [[34.42, 40.99], [34.50, 41.20]], within: 25 km}

      rules:
        # A group's return, told near the border.
        - name: عودة داعش إلى دير الزور
          severity: high
          tags: [isis]
          \#(scope)
          languages: [ar]
          match:
            all:
              - {list: isis}
              - {list: armed-return}
            none: [مسلسل, فيلم]
          where:
            any:
              - {in: Deir ez-Zor Governorate}
              - {within: 60 km, of: Al-Bukamal}
              - {area: border-strip}
          test:
            - {text: "عودة عناصر داعـ.ـش إلى البوكمال", expect: match}
            - {text: "مسلسل جديد عن عودة داعش إلى البوكمال", expect: no match}
            - {text: "عودة المدارس في البوكمال", expect: no match}

        # The same in English, without a place.
        - name: islamic-state-attack
          severity: medium
          tags: [isis]
          languages: [en]
          match:
            all:
              - {list: isis}
              - any:
                  - attack
                  - ambush
                  - {near: {terms: [roadside, bomb], within: 3}}
            none: [{pattern: "(?i)film review|box office"}]
          test:
            - {text: "Islamic State claims an ambush on the Palmyra road.", expect: match}
            - {text: "A film review: the ambush of ISIS in new pictures.", expect: no match}

      destinations:
        # One JSON object a line: in $LOGS_DIRECTORY, else beside the state file.
        file: {log: alerts.jsonl}

        # A webhook after Standard Webhooks, signed. The secret is a file or a systemd credential,
        # never a part of this file.
        # desk:
        #   webhook: https://hooks.example/marsad
        #   secret: {file: desk.secret}

      """#
  }

  static let sampleSources = """
    sources:
      - name: Example News (Arabic)
        url: https://news.example/ar/
        language: ar
        country: SY                     # helps to tell places of the same name apart
        tags: [syria]
      - name: Example News (English)
        url: https://news.example/feed.xml
        language: en
        tags: [syria, english]
        every: 5m

    """
}
