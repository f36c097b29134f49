internal import Fetch
internal import Text

/// `sources:` and `defaults:`.
enum SourceKeys {
  static let name = Key(
    "name", Names.reader, "What the source is called in alerts, rules and reports; each name once.",
    example: "Al-Sharq News", isRequired: true)
  static let url = Key(
    "url", NetworkReaders.webAddress,
    "A feed, a sitemap, a Telegram channel's preview (`https://t.me/s/CHANNEL`) or a page with links to articles: Marsad finds out which.",
    example: "https://news.example/", isRequired: true)
  static let kind = Key(
    "kind", Scalars.choice(SourceSettings.Kind.self),
    "What the address gives, where finding out errs.",
    default: "auto", example: "auto")
  static let every = Key(
    "every", IntervalReader.reader,
    "How often the source is polled: a duration, `adaptive`, or adaptive within bounds.",
    default: "10m", example: "5m")
  static let language = Key(
    "language", Scalars.language, "The language of articles that do not say it themselves.",
    default: "recognised", example: "ar")
  static let country = Key(
    "country", Scalars.country,
    "The country the source writes about; it helps to tell places apart.",
    example: "SY")
  static let tags = Key(
    "tags", Scalars.texts, "Words under which rules name several sources.", example: "[syria]")
  static let fullText = Key(
    "full_text", Scalars.choice(SourceSettings.FullText.self),
    "Whether the article's page is fetched: `auto` does it where the feed does not carry the whole text.",
    default: "auto", example: "auto")
  static let firstPoll = Key(
    "first_poll", Scalars.choice(SourceSettings.FirstPoll.self),
    "What happens to the articles of the first poll: `baseline` only records them.",
    default: "baseline", example: "baseline")
  static let maxAge = Key(
    "max_age", Scalars.seconds(60...3_162_240_000, example: "24h or 7d"),
    "Articles published longer ago are recorded, not alerted. What a feed shows after its whole window changed counts as a page's.",
    default: "30d on pages, none in feeds", example: "7d")
  static let allowPrivate = Key(
    "allow_private", NetworkReaders.blocks,
    "As `network.allow_private`, for this source only and added to it.", example: "[10.1.0.0/16]")
  static let select = Key(
    "select", Shapes.section(SelectKeys.section),
    "CSS selectors, only where the automatic reading errs.",
    example: "{links: \"h2 a\", body: \".entry\"}")
  static let headers = Key(
    "headers", HeaderReaders.headers, "Header fields of every request to this source.",
    example: "{Accept-Language: ar}")
  static let login = Key(
    "login", LoginKeys.reader, "Who asks, where the source wants to know.",
    example: "{user: desk, password: {file: sharq.password}}")
  static let limits = Key(
    "limits", Shapes.section(LimitKeys.sourceSection),
    "As the top's `limits`, for this source only.",
    example: "{response: 16 MB}")
  static let network = Key(
    "network", Shapes.section(NetworkKeys.section), "As the top's `network`, for this source only.",
    example: "{robots: ignore}")

  static let section = Section(
    id: "source", title: "name, url and more",
    meaning: "One source to watch.",
    keys: [
      name.definition, url.definition, kind.definition, every.definition, language.definition,
      country.definition, tags.definition, fullText.definition, firstPoll.definition,
      maxAge.definition, allowPrivate.definition, select.definition, headers.definition,
      login.definition, limits.definition, network.definition,
    ])

  static let alert = Key(
    "alert", NameUse.reader.list("names of destinations"),
    "Destinations of rules that name none.", default: "all destinations",
    example: "[desk, file]")

  static let defaultsSection = Section(
    id: "defaults", title: "values for all sources and rules",
    meaning: "What sources and rules take where they say nothing themselves.",
    keys: [
      every.definition, language.definition, country.definition, fullText.definition,
      firstPoll.definition, maxAge.definition, alert.definition,
    ])

  /// One source, laid over the defaults in `start`.
  static func settings(
    _ fields: Fields, over start: SourceSettings, _ reading: Reading
  ) -> SourceSettings? {
    let name = fields[name]
    let url = fields[url]
    var source = start
    source.name = name ?? ""
    source.url = url ?? ""
    source.mark = fields.node.mark
    common(fields, &source)
    if let value = fields[kind] { source.kind = value }
    if let value = fields[tags] { source.tags = value }
    if let value = fields[allowPrivate] { source.fetch.allowPrivate += value }
    if let value = fields[select] { source.select = SelectKeys.select(value) }
    if let value = fields[headers] { source.headers = value }
    if let value = fields[login] { source.login = value }
    if let value = fields[network] { NetworkKeys.apply(value, to: &source.fetch) }
    if let value = fields[limits] {
      LimitKeys.apply(value, to: &source.fetch.limits, &source.limits)
    }
    guard name != nil, let url else { return nil }
    judgeAddress(url, source, fields, reading)
    return source
  }

