/// The writing systems that news comes in, as far as telling languages apart needs them.
enum Script: UInt8, CaseIterable {
  case latin, arabic, cyrillic, greek, hebrew, devanagari, bengali, gurmukhi, gujarati, odia
  case tamil, telugu, kannada, malayalam, sinhala, thai, lao, tibetan, burmese, georgian, hangul
  case ethiopic, khmer, mongolian, armenian, kana, han, thaana, syriac, tifinagh

  /// The language of a script that, in news, serves one language.
  var onlyLanguage: String? {
    switch self {
    case .greek: "el"
    case .bengali: "bn"
    case .gurmukhi: "pa"
    case .gujarati: "gu"
    case .odia: "or"
    case .tamil: "ta"
    case .telugu: "te"
    case .kannada: "kn"
    case .malayalam: "ml"
    case .sinhala: "si"
    case .thai: "th"
    case .lao: "lo"
    case .tibetan: "bo"
    case .burmese: "my"
    case .georgian: "ka"
    case .hangul: "ko"
    case .ethiopic: "am"
    case .khmer: "km"
    case .mongolian: "mn"
    case .armenian: "hy"
    case .kana: "ja"
    case .thaana: "dv"
    case .syriac: "syr"
    case .tifinagh: "zgh"
    default: nil
    }
  }

  /// The script of a letter; nil for digits, marks, punctuation and what is not counted.
  static func of(_ value: UInt32) -> Script? {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF: .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
    case 0x400...0x52F: .cyrillic
    case 0x531...0x587: .armenian
    case 0x5D0...0x5F2: .hebrew
    case 0x620...0x64A, 0x66E...0x6D3, 0x6D5, 0x6EE...0x6EF, 0x6FA...0x6FF, 0x750...0x77F,
      0x8A0...0x8C7, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
      .arabic
    case 0x710...0x72F: .syriac
    case 0x780...0x7A5: .thaana
    case 0x900...0x97F: .devanagari
    case 0x980...0x9FF: .bengali
    case 0xA00...0xA7F: .gurmukhi
    case 0xA80...0xAFF: .gujarati
    case 0xB00...0xB7F: .odia
    case 0xB80...0xBFF: .tamil
    case 0xC00...0xC7F: .telugu
    case 0xC80...0xCFF: .kannada
    case 0xD00...0xD7F: .malayalam
    case 0xD80...0xDFF: .sinhala
    case 0xE00...0xE7F: .thai
    case 0xE80...0xEFF: .lao
    case 0xF00...0xFFF: .tibetan
    case 0x1000...0x109F: .burmese
    case 0x10A0...0x10FF, 0x1C90...0x1CBF: .georgian
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: .hangul
    case 0x1200...0x139F: .ethiopic
    case 0x1780...0x17FF: .khmer
    case 0x1800...0x18AF: .mongolian
    case 0x2D30...0x2D7F: .tifinagh
    case 0x3041...0x30FF: .kana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FA1F: .han
    default: nil
    }
  }
}

/// One reading of a text: letters by script, words of the beginning, letters by kind.
struct ScriptCensus {
  private var counts = [Int](repeating: 0, count: Script.allCases.count)
  private(set) var words: [String] = []
  private(set) var letters: [UInt32: Int] = [:]
  private(set) var letterCount = 0

  func count(_ script: Script) -> Int { counts[Int(script.rawValue)] }

  /// The script of most letters; letters of scripts without capitals count double, since a Latin
  /// name or an address in an Arabic headline is long.
  var leading: Script? {
    func weight(_ script: Script) -> Int {
      switch script {
      case .latin: count(script)
      case .han: (count(.han) + count(.kana)) * 4
      case .kana: 0
      default: count(script) * 2
      }
    }
    guard let best = Script.allCases.max(by: { weight($0) < weight($1) }), weight(best) >= 4 else {
      return nil
    }
    return best
  }

  mutating func read(_ text: String, limit: Int) {
    var word: [UInt8] = []
    // Letters of two bytes are counted in a row, the others in a dictionary.
    var low = [Int](repeating: 0, count: 0x800)
    for scalar in text.unicodeScalars.prefix(limit) {
      if let script = Script.of(scalar.value) {
        counts[Int(script.rawValue)] += 1
        letterCount += 1
        guard Self.isVoting(script) else { continue }
        let lower = Self.lowercased(scalar)
        if lower.value < 0x80 {
          word.append(UInt8(lower.value))
        } else {
          if lower.value < 0x800 {
            low[Int(lower.value)] += 1
          } else {
            letters[lower.value, default: 0] += 1
          }
          word.append(contentsOf: UTF8.encode(lower) ?? UTF8.encodedReplacementCharacter)
        }
      } else if Self.joins(scalar.value) {
        continue
      } else if !word.isEmpty {
        words.append(String(decoding: word, as: UTF8.self))
        word.removeAll(keepingCapacity: true)
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    for value in 0x80..<0x800 where low[value] > 0 { letters[UInt32(value)] = low[value] }
  }

  /// Scripts that several languages share, so that words and letters vote.
  private static func isVoting(_ script: Script) -> Bool {
    switch script {
    case .latin, .arabic, .cyrillic, .devanagari, .hebrew: true
    default: false
    }
  }

  /// Marks that stand inside a word and are no letters: harakat, tatweel, joiners, combining accents.
  private static func joins(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x640, 0x64B...0x65F, 0x670, 0x200B...0x200F, 0xAD, 0x5B0...0x5C7: true
    default: false
    }
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x41...0x5A: Unicode.Scalar(scalar.value + 32) ?? scalar
    case ..<0x80, 0x620...0x6FF: scalar
    default: scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
  }
}
