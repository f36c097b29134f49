internal import Text

/// The top of a configuration file.
enum RootKeys {
  static let include = Key(
    "include", Scalars.text.list("paths such as rules.d/*.yaml"),
    "Further files, by paths in which `*` and `?` stand for any part of a name. They hold the same keys; lists and mappings are put together, any other key stands once in all files.",
    example: "rules.d/*.yaml")
  static let state = Key(
    "state", FileReaders.path, "The state file (SQLite).",
    default: "`$STATE_DIRECTORY/state.sqlite`, else `$XDG_STATE_HOME/marsad/state.sqlite`",
    example: "/var/lib/marsad/state.sqlite")
  static let network = Key(
    "network", Shapes.section(NetworkKeys.section), "How requests are made.",
    example: "{user_agent: Marsad/1.0 (+https://desk.example/marsad)}")
  static let defaults = Key(
    "defaults", Shapes.section(SourceKeys.defaultsSection),
    "What sources and rules take where they say nothing themselves.",
    example: "{every: 10m, language: ar, alert: [desk, file]}")
  static let sources = Key(
    "sources", Shapes.section(SourceKeys.section).list("a list of sources"), "What is watched.",
    example: "[{name: Al-Sharq News, url: https://news.example/}]")
  static let lists = Key(
    "lists", ListKeys.reader.named("names with lists of terms"),
    "Terms under a name, for use in rules.", example: "{isis: [داعش, تنظيم الدولة, ISIS]}")
  static let places = Key(
    "places", Shapes.section(PlaceKeys.section).named("names with places or areas"),
    "Places and areas of your own.",
    example: "{border-strip: {along: [[34.42, 40.99], [34.50, 41.20]], within: 25 km}}")
  static let rules = Key(
    "rules", Shapes.section(RuleKeys.section).list("a list of rules"), "What is looked for.",
    example: "[{name: isis, match: {any: [داعش]}}]")
  static let destinations = Key(
    "destinations", Shapes.section(DestinationKeys.section).named("names with destinations"),
    "Where alerts go.", example: "{file: {log: alerts.jsonl}}")
  static let operations = Key(
    "operations", NameUse.reader.list("names of destinations"),
    "Destinations of events about sources, destinations and Marsad itself.",
    default: "all `log` destinations", example: "[file]")
  static let alive = Key(
    "alive", Shapes.section(AliveKeys.section),
    "Once a day a `marsad.alive` event to the destinations of `operations`, with what was watched, found and delivered: whoever misses it knows that something is wrong.",
    default: "none", example: "{at: \"08:00\", zone: Asia/Damascus}")
  static let listen = Key(
    "listen", ListenReader.reader,
    "Where the status page, metrics and health are served, on this machine alone: HOST:PORT of a loopback address, or unix:PATH.",
    default: "off", example: "127.0.0.1:9447")
  static let evidence = Key(
    "evidence", Shapes.section(EvidenceKeys.section), "How long the bytes behind alerts are kept.",
    example: "{keep: 90d, at_most: 10 GB}")
  static let archive = Key(
    "archive", Shapes.section(ArchiveKeys.section),
    "How long the texts of articles are kept, so that `marsad backtest` can try rules on them.",
    example: "{keep: 30d, at_most: 1 GB}")
  static let recheck = Key(
    "recheck", Scalars.duration(1...31_622_400).list("a list of times such as [1h, 6h, 24h]"),
    "When the pages of articles that alerted are fetched again, counted from the alert.",
    default: "[1h, 6h, 24h, 72h]", example: "[1h, 6h, 24h, 72h]")
  static let limits = Key(
    "limits", Shapes.section(LimitKeys.section), "What every input is held to.",
    example: "{response: 8 MB, entries: 5000, redirects: 5, total: 60s}")

  static let section = Section(
    id: "configuration", title: "sources, rules and destinations",
    meaning: "The top of the main file and of every file it includes.",
    keys: [
      include.definition, state.definition, network.definition, defaults.definition,
      sources.definition, lists.definition, places.definition, rules.definition,
      destinations.definition, operations.definition, alive.definition, listen.definition,
      evidence.definition,
      archive.definition, recheck.definition, limits.definition,
    ])

  /// Keys that stand once in all files; the others are put together.
  static let single: [String] = [
    "state", "network", "defaults", "operations", "alive", "listen", "evidence", "archive",
    "recheck",
    "limits",
  ]
}

/// `evidence:`
enum EvidenceKeys {
  static let keep = Key(
    "keep", Scalars.seconds(3_600...3_162_240_000, example: "30d or 90d"), "How long.",
    default: "90d", example: "90d")
  static let atMost = Key(
    "at_most", Scalars.bytes(1_000_000...1_099_511_627_776_000), "How much; the oldest goes first.",
    default: "10 GB", example: "10 GB")
  static let section = Section(
    id: "evidence", title: "keep and at_most",
    meaning: "How long and how much of the bytes behind alerts is kept.",
    keys: [keep.definition, atMost.definition])

  static func evidence(_ fields: Fields) -> Configuration.Evidence {
    var evidence = Configuration.Evidence()
    if let value = fields[keep] { evidence.keepSeconds = value }
    if let value = fields[atMost] { evidence.atMostBytes = value }
    return evidence
  }
}

/// `alive:`
enum AliveKeys {
  static let at = Key(
    "at", Scalars.timeOfDay, "When.", example: "\"08:00\"", isRequired: true)
  static let zone = Key(
    "zone", Scalars.zone, "The time zone (IANA).", default: "UTC", example: "Asia/Damascus")
  static let section = Section(
    id: "alive", title: "at and zone",
    meaning:
      "When the daily `marsad.alive` is sent. A daemon that did not run then sends it as soon as it runs on the same day.",
    keys: [at.definition, zone.definition])

  static func alive(_ fields: Fields) -> Configuration.Alive? {
    fields[at].map { .init(minute: $0, zone: fields.value(zone, else: "UTC")) }
  }
}

/// `archive:`
enum ArchiveKeys {
  static let keep = Key(
    "keep", Scalars.seconds(example: "30d or 90d"), "How long; 0d keeps none.", default: "30d",
    example: "30d")
  static let atMost = Key(
    "at_most", Scalars.bytes(1_000_000...1_099_511_627_776_000),
    "How much of the state file they may take, compressed; the oldest goes first.",
    default: "1 GB", example: "1 GB")
  static let section = Section(
    id: "archive", title: "keep and at_most",
    meaning:
      "How long and how much of the articles' texts is kept: of every article that rules were tried on, whether or not one matched.",
    keys: [keep.definition, atMost.definition])

  static func archive(_ fields: Fields) -> Configuration.Archive {
    var archive = Configuration.Archive()
    if let value = fields[keep] { archive.keepSeconds = value }
    if let value = fields[atMost] { archive.atMostBytes = value }
    return archive
  }
}
