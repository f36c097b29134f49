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

  /// Whether a stated language cannot be that of a text, going by the script of its beginning: many a
  /// system says `en-US` of whatever it publishes.
  package static func contradicts(_ stated: String, text: String) -> Bool {
    guard let code = primary(stated) else { return true }
    var census = ScriptCensus()
    census.read(text, limit: 600)
    guard let script = census.leading, census.letterCount >= 20 else { return false }
    if inSeveralScripts.contains(code) { return false }
    switch script {
    case .latin: return outsideLatin.contains(code)
    case .han, .kana: return code != "zh" && code != "ja"
    case .arabic, .cyrillic, .devanagari, .hebrew:
      return !LanguageWords.of(script).languages.contains(code)
        && !(kin[script] ?? []).contains(code)
    default: return script.onlyLanguage.map { $0 != code } ?? false
    }
  }

  /// Languages that news writes in more than one script.
  private static let inSeveralScripts: Set<String> = [
    "sr", "ku", "kk", "uz", "az", "tk", "mn", "pa", "ks", "ug", "tt", "ber", "zgh", "kab",
  ]

  /// Languages of a script for which there are no word lists.
  private static let kin: [Script: Set<String>] = [
    .arabic: ["arz", "apc", "ary", "ajp", "acm", "afb", "prs", "ckb", "lrc", "mzn", "sd", "bal"],
    .cyrillic: ["ky", "tg", "ba", "cv", "ce", "os", "av", "mk", "be", "sah", "udm"],
    .devanagari: ["mr", "ne", "sa", "bho", "mai", "kok", "doi"],
    .hebrew: ["yi"],
  ]

  /// Languages that are not written in Latin letters.
  private static let outsideLatin: Set<String> = {
    let only = Set(Script.allCases.compactMap(\.onlyLanguage))
    let shared = [Script.arabic, .cyrillic, .devanagari, .hebrew].flatMap {
      LanguageWords.of($0).languages
    }
    return only.union(shared).union(kin.values.joined()).union(["zh", "ja"])
  }()

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
    // In one order: that of a dictionary changes, and the last bits of the sums with it.
    for (scalar, count) in census.letters.sorted(by: { $0.key < $1.key }) {
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
