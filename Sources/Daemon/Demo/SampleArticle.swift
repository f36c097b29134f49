package import Foundation

/// One article of the demo's news sites, invented from headline to last line.
package struct SampleArticle: Sendable, Equatable {
  /// Where an article appears.
  package enum Outlet: String, CaseIterable, Sendable {
    /// An Arabic newspaper's front page, without any feed.
    case newspaper
    /// An English agency with an RSS feed of summaries.
    case agency
    /// An Arabic site with an Atom feed of whole texts.
    case weekly
  }

  package var number: Int
  package var outlet: Outlet
  package var title: String
  package var author: String
  package var paragraphs: [String]
  /// Minutes before the site's opening; below zero for what is published while the demo runs.
  package var minutesOld: Int
  /// Headlines that the "see also" box in the middle of the text links to.
  package var seeAlso: [String] = []
  /// What readers wrote below it.
  package var comments: [String] = []

  package init(
    number: Int, outlet: Outlet, title: String, author: String, minutesOld: Int,
    text: String, seeAlso: [String] = [], comments: [String] = []
  ) {
    self.number = number
    self.outlet = outlet
    self.title = title
    self.author = author
    self.minutesOld = minutesOld
    self.paragraphs = text.split(separator: "\n").map { String($0) }
    self.seeAlso = seeAlso
    self.comments = comments
  }

  package var path: String {
    switch outlet {
    case .newspaper: "/archives/\(number)"
    case .agency: "/wire/story/\(number)"
    case .weekly: "/badia/post-\(number).html"
    }
  }

  package func published(opening: Date) -> Date {
    opening.addingTimeInterval(Double(-60 * minutesOld))
  }
}

extension SampleArticle.Outlet {
  package var name: String {
    switch self {
    case .newspaper: "صحيفة النهر"
    case .agency: "Steppe Wire"
    case .weekly: "بادية برس"
    }
  }

  /// What a source's `url` says.
  package var path: String {
    switch self {
    case .newspaper: "/"
    case .agency: "/wire/feed/"
    case .weekly: "/badia/atom.xml"
    }
  }

  package var language: String {
    switch self {
    case .newspaper, .weekly: "ar"
    case .agency: "en"
    }
  }
}
