package import Feeds

extension StarterConfiguration {
  /// The starter configuration for subscriptions of a reader, and what was left out of them.
  package struct Imported: Equatable, Sendable {
    package var text: String
    /// Sources that were written.
    package var count: Int
    /// One line for each subscription that was left out, with the reason.
    package var leftOut: [String]
  }

  /// Folders and categories become tags. An address that stands there twice is one source with the
  /// tags of both.
  package static func importing(_ document: OPML.Document) -> Imported {
    var sources: [Subscription] = []
    var places: [String: Int] = [:]
    var names = SourceNames()
    var leftOut = document.refused.map { refused in
      "\(shown(refused.title)): "
        + (refused.address.isEmpty ? "it names no feed" : "its address is not http or https")
    }
    for outline in document.outlines {
      let tags = tags(outline)
      if let known = places[outline.feedURL] {
        for tag in tags where !sources[known].tags.contains(tag) { sources[known].tags.append(tag) }
        leftOut.append(
          "\(shown(outline.title)): the address of \(shown(sources[known].name)) once more")
        continue
      }
      let address: WebAddress
      do throws(WebAddress.Flaw) {
        address = try WebAddress(outline.feedURL)
      } catch {
        // An address may hold a password: it is not shown.
        leftOut.append("\(shown(outline.title)): its address cannot be used: \(error.words)")
        continue
      }
      places[outline.feedURL] = sources.count
      sources.append(
        Subscription(
          name: names.free(outline.title, host: address.host), url: outline.feedURL, tags: tags))
    }
    let block = sources.map(\.text).joined(separator: "\n")
    return Imported(
      text: text(sources: "sources:\n\(block)\n", isSample: false), count: sources.count,
      leftOut: leftOut)
  }

  private struct Subscription {
    var name: String
    var url: String
    var tags: [String]

    var text: String {
      var lines = ["  - name: \(YAMLText.written(name))", "    url: \(YAMLText.written(url))"]
      if !tags.isEmpty {
        lines.append("    tags: [\(tags.map(YAMLText.written).joined(separator: ", "))]")
      }
      return lines.joined(separator: "\n")
    }
  }

  private static func tags(_ outline: OPMLOutline) -> [String] {
    var tags: [String] = []
    for name in (outline.folders + outline.categories).prefix(50) {
      let tag = SourceNames.plain(name)
      if !tag.isEmpty, !tags.contains(tag) { tags.append(tag) }
    }
    return tags
  }

  private static func shown(_ title: String) -> String {
    let plain = SourceNames.plain(title)
    return plain.isEmpty ? "an outline without a name" : "\"\(plain)\""
  }
}

/// Names for sources, each once.
private struct SourceNames {
  private var taken: Set<String> = []

  /// The title; where it is taken with the host behind it, then with a number.
  mutating func free(_ title: String, host: String) -> String {
    let plain = Self.plain(title)
    let base = plain.isEmpty ? host : plain
    var name = base
    if taken.contains(name), name != host { name = "\(base) (\(host))" }
    var number = 2
    let stem = name
    while !taken.insert(name).inserted {
      name = "\(stem) \(number)"
      number += 1
    }
    return name
  }

  /// On one line, without characters that steer a terminal or turn the order of a line round.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isSpace = false
    for scalar in text.unicodeScalars where result.count < 100 {
      switch scalar.properties.generalCategory {
      case .control, .spaceSeparator, .lineSeparator, .paragraphSeparator:
        isSpace = !result.isEmpty
        continue
      // Joiners are letters' own; other format characters are not.
      case .format where scalar != "\u{200C}" && scalar != "\u{200D}": continue
      case .unassigned, .surrogate, .privateUse: continue
      default: break
      }
      if isSpace { result.append(" ") }
      isSpace = false
      result.append(scalar)
    }
    return String(result)
  }
}

/// Texts as YAML 1.1 and 1.2 both read them.
enum YAMLText {
  /// As it is where nothing in it means anything to YAML, else in double quotes.
  static func written(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  private static let reserved: Set<String> = [
    "y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf",
  ]

  /// Letters, digits and blanks, beginning with a letter.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
      text.unicodeScalars.last != " ", !reserved.contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " "
        || scalar == "_"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        if scalar.properties.generalCategory == .control {
          result += "\\x" + String(repeating: "0", count: scalar.value < 16 ? 1 : 0)
          result += String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
