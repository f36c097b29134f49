/// The encoding of bytes that say nothing or lie.
enum EncodingGuess {
  /// UTF-16 or UTF-32 without a mark, by the zero bytes around the first `<` or `{`.
  static func wide(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 8 else { return nil }
    func isOpening(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{") || byte.isMarkupSpace
    }
    if bytes[1] == 0, bytes[3] == 0, isOpening(bytes[0]) {
      return bytes[2] == 0 ? "utf-32le" : "utf-16le"
    }
    if bytes[0] == 0, bytes[2] == 0 {
      if bytes[1] == 0, isOpening(bytes[3]) { return "utf-32be" }
      if isOpening(bytes[1]) { return "utf-16be" }
    }
    return nil
  }

  /// The likeliest legacy encoding, or nil when the bytes show too little.
  static func legacy(_ bytes: [UInt8]) -> String? {
    let sample = Array(bytes.prefix(200_000))
    if sample.place(of: "\u{1B}$", from: 0, to: sample.count) != nil
      || sample.place(of: "\u{1B}(J", from: 0, to: sample.count) != nil
    {
      return "iso-2022-jp"
    }
    let words = HighWords(sample)
    guard words.letters >= 6 else { return nil }
    if let paired = PairedBytes.best(sample) { return paired }
    if words.areTurkish { return "windows-1254" }
    // Western letters stand alone between ASCII ones; other scripts fill whole words.
    guard words.meanRun >= 2.2 else { return nil }
    let scores = commonest.map { ($0.encoding, words.share($0.letters)) }
    guard let best = scores.max(by: { $0.1 < $1.1 }), best.1 >= 0.45 else { return nil }
    return best.0
  }

  /// The ten or so commonest letters of a language, in each encoding that it is written in.
  private static let commonest: [(encoding: String, letters: [UInt8])] = [
    // ا ل ي م و ن ر ت ب ه
    ("windows-1256", [0xC7, 0xE1, 0xED, 0xE3, 0xE6, 0xE4, 0xD1, 0xCA, 0xC8, 0xE5]),
    ("iso-8859-6", [0xC7, 0xE4, 0xEA, 0xE5, 0xE8, 0xE6, 0xD1, 0xCA, 0xC8, 0xE7]),
    // о е а и н т с р в л
    ("windows-1251", [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xF1, 0xF0, 0xE2, 0xEB]),
    ("koi8-r", [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xD3, 0xD2, 0xD7, 0xCC]),
    ("iso-8859-5", [0xDE, 0xD5, 0xD0, 0xD8, 0xDD, 0xE2, 0xE1, 0xE0, 0xD2, 0xDB]),
    // י ו ה ל א ר ת ב מ ש
    ("windows-1255", [0xE9, 0xE5, 0xE4, 0xEC, 0xE0, 0xF8, 0xFA, 0xE1, 0xEE, 0xF9]),
    // α ο ι ε τ ς σ ν η ρ
    ("windows-1253", [0xE1, 0xEF, 0xE9, 0xE5, 0xF4, 0xF2, 0xF3, 0xED, 0xE7, 0xF1]),
  ]
}

/// Runs of bytes from C0 hex on, where single-byte encodings keep their letters.
private struct HighWords {
  private(set) var letters = 0
  private var runs = 0
  private var counts = [Int](repeating: 0, count: 256)

  init(_ bytes: [UInt8]) {
    var isInRun = false
    for byte in bytes {
      if byte >= 0xC0 {
        counts[Int(byte)] += 1
        letters += 1
        if !isInRun { runs += 1 }
        isInRun = true
      } else {
        isInRun = false
      }
    }
  }

  var meanRun: Double { runs == 0 ? 0 : Double(letters) / Double(runs) }

  /// Turkish differs from western letters by ğ ı ş alone, which are Icelandic's ð ý þ there: but ı is
  /// the commonest of Turkish, and Icelandic has á é í ó ú æ as often.
  var areTurkish: Bool {
    share([0xFD, 0xFE, 0xF0, 0xDD, 0xDE, 0xD0]) >= 0.35 && share([0xFD, 0xDD]) >= 0.15
      && share([0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xE6]) <= 0.1
  }

  func share(_ common: [UInt8]) -> Double {
    letters == 0 ? 0 : Double(common.reduce(0) { $0 + counts[Int($1)] }) / Double(letters)
  }
}

/// The encodings of East Asia, told apart by which byte pairs they allow and which rows they use.
private enum PairedBytes {
  static func best(_ bytes: [UInt8]) -> String? {
    var jis = Tally()
    var kana = 0
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
      } else if lead >= 0xA1, lead <= 0xDF {
        jis.singles += 1
        at += 1
      } else if (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC),
        at + 1 < bytes.count, bytes[at + 1] >= 0x40, bytes[at + 1] != 0x7F, bytes[at + 1] <= 0xFC
      {
        jis.pairs += 1
        if lead == 0x82 || lead == 0x83 { kana += 1 }
        at += 2
      } else {
        jis.errors += 1
        at += 1
      }
    }
    if jis.errors == 0, jis.pairs >= 8, kana * 5 >= jis.pairs, jis.singles * 4 < jis.pairs {
      return "shift_jis"
    }
    var rows = [Int](repeating: 0, count: 256)
    let euc = pairs(
      bytes, leads: 0xA1...0xFF, isTrail: { $0 >= 0xA1 }, each: { lead, _ in rows[Int(lead)] += 1 })
    guard euc.pairs >= 8, euc.errors * 50 <= euc.pairs else { return isBig5(bytes) ? "big5" : nil }
    let japanese = rows[0xA4] + rows[0xA5]
    let korean = (0xB0...0xC8).reduce(0) { $0 + rows[$1] }
    let chinese = (0xB0...0xF7).reduce(0) { $0 + rows[$1] }
    if japanese * 4 >= euc.pairs { return "euc-jp" }
    if korean * 10 >= euc.pairs * 9 { return "euc-kr" }
    if chinese * 10 >= euc.pairs * 7 { return "gb18030" }
    return nil
  }

  /// Counts pairs of two bytes, and high bytes that begin none; tells each pair.
  private static func pairs(
    _ bytes: [UInt8], leads: ClosedRange<UInt8>, isTrail: (UInt8) -> Bool,
    each: (_ lead: UInt8, _ trail: UInt8) -> Void
  ) -> Tally {
    var tally = Tally()
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
      } else if leads.contains(lead), at + 1 < bytes.count, isTrail(bytes[at + 1]) {
        tally.pairs += 1
        each(lead, bytes[at + 1])
        at += 2
      } else {
        tally.errors += 1
        at += 1
      }
    }
    return tally
  }

  /// Half of Big5's second bytes are ASCII letters, and its common characters come first.
  private static func isBig5(_ bytes: [UInt8]) -> Bool {
    var common = 0
    var asciiTrails = 0
    let tally = pairs(
      bytes, leads: 0xA1...0xF9, isTrail: { (0x40...0x7E).contains($0) || $0 >= 0xA1 },
      each: { lead, trail in
        if trail < 0x80 { asciiTrails += 1 }
        if (0xA1...0xC6).contains(lead) { common += 1 }
      })
    return tally.pairs >= 8 && tally.errors * 50 <= tally.pairs && common * 10 >= tally.pairs * 8
      && asciiTrails * 5 >= tally.pairs
  }

  private struct Tally {
    var pairs = 0
    var singles = 0
    var errors = 0
  }
}
