/// A family of readers that take bytes or texts from outside.
package enum FuzzKind: String, CaseIterable, Sendable {
  /// Feeds of all formats, sitemaps, lists of subscriptions, gzip files.
  case feeds
  /// HTML: articles, front pages, fragments, selectors.
  case pages
  case dates
  case encodings
  /// Folding, disguises, rules, places.
  case text
  /// Addresses: their absolute forms and keys.
  case addresses
  /// Backups of the state file.
  case restore
  /// YAML, and all that a configuration may hold.
  case configuration
  /// robots.txt, Retry-After, dates of HTTP.
  case manners
  /// Templates of messages, and the events that fill them.
  case templates

  var seeds: [[UInt8]] {
    switch self {
    case .feeds: SeedFeeds.all
    case .pages: SeedPages.all
    case .dates: SeedTexts.dates
    case .encodings: SeedEncodings.all + SeedFeeds.all.prefix(2) + SeedPages.all.prefix(1)
    case .text: SeedTexts.prose
    case .addresses: SeedTexts.addresses
    case .restore: SeedEdits.all
    case .configuration: SeedConfigurations.configurations
    case .manners: SeedConfigurations.manners
    case .templates: SeedTemplates.all
    }
  }

  var tokens: [[UInt8]] {
    switch self {
    case .feeds: MutationTokens.marks + MutationTokens.feeds + MutationTokens.bytes
    case .pages: MutationTokens.marks + MutationTokens.pages + MutationTokens.bytes
    case .dates: MutationTokens.dates + MutationTokens.numbers
    case .encodings: MutationTokens.encodings + MutationTokens.bytes
    case .text: MutationTokens.text + MutationTokens.bytes
    case .addresses: MutationTokens.addresses + MutationTokens.bytes
    case .restore: SeedEdits.tokens + MutationTokens.bytes
    case .configuration: SeedConfigurations.configurationTokens + MutationTokens.bytes
    case .manners: SeedConfigurations.mannerTokens + MutationTokens.numbers
    case .templates: SeedTemplates.tokens + MutationTokens.bytes
    }
  }
}

/// What a case showed to be wrong, in words.
package struct Finding: Error, Equatable, Sendable, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  /// Throws when a claim does not hold.
  static func unless(
    _ claim: Bool, _ what: @autoclosure () -> String
  ) throws(Finding) {
    if !claim { throw Finding(what()) }
  }

  /// Texts made by the readers hold valid UTF-8 and are no longer than `limit` bytes.
  static func text(
    _ text: String?, _ name: String, limit: Int
  ) throws(Finding) {
    guard let text else { return }
    try unless(String(validating: text.utf8, as: UTF8.self) != nil, "\(name) is no valid UTF-8")
    let count = text.utf8.count
    try unless(count <= limit, "\(name) has \(count) bytes, more than \(limit)")
  }
}
