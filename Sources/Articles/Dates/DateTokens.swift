/// One piece of a text that may state a date.
struct DateToken: Equatable {
  /// Nil for anything but a number.
  var number: Int?
  var digits = 0
  /// Nil for anything but a word.
  var word: String?
  /// Nil for anything but a sign.
  var symbol: UInt32?
  /// White space stands before it.
  let spaced: Bool

  /// Numbers, words and signs of a folded text; at most 64, which every statement of a date fits in.
  static func read(_ folded: String, limit: Int = 64) -> [DateToken] {
    var tokens: [DateToken] = []
    var spaced = false
    let scalars = Array(folded.unicodeScalars.prefix(600))
    var index = 0
    while index < scalars.count, tokens.count < limit {
      let value = scalars[index].value
      if (0x30...0x39).contains(value) {
        var number = 0
        var digits = 0
        while index < scalars.count, (0x30...0x39).contains(scalars[index].value), digits < 15 {
          number = number * 10 + Int(scalars[index].value - 0x30)
          digits += 1
          index += 1
        }
        tokens.append(DateToken(number: number, digits: digits, spaced: spaced))
        spaced = false
      } else if isCJKMarker(value) {
        tokens.append(DateToken(symbol: value, spaced: spaced))
        spaced = false
        index += 1
      } else if isLetter(scalars[index]) {
        var word = String.UnicodeScalarView()
        while index < scalars.count, isLetter(scalars[index]), !isCJKMarker(scalars[index].value) {
          word.append(scalars[index])
          index += 1
        }
        tokens.append(DateToken(word: String(word), spaced: spaced))
        spaced = false
      } else {
        if scalars[index].isSpace {
          spaced = true
        } else {
          tokens.append(DateToken(symbol: value, spaced: spaced))
          spaced = false
        }
        index += 1
      }
    }
    return tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 || scalar.isLetter { return scalar.isLetter }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .spacingMark
  }

  /// 年 月 日 時 分 and the Korean 년 월 일 시 분: signs that stand right at a number.
  private static func isCJKMarker(_ value: UInt32) -> Bool {
    switch value {
    case 0x5E74, 0x6708, 0x65E5, 0x6642, 0x65F6, 0x5206, 0xB144, 0xC6D4, 0xC77C, 0xC2DC, 0xBD84:
      true
    default: false
    }
  }
}
