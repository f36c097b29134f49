package import Foundation

/// One entry of a document as a source shows it now: the signals by which it is known again.
package struct Observation: Equatable, Sendable {
  /// The entry's own id as written; nil where it has none.
  package var guid: String?
  /// The normalised link (`URLs.normalised`).
  package var urlKey: String?
  package var url: String?
  package var title: String
  /// `Fingerprint` of all text that the document carries for this entry, the title included.
  package var fingerprint: UInt64
  package var published: Date?

  package init(
    guid: String? = nil, urlKey: String? = nil, url: String? = nil, title: String,
    fingerprint: UInt64, published: Date? = nil
  ) {
    self.guid = guid
    self.urlKey = urlKey
    self.url = url
    self.title = title
    self.fingerprint = fingerprint
    self.published = published
  }
}

/// What an entry is to its source.
package enum Novelty: Equatable, Sendable {
  case new
  case known
  /// Known, but its title or text is another now. The article is nil where none was recorded (the
  /// entry belongs to the baseline).
  case revised(articleID: Int64?)
  /// The same entry stands earlier in the same document.
  case repeated
}

/// A recorded article, by which later sights of it are tied to the first.
package struct ArticleReference: Equatable, Sendable {
  package var id: Int64
  /// What alert ids are made of; fixed at first sight.
  package var identity: String
  /// The source that saw it first.
  package var source: String
  package var firstSeen: Date
  /// `Fingerprint` of its text when last recorded.
  package var text: UInt64
}

/// What a document holds against what its source showed before. `commit` makes it last.
package struct Diff: Sendable {
  package struct Item: Sendable {
    /// The place of the observation in the document.
    package let index: Int
    package let novelty: Novelty
    /// The article this entry is, if one is recorded: by this source or, by the same link, by
    /// another one. A new entry of a known article is no new finding, but rules that are bound to
    /// this source have not seen it.
    package let article: ArticleReference?
    /// The identity of the article to be recorded; that of `article` where there is one. Empty for
    /// entries that are known or repeated.
    package let identity: String
    let keys: EntryKeys
    /// The key that a new entry is filed under.
    let filed: Int64
    /// The key under which the source knows the entry; nil for one to be inserted.
    let target: Int64?
    /// What is to be written, so that a poll without news writes nothing.
    let work: Work
    /// Keys to be remembered as no identity.
    let burials: [Int64]
    /// A new article under a link or guid that another one had: its link says nothing of what it
    /// is, and `article(linkKey:…)` would find the other one.
    package var isReused = false
  }

  struct Work: OptionSet {
    let rawValue: Int
    static let insert = Work(rawValue: 1)
    /// Further keys become known.
    static let alias = Work(rawValue: 2)
    static let update = Work(rawValue: 4)
    /// The last sight is more than a day old.
    static let touch = Work(rawValue: 8)
  }

  /// Why so much is unknown at once.
  package enum Shift: Equatable, Sendable {
    /// The page has changed its links (or the source its address): a new baseline.
    case redesign(known: Int, of: Int)
    /// Nothing of the last document is left: entries may have come and gone unseen.
    case gap(since: Date)
  }

  package let source: String
  /// One for each observation, in the order given.
  package let items: [Item]
  /// The source's first document, or the first after a redesign: to be recorded, not alerted.
  package let isBaseline: Bool
  package let shift: Shift?

  /// The places of new entries.
  package var new: [Int] { items.filter { $0.novelty == .new }.map(\.index) }
  /// The places of revised entries.
  package var revised: [Int] {
    items.compactMap { item in if case .revised = item.novelty { item.index } else { nil } }
  }
  package var knownCount: Int {
    items.count { $0.novelty != .new && $0.novelty != .repeated }
  }
  /// Whether a commit of all items would write anything.
  package var hasWork: Bool { items.contains { !$0.work.isEmpty || !$0.burials.isEmpty } }
}
