/// Takes a written list of names apart.
enum NameList {
  /// The names of `Jane Doe, John Roe and Ann Poe` in many languages.
  static func split(_ text: String) -> [String] {
    var parts = [text]
    for sign in signs { parts = parts.flatMap { $0.components(parting: sign) } }
    for word in words { parts = parts.flatMap { pairs($0.components(parting: word)) ?? [$0] } }
    return parts.flatMap { prefixed($0) }
  }

  private static let signs = [", ", "; ", ";", " | ", "|", "،", "、", " · ", " • "]

  /// Words for `and`, and signs that stand inside names too: they part names only where both sides
  /// are names of more than one word.
  private static let words = [
    " and ", " und ", " et ", " & ", " / ", " و ", " y ", " e ", " i ", " en ", " og ", " och ",
    " и ", "/", " ve ", " û ", " ja ", " és ", " și ", " та ", " і ", " και ", " dan ", " with ",
  ]

  private static func pairs(_ pieces: [String]) -> [String]? {
    let areNames = pieces.allSatisfy {
      let name = Authors.trimmed($0)
      return name.contains(" ") && Authors.isName(name)
    }
    return areNames ? pieces : nil
  }

  /// Arabic and Hebrew write `and` as a letter before the next word: `أحمد علي ومحمد حسن`.
  private static func prefixed(_ text: String) -> [String] {
    let words = text.split(separator: " ")
    guard words.count >= 4, words.count <= 24 else { return [text] }
    var names: [String] = []
    var start = 0
    for (place, word) in words.enumerated() where place - start >= 2 && words.count - place >= 2 {
      guard let first = word.unicodeScalars.first, let rest = joined(word, by: first) else {
        continue
      }
      names.append(words[start..<place].joined(separator: " "))
      names.append(([Substring(rest)] + words[(place + 1)...]).joined(separator: " "))
      start = place
      break
    }
    guard let tail = names.popLast() else { return [text] }
    let result = names + prefixed(tail)
    return result.allSatisfy(Authors.isName) ? result : [text]
  }

  /// The word behind the letter that joins, unless the letter is the word's own.
  private static func joined(_ word: Substring, by first: Unicode.Scalar) -> String? {
    let rest = String(word.unicodeScalars.dropFirst())
    guard rest.unicodeScalars.count >= 3 else { return nil }
    switch first.value {
    case 0x648: return own.contains { word == $0 } ? nil : rest
    case 0x5D5: return rest
    default: return nil
    }
  }

  /// Names that begin with the letter themselves.
  private static let own: Set<Substring> = [
    "وليد", "وائل", "وسام", "وسيم", "وفاء", "وفيق", "وفيقة", "وجدي", "وجيه", "وجيهة", "وحيد",
    "وحيدة", "وداد", "وديع", "وديعة", "وردة", "وصال", "وصفي", "وضاح", "وعد", "ولاء", "وهاب",
    "وهبي", "وهبة", "وهيب", "وئام", "وسن", "واثق", "واصف", "والي", "ورود", "وثاب", "ونوس", "وهدان",
    "واكد", "وطفة", "وطفاء", "وكيل", "وردي", "وتد", "وانلي", "ولد", "ولي", "ويس", "وازن", "واكيم",
  ]
}
