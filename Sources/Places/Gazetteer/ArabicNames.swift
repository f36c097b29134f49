/// Spellings of Arabic names that lists and newspapers write differently.
enum ArabicNames {
  private static let bu = Array("بو".utf8)
  private static let abu = Array("ابو".utf8)
  private static let albu = Array("البو".utf8)

  /// Other spellings of a folded name that begins with أبو, البو or بو: `البوكمال` is listed as
  /// `أبو كمال`. The rest must have three letters, so that no short word becomes a name.
  static func variants(of key: ArraySlice<UInt8>) -> [[UInt8]] {
    // ا or ب
    guard key.count >= 10, let first = key.first, first == 0xD8,
      case 0xA7...0xA8 = key[key.startIndex + 1]
    else { return [] }
    let rest: ArraySlice<UInt8>
    if key.starts(with: albu) {
      rest = key.dropFirst(albu.count)
    } else if key.starts(with: abu) {
      rest = key.dropFirst(abu.count)
    } else if key.starts(with: bu) {
      rest = key.dropFirst(bu.count)
    } else {
      return []
    }
    guard rest.count >= 6 else { return [] }
    return [albu, abu, bu].map { $0 + rest }.filter { !$0.elementsEqual(key) }
  }

  /// The letters by which Arabic writes the g of other languages: `هامبورج` for `هامبورغ`. Nil when
  /// the word holds neither.
  static func swappingG(_ key: ArraySlice<UInt8>) -> [UInt8]? {
    let letters = key.span
    guard let first = firstG(letters, from: 0) else { return nil }
    var result = Array(key)
    var next: Int? = first
    while let at = next {
      result[at + 1] = result[at + 1] == jeem ? ghain : jeem
      next = firstG(letters, from: at + 2)
    }
    return result
  }

  /// The second bytes of ج and غ, the first being D8.
  private static let jeem: UInt8 = 0xAC
  private static let ghain: UInt8 = 0xBA

  private static func firstG(_ letters: Span<UInt8>, from start: Int) -> Int? {
    var at = start
    while at + 1 < letters.count {
      if letters[at] == 0xD8, letters[at + 1] == jeem || letters[at + 1] == ghain { return at }
      at += 2
    }
    return nil
  }

  /// The name without its article, when two letters or more remain.
  static func withoutArticle(_ key: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let letters = key.span
    guard letters.count >= 8, letters[0] == 0xD8, letters[1] == 0xA7, letters[2] == 0xD9,
      letters[3] == 0x84
    else { return nil }
    return key.dropFirst(4)
  }
}
