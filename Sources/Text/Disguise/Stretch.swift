/// Letters drawn out for effect: `coooool`, `عاااامل`.
enum Stretch {
  /// The key with every run of three letters or more cut to `longest`. Digits are left.
  static func spell(_ key: ArraySlice<UInt8>, longest: Int, into spelled: inout [UInt8]) {
    spelled.removeAll(keepingCapacity: true)
    var at = key.startIndex
    while at < key.endIndex {
      let width = UTF8Width.of(key[at])
      var end = at + width
      while end + width <= key.endIndex
        && key[end..<end + width].elementsEqual(key[at..<at + width])
      {
        end += width
      }
      let isDigit = (0x30...0x39).contains(key[at])
      let count = (end - at) / width
      let kept = count < 3 || isDigit ? count : longest
      spelled += key[at..<min(at + kept * width, key.endIndex)]
      at = end
    }
  }
}

enum UTF8Width {
  /// How many bytes a scalar has, by its first.
  static func of(_ lead: UInt8) -> Int { lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4 }
}
