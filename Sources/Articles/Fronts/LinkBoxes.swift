internal import Markup

/// The small boxes around links: a date beside a headline marks a story.
struct LinkBoxes {
  private let page: PageOutline
  /// Prefix counts by position.
  private var dates: [Int] = [0]
  private var links: [Int] = [0]

  init(_ page: PageOutline) {
    self.page = page
    dates.reserveCapacity(page.count + 1)
    links.reserveCapacity(page.count + 1)
    for position in 0..<page.count {
      dates.append(dates[position] + (page.signs[position].contains(.date) ? 1 : 0))
      links.append(links[position] + (page.names[position] == .a ? 1 : 0))
    }
  }

  /// Whether one of the nearest elements around a link, with few other links, holds a date.
  func showsDate(around position: Int) -> Bool {
    var at = position
    for _ in 0..<5 where at >= 0 {
      let end = page.ends[at]
      if links[end] - links[at] > 6 { return false }
      if dates[end] > dates[at] { return true }
      at = page.parents[at]
    }
    return false
  }
}
