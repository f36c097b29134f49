/// Letters drawn out for effect: `coooool`, `عاااامل`.
enum Stretch {
  /// The key with every run of three or more letters as one, and as two.
  static func readings(of key: ArraySlice<UInt8>) -> [[UInt8]] {
    let scalars = String(decoding: key, as: UTF8.self).unicodeScalars.map(\.value)
    var once: [UInt8] = []
    var twice: [UInt8] = []
    var at = 0
    while at < scalars.count {
      var end = at + 1
      while end < scalars.count && scalars[end] == scalars[at] { end += 1 }
      let isDigit = (0x30...0x39).contains(scalars[at])
      let count = end - at
      for position in 0..<count {
        if count < 3 || isDigit || position == 0 { once.append(utf8: scalars[at]) }
        if count < 3 || isDigit || position < 2 { twice.append(utf8: scalars[at]) }
      }
      at = end
    }
    return once == twice ? [once] : [once, twice]
  }
}
