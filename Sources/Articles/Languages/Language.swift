/// The language a text is written in, from its script and its commonest words.
///
/// About as much as a detector needs on news text: the script decides alone where it serves one
/// language; within a shared script, function words and tell-tale letters vote. At most the first
/// 6,000 scalars are read; time is linear in them.
package enum Language {
  /// ISO 639 code (`ar`, `ckb`, `en`), or nil when the text is too short or of too many voices to tell.
  package static func guess(_ text: String) -> String? {
    var census = ScriptCensus()
    census.read(text, limit: 6000)
    guard let script = census.leading else { return nil }
    switch script {
    case .arabic, .cyrillic, .latin, .devanagari, .hebrew:
      return vote(census, script: script)
    case .han:
      // Japanese mixes kana into its Han; a few kana in a Chinese text are names or decoration.
      return census.count(.kana) * 20 > census.count(.han) ? "ja" : "zh"
    default:
      return script.onlyLanguage
    }
  }

  /// The primary subtag of a language tag, lowercased: `ar-SY` and `ar_SY` give `ar`; nil for nonsense.
  package static func primary(_ tag: String?) -> String? {
    guard let tag else { return nil }
    let head = tag.drop { $0 == " " }.prefix { $0.isASCII && $0.isLetter }.lowercased()
    guard (2...3).contains(head.utf8.count) else { return nil }
    switch head {
    case "iw": return "he"
    case "in": return "id"
    case "ji": return "yi"
    case "nb", "nn": return "no"
    case "ara": return "ar"
    case "eng": return "en"
    case "fas", "per": return "fa"
    default: return head
    }
  }

  private static func vote(_ census: ScriptCensus, script: Script) -> String? {
    let table = LanguageWords.of(script)
    var scores = [Double](repeating: 0, count: table.languages.count)
    var hits = 0
    for word in census.words {
      guard let voters = table.voters[word] else { continue }
      hits += 1
      let weight: Double = 1 / Double(voters.count)
      for voter in voters { scores[Int(voter)] += weight }
    }
    for (scalar, count) in census.letters {
      guard let voters = table.letters[scalar] else { continue }
      // A letter that only some languages write says more than a word they share, but names
      // bring foreign letters along: its voice is bounded by how often it comes.
      let share: Double = Double(count) / Double(max(1, census.letterCount))
      let weight: Double = min(1, share * 40) * Double(census.words.count) * 0.2
      for voter in voters { scores[Int(voter)] += weight / Double(voters.count) }
    }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > 0 else {
      return table.fallback(census)
    }
    let second: Double = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
    let words = census.words.count
    if words >= 12, scores[best] < Double(words) * 0.03, hits < 3 { return table.fallback(census) }
    // Too little said, and too evenly: no answer is better than a wrong one.
    if scores[best] - second < 0.34 { return table.fallback(census) }
    return table.languages[best]
  }
}