  /// What `defaults` and a source share.
  static func common(_ fields: Fields, _ source: inout SourceSettings) {
    if let value = fields[every] { source.interval = value }
    if let value = fields[language] { source.language = value }
    if let value = fields[country] { source.country = value }
    if let value = fields[fullText] { source.fullText = value }
    if let value = fields[firstPoll] { source.firstPoll = value }
    if let value = fields[maxAge] { source.maxAgeSeconds = value }
  }

  private static func judgeAddress(
    _ url: String, _ source: SourceSettings, _ fields: Fields, _ reading: Reading
  ) {
    let literal = try? WebAddress(url).literal
    let isPrivate = literal.map(Addresses.isPrivate) ?? false
    if let literal, isPrivate,
      !source.fetch.allowPrivate.contains(where: { Addresses.contains($0, literal) }),
      source.fetch.proxy == nil
    {
      reading.warn(
        fields.mark(Self.url), "\(fields.path).url is a private address and will be refused",
        "add allow_private: [\(Addresses.text(literal))]")
    }
    if let preview = TelegramAddress.preview(for: url) {
      reading.warn(
        fields.mark(Self.url),
        "\(fields.path).url is a Telegram channel's card without its messages",
        "use \(preview)")
    }
    let shortest: Duration =
      switch source.interval {
      case .fixed(let interval): interval
      case .adaptive(let least, _): least
      }
    if shortest < .seconds(30), !isPrivate {
      reading.warn(
        fields.mark(every), "\(fields.path) is polled more often than every 30s",
        "few sites like that; 5m is usual")
    }
  }
}

/// `every:`
enum IntervalReader {
  static let min = Key(
    "min", duration, "The shortest interval.", default: "2m", example: "2m")
  static let max = Key(
    "max", duration, "The longest interval.", default: "2h", example: "2h")
  static let section = Section(
    id: "adaptive", title: "min and max",
    meaning: "An interval that follows the source's own rhythm within bounds.",
    keys: [min.definition, max.definition])

  private static let duration = Scalars.duration(1...2_678_400)
  private static let expects = "a duration such as 5m, adaptive, or {min: 2m, max: 2h}"

  static let reader = Reader<SourceSettings.Interval>(
    expects, .either([.choice(["adaptive"]), duration.schema, .section(section.id)])
  ) { node, path, reading in
    if node.scalar == "adaptive" {
      return .adaptive(min: .seconds(120), max: .seconds(7_200))
    }
    if node.mapping != nil {
      guard let fields = Fields(node, section, path, reading) else { return nil }
      let least = fields.value(min, else: .seconds(120))
      let most = fields.value(max, else: Swift.max(.seconds(7_200), least))
      guard least <= most else {
        reading.fail(node.mark, "\(path).min is longer than \(path).max", "expected min up to max")
        return nil
      }
      return .adaptive(min: least, max: most)
    }
    guard let text = node.scalar, Quantities.seconds(text) == nil, Int(text) == nil else {
      return duration.read(node, path, reading).map { .fixed($0) }
    }
    Words.refuse(node, path, among: ["adaptive"], expects: expects, reading)
    return nil
  }
}

/// `select:`
enum SelectKeys {
  static let links = Key(
    "links", Scalars.text, "The links to articles on a page.", example: "\"h2 a\"")
  static let title = Key("title", Scalars.text, "An article's headline.", example: "h1")
  static let body = Key("body", Scalars.text, "An article's text.", example: "\".entry\"")
  static let author = Key("author", Scalars.text, "An article's authors.", example: "\".byline\"")
  static let published = Key(
    "published", Scalars.text, "An article's time of publication.", example: "time")
  static let section = Section(
    id: "select", title: "CSS selectors",
    meaning: "CSS selectors that take the place of the automatic reading.",
    keys: [
      links.definition, title.definition, body.definition, author.definition,
      published.definition,
    ])

  static func select(_ fields: Fields) -> SourceSettings.Select {
    var select = SourceSettings.Select()
    select.links = fields[links]
    select.title = fields[title]
    select.body = fields[body]
    select.author = fields[author]
    select.published = fields[published]
    return select
  }
}
