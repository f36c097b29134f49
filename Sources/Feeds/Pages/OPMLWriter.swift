extension OPML {
  /// Subscriptions as an OPML 2.0 document, grouped by their first folder; folders stand in the
  /// order of their first subscription.
  package static func written(title: String, _ outlines: [OPMLOutline]) -> String {
    let isOurs = outlines.contains { $0.own != OPMLOutline.Own() }
    let names = isOurs ? " xmlns:marsad=\"\(namespace)\"" : ""
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<opml version=\"2.0\"\(names)>",
      "  <head><title>\(escaped(title))</title></head>", "  <body>",
    ]
    var order: [String] = []
    var groups: [String: [OPMLOutline]] = [:]
    for outline in outlines {
      let folder = outline.folders.first ?? ""
      if groups[folder] == nil { order.append(folder) }
      groups[folder, default: []].append(outline)
    }
    for folder in order {
      let indent = folder.isEmpty ? "    " : "      "
      if !folder.isEmpty { lines.append("    <outline text=\"\(escaped(folder))\">") }
      for outline in groups[folder] ?? [] { lines.append(indent + line(outline)) }
      if !folder.isEmpty { lines.append("    </outline>") }
    }
    lines += ["  </body>", "</opml>"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ outline: OPMLOutline) -> String {
    var attributes = [
      ("type", outline.isFeed ? "rss" : "link"), ("text", outline.title),
      ("title", outline.title), (outline.isFeed ? "xmlUrl" : "url", outline.feedURL),
    ]
    if let home = outline.homeURL { attributes.append(("htmlUrl", home)) }
    // Commas and slashes have a meaning of their own in there.
    let categories = outline.categories.map { category in
      "/" + String(category.map { $0 == "," || $0 == "/" ? " " : $0 })
    }
    if !categories.isEmpty { attributes.append(("category", categories.joined(separator: ","))) }
    let own = outline.own
    let tags = own.tags?.map {
      $0.replacing("%", with: "%25").replacing(",", with: "%2C")
    }
    for (name, value) in [
      ("every", own.every), ("language", own.language), ("country", own.country),
      ("kind", own.kind), ("tags", tags?.joined(separator: ",")),
    ] {
      if let value { attributes.append(("marsad:\(name)", value)) }
    }
    let text = attributes.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: " ")
    return "<outline \(text)/>"
  }

  /// For an attribute in double quotes; what XML 1.0 cannot hold is left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
