/// Which of the names that GeoNames lists for a place people write.
///
/// The alternate names hold airport codes, machine transliterations (`abw kmal`) and very short
/// words; a reader of news would find them in every text.
enum NameFilter {
  /// The name to index, or nil.
  static func usable(_ raw: Substring, isPrimary: Bool, population: Int) -> String? {
    var scalars = Array(raw.unicodeScalars)
    scalars.removeAll { $0 == "²" || $0 == "¹" || $0 == "³" }
    for cut: Unicode.Scalar in ["(", "（", ",", "،"] {
      if let at = scalars.firstIndex(of: cut), at > 1 { scalars.removeSubrange(at...) }
    }
    while scalars.last == " " { scalars.removeLast() }
    var letters = 0
    var isLatin = false
    var hasCapital = false
    var hasSmall = false
    var hasDigit = false
    for scalar in scalars {
      if scalar.value < 0x80, scalar.properties.numericType != nil { hasDigit = true }
      guard scalar.properties.isAlphabetic else { continue }
      letters += 1
      // Latin, Greek, Cyrillic, Armenian: scripts whose names begin with a capital.
      guard scalar.value < 0x590 || (0x1E00..<0x2000).contains(scalar.value) else { continue }
      if scalar.value < 0x250 { isLatin = true }
      if scalar.properties.isUppercase { hasCapital = true }
      if scalar.properties.isLowercase { hasSmall = true }
    }
    guard letters > 0 else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let name = String(view)
    guard !isPrimary else { return name }
    if hasSmall, !hasCapital { return nil }
    if isLatin, !hasSmall, letters <= 4 { return nil }
    if hasDigit, !scalars.contains(" ") { return nil }
    if letters == 1 { return nil }
    if letters == 2, isLatin || population < 100_000 { return nil }
    return name
  }
}
