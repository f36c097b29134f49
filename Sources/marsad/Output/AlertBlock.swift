import Alerts
import Foundation
import State
import Text

/// An event as `marsad watch` shows it: a few lines, made of the stored bytes.
struct AlertBlock {
  let row: AlertRow
  private let tree: JSONTree

  /// nil where the bytes are no event.
  init?(_ row: AlertRow) {
    guard let event = EventDocument(row.event) else { return nil }
    self.row = row
    tree = event.tree
  }

  var severity: String? { tree["rule"]["severity"].string }

  func lines(_ screen: Screen) -> [String] {
    tree["article"].isNull ? [operation(screen)] : article(screen)
  }

  private func article(_ screen: Screen) -> [String] {
    let article = tree["article"]
    let severity = severity ?? "-"
    let word = screen.painted(severity.uppercased(), Self.colour(severity))
    var head = "\(word)  \(screen.shown(row.rule ?? "-", room: screen.columns / 2))"
    if row.type != AlertEvent.Kind.matched.rawValue {
      head += "  " + screen.shown(row.type)
    }
    head += "  " + screen.painted("\(Timestamps.short(row.at)) UTC", "2")
    var lines = [head]
    let title = article["title"].string ?? ""
    let words = spans(of: "matches", in: "title")
    for line in screen.marked(
      title, words: words, places: spans(of: "places", in: "title"), margin: Self.margin)
    {
      lines.append(Self.indent + line)
    }
    if words.isEmpty, let find = snippet(screen) { lines += find.map { Self.indent + $0 } }
    let places = unique(
      tree["places"].list.filter { $0["relation"].string != "mentioned" }
        .compactMap { $0["name"].string })
    if !places.isEmpty {
      let shown = places.prefix(5).map { screen.shown($0, room: 40) }.joined(separator: ", ")
      lines.append(Self.indent + screen.painted("in ", "2") + shown)
    }
    let source = article["source"]["name"].string ?? ""
    let url = article["url"].string ?? ""
    let room = screen.columns - Self.margin - min(Columns.width(source), 40) - 2
    lines.append(
      "\(Self.indent)\(screen.shown(source, room: 40))  \(screen.shown(url, room: room))")
    return lines
  }

  /// Events about sources, destinations and Marsad itself, on one line.
  private func operation(_ screen: Screen) -> String {
    let name = tree["source"]["name"].string ?? tree["destination"]["name"].string ?? ""
    let error = [tree["error"]["kind"].string, tree["error"]["message"].string]
    let words = error.compactMap(\.self).joined(separator: ": ")
    let more = words.isEmpty ? tree["measured"]["message"].string ?? "" : words
    let head = screen.painted(row.type, "2;1")
    let time = screen.painted("\(Timestamps.short(row.at)) UTC", "2")
    let parts = [head, screen.shown(name, room: 40), time, screen.shown(more)]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func spans(of list: String, in field: String) -> [Range<Int>] {
    tree[list].list.filter { $0["field"].string == field }.compactMap { element in
      guard let start = element["start"].integer, let end = element["end"].integer, start >= 0,
        start < end
      else { return nil }
      return start..<end
    }
  }

  /// The surroundings of the first find in the text, where the headline holds none.
  private func snippet(_ screen: Screen) -> [String]? {
    guard let match = tree["matches"].list.first, let snippet = match["snippet"].string,
      let text = match["text"].string, let found = snippet.range(of: text)
    else { return nil }
    let scalars = snippet.unicodeScalars
    let start = scalars.distance(from: scalars.startIndex, to: found.lowerBound)
    let end = scalars.distance(from: scalars.startIndex, to: found.upperBound)
    return screen.marked(snippet, words: [start..<end], places: [], margin: Self.margin)
  }

  private static let margin = 2
  private static let indent = "  "

  private static func colour(_ severity: String) -> String {
    switch severity {
    case "critical": "1;97;41"
    case "high": "1;31"
    case "medium": "1;33"
    default: "1;34"
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
