/// Spellings of Arabic names that lists and newspapers write differently.
enum ArabicNames {
  private static let alif = Array("ا".utf8)
  private static let article = Array("ال".utf8)
  private static let bu = Array("بو".utf8)
  private static let abu = Array("ابو".utf8)
  private static let albu = Array("البو".utf8)

  /// Other spellings of a folded name that begins with أبو, البو or بو: `البوكمال` is listed as
  /// `أبو كمال`. The rest must have three letters, so that no short word becomes a name.
  static func variants(of key: [UInt8]) -> [[UInt8]] {
    let rest: ArraySlice<UInt8>
    if key.starts(with: albu) {
      rest = key[albu.count...]
    } else if key.starts(with: abu) {
      rest = key[abu.count...]
    } else if key.starts(with: bu) {
      rest = key[bu.count...]
    } else {
      return []
    }
    guard rest.count >= 6 else { return [] }
    return [albu, abu, bu].map { $0 + rest }.filter { $0 != key }
  }

  /// The letters by which Arabic writes the g of other languages: `هامبورج` for `هامبورغ`. Nil when
  /// the word holds neither.
  static func swappingG(_ key: ArraySlice<UInt8>) -> [UInt8]? {
    var result = Array(key)
    var isChanged = false
    var at = 0
    while at + 1 < result.count {
      if result[at] == 0xD8, result[at + 1] == 0xAC {
        (result[at], result[at + 1]) = (0xD8, 0xBA)
        isChanged = true
      } else if result[at] == 0xD8, result[at + 1] == 0xBA {
        (result[at], result[at + 1]) = (0xD8, 0xAC)
        isChanged = true
      }
      at += 2
    }
    return isChanged ? result : nil
  }

  /// The name without its article, when two letters or more remain.
  static func withoutArticle(_ key: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    key.starts(with: article) && key.count >= article.count + 4
      ? key.dropFirst(article.count) : nil
  }
}
