package import Alerts
package import Fetch
package import Places
package import Rules
package import Text

/// A whole configuration, decoded and validated.
package struct Configuration: Equatable, Sendable {
  package struct Evidence: Equatable, Sendable {
    package var keepSeconds: Double = 90 * 86_400
    package var atMostBytes = 10_000_000_000

    package init() {}
  }

  /// When the daily sign of life is sent.
  package struct Alive: Equatable, Sendable {
    /// After midnight.
    package var minute: Int
    package var zone: String

    package init(minute: Int, zone: String) {
      self.minute = minute
      self.zone = zone
    }
  }

  /// The texts of articles that rules were tried on.
  package struct Archive: Equatable, Sendable {
    /// 0 keeps none.
    package var keepSeconds: Double = 30 * 86_400
    package var atMostBytes = 1_000_000_000

    package init() {}
  }

  /// Limits that are no transfer's business (`limits:`).
  package struct Limits: Equatable, Sendable {
    package var entries = 5_000
    package var articleCharacters = 200_000
    package var treeDepth = 512
    package var nodes = 500_000
    package var attributes = 128
    package var memoryBytes = 96 << 20
    package var patternSteps = 1_000_000
    package var rules = 10_000
    package var queue = 100_000
    package var logBytes = LogRotation.defaultBytes

    package init() {}
  }

  /// The main file's path.
  package var file: String
  /// The state file as written, made absolute; nil means the default place.
  package var statePath: String?
  package var fetch = FetchSettings()
  package var sources: [SourceSettings] = []
  package var lists: [String: [Term]] = [:]
  package var places: [OwnPlace] = []
  package var rules: [Rule] = []
  package var destinations: [DestinationSettings] = []
  /// Destinations of rules that name none.
  package var defaultAlert: [String] = []
  /// Where source.*, destination.* and marsad.* events go.
  package var operations: [String] = []
  package var alive: Alive?
  package var listen: ListenAddress?
  package var evidence = Evidence()
  package var archive = Archive()
  package var recheck: [Duration] = [
    .seconds(3_600), .seconds(21_600), .seconds(86_400), .seconds(259_200),
  ]
  package var limits = Limits()
  /// Every file that was read, for relative paths and reload.
  package var files: [String] = []

  package init(file: String) { self.file = file }
}

/// One source to watch.
package struct SourceSettings: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case auto
    case feed
    case sitemap
    case page
  }

  package enum FullText: String, CaseIterable, Sendable {
    case auto
    case always
    case never
  }

  package enum FirstPoll: String, CaseIterable, Sendable {
    case baseline
    case alert
  }

  /// How often a source is polled.
  package enum Interval: Equatable, Sendable {
    case fixed(Duration)
    case adaptive(min: Duration, max: Duration)
  }

  /// CSS selectors that override the automatic reading.
  package struct Select: Equatable, Sendable {
    package var links: String?
    package var title: String?
    package var body: String?
    package var author: String?
    package var published: String?

    package init() {}
  }

  package var name: String
  package var url: String
  package var kind: Kind = .auto
  package var interval: Interval = .fixed(.seconds(600))
  package var language: String?
  /// ISO 3166-1 alpha-2.
  package var country: String?
  package var tags: [String] = []
  package var fullText: FullText = .auto
  package var firstPoll: FirstPoll = .baseline
  package var maxAgeSeconds: Double?
  package var select = Select()
  package var headers: [HTTPHeader] = []
  package var login: LoginReference?
  /// Network settings with this source's own laid over.
  package var fetch = FetchSettings()
  package var limits = Configuration.Limits()
  package var mark: SourceMark

  package init(name: String, url: String, mark: SourceMark) {
    self.name = name
    self.url = url
    self.mark = mark
  }
}
