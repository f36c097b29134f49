internal import Fetch
internal import Foundation
internal import State
internal import Synchronization

/// What the daemon knows of each source between two polls, in memory: a poll without news reads and
/// writes no row of the state file.
final class SourceBook: Sendable {
  struct Page: Equatable, Sendable {
    var validators = Validators()
    /// `Fingerprint` of the last document's bytes.
    var body: UInt64?
    var kind: String?
    /// The feed that the configured page named, when that is what is read.
    var document: String?
    /// When entries were last held against the state file, which keeps them remembered.
    var lastDiff: Date?
    /// When the page's own feeds may be looked for again.
    var feedsAgain = Date.distantPast
    var lastWhole: Date?
    var pollsSinceWhole = 0
    var isFailing = false
    var failures = 0
    var failingSince: Date?
    /// Whether people were told of the failure.
    var told = SourceStatus.Told.nobody
    var rhythm = SourceRhythm()
    /// When it last answered a poll of this run.
    var lastHeard: Date?
    var moved = MovedAddress()
    /// Whether its validators have hidden news: they are not used any more.
    var isDistrusted = false
    /// Whether the last poll was answered with 304.
    var wasNotModified = false
    var isPaused = false
    /// Since its last poll: what came and went meanwhile was not to be seen.
    var wasPaused = false

    mutating func pause() {
      isPaused = true
      wasPaused = true
      // The time of a pause is not watched.
      lastHeard = nil
    }

    /// Some servers keep one ETag while the content changes: every 20th poll, and at least one a
    /// day, goes without validators.
    func isWholeDue(at now: Date) -> Bool {
      guard let lastWhole else { return true }
      return pollsSinceWhole >= 19 || now.timeIntervalSince(lastWhole) >= 86_400
        || now < lastWhole
    }

    /// Whether an answer to a question without validators shows that "not modified" was untrue: the
    /// same validators stand over other bytes.
    func hides(_ validators: Validators, body: UInt64) -> Bool {
      guard wasNotModified, !isDistrusted, let past = self.body, past != body else { return false }
      if let etag = self.validators.etag { return etag == validators.etag }
      return self.validators.lastModified != nil
        && self.validators.lastModified == validators.lastModified
    }
  }

  /// Identical bytes are not read again for so many seconds.
  static let diffWait = 7.0 * 86_400

  private let pages = Mutex<[String: Page]>([:])

  /// Begins with what the state file remembers. What was read at another address is of no use.
  func load(_ status: SourceStatus, configuredURL: String) {
    update(status.name) { page in
      if let error = status.error {
        page.isFailing = true
        page.failures = error.count
        page.failingSince = error.since
        page.told = status.told
      }
      page.rhythm = SourceRhythm(
        status.rhythm, quiet: status.quietSeconds, isSilent: status.isSilent)
      guard status.polledURL == configuredURL, status.isBaselined else { return }
      page.validators = Validators(
        etag: status.validators.etag, lastModified: status.validators.lastModified)
      page.body = status.body
      page.kind = status.kind
      page.document = status.document
      page.lastWhole = status.lastUnconditional
      page.moved = MovedAddress(status.movedTo)
      page.isDistrusted = status.isDistrusted
    }
  }

  subscript(source: String) -> Page {
    pages.withLock { $0[source] ?? Page() }
  }

  func update(_ source: String, _ change: (inout Page) -> Void) {
    pages.withLock { change(&$0[source, default: Page()]) }
  }

  /// Says which sources are paused from now on.
  func pause(_ names: Set<String>) {
    pages.withLock { pages in
      for (name, page) in pages where page.isPaused && !names.contains(name) {
        pages[name]?.isPaused = false
      }
      for name in names where pages[name]?.isPaused != true {
        pages[name, default: Page()].pause()
      }
    }
  }

  func forget(allBut names: Set<String>) {
    pages.withLock { pages in pages = pages.filter { names.contains($0.key) } }
  }
}
