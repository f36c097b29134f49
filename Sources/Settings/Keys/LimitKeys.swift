internal import Fetch

/// `limits:`, for everything or for one source.
enum LimitKeys {
  static let response = Key(
    "response", Scalars.bytes(1_024...1_073_741_824),
    "The bytes of one answer after its compression is undone.", default: "8 MiB", example: "8 MB")
  static let expansion = Key(
    "expansion", Scalars.integer(1...10_000),
    "Bytes of an answer for each byte that came over the wire: against compression bombs.",
    default: "200", example: "200")
  static let headers = Key(
    "headers", Scalars.bytes(1_024...1_048_576), "The bytes of an answer's headers.",
    default: "64 KiB", example: "64 KiB")
  static let headerCount = Key(
    "header_count", Scalars.integer(10...10_000), "The fields in an answer's headers.",
    default: "200", example: "200")
  static let redirects = Key(
    "redirects", Scalars.integer(0...20), "Redirects that one request follows.", default: "5",
    example: "5")
  static let connect = Key(
    "connect", Scalars.duration(0.1...300), "The time until a connection stands.", default: "10s",
    example: "10s")
  static let firstByte = Key(
    "first_byte", Scalars.duration(0.1...600), "The time until an answer begins.", default: "20s",
    example: "20s")
  static let total = Key(
    "total", Scalars.duration(0.1...3_600), "The time of a whole request.", default: "60s",
    example: "60s")
  static let slowest = Key(
    "slowest", Scalars.bytes(0...1_000_000_000),
    "A transfer slower than this many bytes a second, for as long as `slow_for` says, is ended.",
    default: "200 B", example: "200 B")
  static let slowFor = Key(
    "slow_for", Scalars.duration(1...600), "How long a transfer may be slower than `slowest`.",
    default: "20s", example: "20s")
  static let entries = Key(
    "entries", Scalars.integer(1...1_000_000), "Entries of one feed, sitemap or page.",
    default: "5000", example: "5000")
  static let article = Key(
    "article", Scalars.integer(1_000...10_000_000),
    "Characters of an article's body; what is longer is cut, and the alert says so.",
    default: "200000", example: "200000")
  static let depth = Key(
    "depth", Scalars.integer(16...4_096), "How deep the elements of a page or feed may nest.",
    default: "512", example: "512")
  static let nodes = Key(
    "nodes", Scalars.integer(1_000...10_000_000), "Elements and texts of one page or feed.",
    default: "500000", example: "500000")
  static let attributes = Key(
    "attributes", Scalars.integer(16...10_000), "Attributes on one element.", default: "128",
    example: "128")

  static let memory = Key(
    "memory", Scalars.bytes(16_000_000...68_719_476_736),
    "What all bodies in flight and pages being read may hold together.", default: "96 MiB",
    example: "96 MB")
  static let pattern = Key(
    "pattern", Scalars.integer(1_000...100_000_000),
    "Steps that a `pattern` may take on one text.", default: "1000000", example: "1000000")
  static let rules = Key(
    "rules", Scalars.integer(1...1_000_000), "Rules in the configuration.", default: "10000",
    example: "10000")
  static let queue = Key(
    "queue", Scalars.integer(100...100_000_000),
    "Deliveries that wait for one destination; what comes on top is a dead letter, to be replayed.",
    default: "100000", example: "100000")
  static let log = Key(
    "log", Scalars.bytes(1_000_000...1_099_511_627_776),
    "The bytes of one alert log; before it grows over them it is put aside (`rotate`).",
    default: "1 GB", example: "1 GB")

  private static let ofOneSource: [KeyDefinition] = [
    response.definition, expansion.definition, headers.definition, headerCount.definition,
    redirects.definition, connect.definition, firstByte.definition, total.definition,
    slowest.definition, slowFor.definition, entries.definition, article.definition,
    depth.definition, nodes.definition, attributes.definition,
  ]

  static let section = Section(
    id: "limits", title: "limits by name",
    meaning:
      "What every input is held to. Crossing a limit is an error on that source and nothing else.",
    keys: ofOneSource + [
      memory.definition, pattern.definition, rules.definition, queue.definition, log.definition,
    ])

  static let sourceSection = Section(
    id: "source_limits", title: "limits by name",
    meaning: "The limits that can differ from source to source.", keys: ofOneSource)

  /// Lays what is given over both kinds of limits.
  static func apply(
    _ fields: Fields, to fetch: inout FetchSettings.Limits,
    _ limits: inout Configuration.Limits
  ) {
    if let value = fields[response] { fetch.responseBytes = value }
    if let value = fields[expansion] { fetch.expansion = value }
    if let value = fields[headers] { fetch.headerBytes = value }
    if let value = fields[headerCount] { fetch.headerCount = value }
    if let value = fields[redirects] { fetch.redirects = value }
    if let value = fields[connect] { fetch.connect = value }
    if let value = fields[firstByte] { fetch.firstByte = value }
    if let value = fields[total] { fetch.total = value }
    if let value = fields[slowest] { fetch.slowestBytesPerSecond = value }
    if let value = fields[slowFor] { fetch.slowFor = value }
    if let value = fields[entries] { limits.entries = value }
    if let value = fields[article] { limits.articleCharacters = value }
    if let value = fields[depth] { limits.treeDepth = value }
    if let value = fields[nodes] { limits.nodes = value }
    if let value = fields[attributes] { limits.attributes = value }
    if let value = fields[memory] { limits.memoryBytes = value }
    if let value = fields[pattern] { limits.patternSteps = value }
    if let value = fields[rules] { limits.rules = value }
    if let value = fields[queue] { limits.queue = value }
    if let value = fields[log] { limits.logBytes = value }
  }
}
