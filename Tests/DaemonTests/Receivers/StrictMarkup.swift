import Alerts
import Foundation
import TestSupport

/// What strict receivers look for in every text, whatever their own rules.
enum StrictMarkup {
  /// Strings of a JSON value.
  static func strings(_ tree: JSONTree) -> [String] {
    switch tree {
    case .string(let text): [text]
    case .list(let elements): elements.flatMap(strings)
    case .object(let members): members.values.flatMap(strings)
    default: []
    }
  }

  /// No control but the line break, no bidirectional override or embedding, no mark that moves text,
  /// and as many isolates closed as opened.
  static func isHarmless(_ tree: JSONTree) -> Bool {
    let scalars = strings(tree).flatMap(\.unicodeScalars)
    let opened = scalars.count { $0.value == 0x2068 }
    let closed = scalars.count { $0.value == 0x2069 }
    return opened == closed
      && !scalars.contains { scalar in
        switch scalar.value {
        case 0x0A: false
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200E, 0x200F, 0x202A...0x202E, 0x2066, 0x2067,
          0xFEFF:
          true
        default: false
        }
      }
  }

  static func isNews(_ url: String) -> Bool {
    url.hasPrefix("https://news.example/") && !url.contains { " \"<>()|\\".contains($0) }
  }

  /// The text of an HTML fragment whose tags are allowed, closed and nested, whose references are
  /// known and whose links lead to the news; nil otherwise.
  static func parsed(html: String, tags: Set<String>, empty: Set<String> = []) -> String? {
    var text = ""
    var open: [String] = []
    var rest = Substring(html)
    while let sign = rest.first {
      switch sign {
      case "<":
        guard let end = rest.firstIndex(of: ">") else { return nil }
        let tag = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("/") {
          guard open.popLast() == String(tag.dropFirst()) else { return nil }
        } else if tag.hasPrefix("a href=\""), tag.hasSuffix("\""), tags.contains("a") {
          let url = tag.dropFirst(8).dropLast().replacing("&amp;", with: "&")
          guard isNews(String(url)) else { return nil }
          open.append("a")
        } else if empty.contains(String(tag)) {
          text += "\n"
        } else {
          guard tags.contains(String(tag)), tag != "a" else { return nil }
          open.append(String(tag))
        }
      case ">": return nil
      case "&":
        let known = ["&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\""]
        guard let (name, value) = known.first(where: { rest.hasPrefix($0.key) }) else { return nil }
        text += value
        rest = rest.dropFirst(name.count)
      default:
        text.append(sign)
        rest = rest.dropFirst()
      }
    }
    return open.isEmpty ? text : nil
  }

  /// Of a Markdown in which a backslash makes the next sign stand for itself: the signs that mean
  /// something, and the links' addresses.
  static func signs(markdown: String) -> (signs: Set<Character>, links: [String]) {
    var signs: Set<Character> = []
    var links: [String] = []
    var characters = Substring(markdown)
    while let sign = characters.first {
      characters = characters.dropFirst()
      if sign == "\\" {
        characters = characters.dropFirst()
      } else if sign == "]", characters.first == "(" {
        let url = characters.dropFirst().prefix { $0 != ")" }
        links.append(String(url))
        characters = characters.dropFirst(url.count + 2)
      } else if "`*_~|<@#[]()>".contains(sign) {
        signs.insert(sign)
      }
    }
    return (signs, links)
  }
}
