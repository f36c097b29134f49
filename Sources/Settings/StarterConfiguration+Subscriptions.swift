package import Feeds

extension StarterConfiguration {
  /// The starter configuration for subscriptions of a reader, and what was left out of them.
  package struct Imported: Equatable, Sendable {
    package var text: String
    /// The block `sources:` alone, for a file that another includes.
    package var sources: String
    /// Sources that were written.
    package var count: Int
    /// One line for each subscription that was left out, with the reason.
    package var leftOut: [String]
  }

  /// Folders and categories become tags; what Marsad itself wrote into the file is taken back. An
  /// address that stands there twice is one source with the tags of both.
  ///
  /// - Parameter present: sources that the configuration has already; they are left out, and their
  ///   names are not given again.
  package static func importing(
    _ document: OPML.Document, beside present: [SourceSettings] = []
  ) -> Imported {
    var sources: [Subscription] = []
    var places: [String: Int] = [:]
    var names = SourceNames(taken: Set(present.map(\.name)))
    let known = Dictionary(present.map { ($0.url, $0.name) }) { first, _ in first }
    var leftOut = document.refused.map { refused in
      "\(shown(refused.title)): "
        + (refused.address.isEmpty ? "it names no feed" : "its address is not http or https")
    }
    for outline in document.outlines {
      let tags = tags(outline)
      if let name = known[outline.feedURL] {
        leftOut.append(
          "\(shown(outline.title)): its address is that of \(shown(name)) in the configuration")
        continue
      }
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
      let settings = settings(outline)
      leftOut += settings.leftOut.map { "\($0) of \(shown(outline.title))" }
      sources.append(
        Subscription(
          name: names.free(outline.title, host: address.host), url: outline.feedURL, tags: tags,
          settings: settings.lines))
    }
    let block = "sources:\n\(sources.map { $0.text + "\n" }.joined())"
    return Imported(
      text: text(sources: block, isSample: false), sources: block, count: sources.count,
      leftOut: leftOut)
  }

  /// What an export says of a source, for ``importing(_:beside:)`` to take back.
  package static func outline(of source: SourceSettings) -> OPMLOutline {
    let every =
      switch source.interval {
      case .fixed(let interval): interval.written
      case .adaptive(let least, let most): "\(least.written)..\(most.written)"
      }
    // The first tag is the folder, which is written as it is.
    let isCut = source.tags.contains { $0.contains(",") || $0.contains("/") }
    return OPMLOutline(
      title: source.name, feedURL: source.url, folders: Array(source.tags.prefix(1)),
      categories: source.tags,
      own: .init(
        every: every, language: source.language, country: source.country,
        kind: source.kind == .auto ? nil : source.kind.rawValue, tags: isCut ? source.tags : nil))
  }

  /// Lines of YAML for what Marsad wrote itself; what cannot be read by the keys' own readers is
  /// left out.
  private static func settings(_ outline: OPMLOutline) -> (lines: [String], leftOut: [String]) {
    var lines: [String] = []
    var leftOut: [String] = []
    func take<Value>(_ key: Key<Value>, _ text: String?, as written: String? = nil) {
      guard let text else { return }
      let line = "\(key.name): \(written ?? YAMLText.written(text))"
      let reading = Reading(environment: [:], files: .disk)
      let result = YAMLReader.read(Array(line.utf8), file: "")
      if result.faults.isEmpty, let node = result.root?.mapping?.first?.value,
        key.reader.read(node, key.name, reading) != nil
      {
        lines.append("    " + line)
      } else {
        leftOut.append("the \(key.name) \"\(SourceNames.plain(text))\"")
      }
    }
    let every = outline.own.every
    let bounds = every?.split(separator: ".", maxSplits: 1).map(String.init) ?? []
    if bounds.count == 2, bounds[1].hasPrefix(".") {
      take(
        SourceKeys.every, every,
        as: "{min: \(bounds[0]), max: \(bounds[1].dropFirst())}")
    } else {
      take(SourceKeys.every, every)
    }
    take(SourceKeys.language, outline.own.language)
    take(SourceKeys.country, outline.own.country)
    take(SourceKeys.kind, outline.own.kind)
    return (lines, leftOut)
  }

  private struct Subscription {
    var name: String
    var url: String
    var tags: [String]
    /// Further lines, indented.
    var settings: [String]

    var text: String {
      var lines = ["  - name: \(YAMLText.written(name))", "    url: \(YAMLText.written(url))"]
      if !tags.isEmpty {
        lines.append("    tags: [\(tags.map(YAMLText.written).joined(separator: ", "))]")
      }
      return (lines + settings).joined(separator: "\n")
    }
  }

  private static func tags(_ outline: OPMLOutline) -> [String] {
    var tags: [String] = []
    for name in (outline.own.tags ?? outline.folders + outline.categories).prefix(50) {
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

extension Duration {
  /// As a configuration writes it, to the millisecond.
  fileprivate var written: String {
    let (seconds, attoseconds) = components
    return Words.duration(Double(seconds) + Double(attoseconds / 1_000_000_000_000_000) / 1_000)
  }
}

/// Names for sources, each once.
private struct SourceNames {
  private var taken: Set<String>

  init(taken: Set<String> = []) { self.taken = taken }

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

  static func quoted(_ text: String) -> String {
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
