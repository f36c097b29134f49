/// One letter struck out: `d*esh`, `د*عش`. Every letter of the alphabet is tried in its place.
extension Disguises {
  /// - Parameter at: a word that is joined to the next.
  mutating func censored(_ at: Int, of cluster: Range<Int>, _ body: Body) {
    let words = text.words
    let script = words[at].script
    guard words[at + 1].gap == .signs, Self.censorSigns.contains(words[at + 1].gapSign),
      words[at + 1].script == script,
      !words[at].hasDigit, !words[at + 1].hasDigit, let alphabet = Self.alphabets[script],
      isWhole(at..<at + 2, of: cluster), isCensor(between: at)
    else { return }
    let first = text.key(at)
    let second = text.key(at + 1)
    let width = script == .latin ? 1 : 2
    guard first.count + second.count >= 3 * width, first.count + second.count <= 60 else { return }
    for letter in alphabet {
      spelled.removeAll(keepingCapacity: true)
      spelled += first
      spelled.append(utf8: letter)
      spelled += second
      give(at..<at + 2, body)
    }
  }

  /// Whether one sign that strikes letters out stands between a word and the next.
  private func isCensor(between at: Int) -> Bool {
    let signs = text.bytes[text.words[at].bytes.upperBound..<text.words[at + 1].bytes.lowerBound]
    return Self.censors.contains(Array(signs))
  }

  private static let list = "*#%×•●○■□█✱✶"
  private static let censors = Set(list.unicodeScalars.map { Array(String($0).utf8) })
  private static let censorSigns = SignSet(list)

  private static let alphabets: [Script: [UInt32]] = [
    .latin: Array(0x61...0x7A),
    .arabic: [0x621] + Array(0x627...0x628) + Array(0x62A...0x63A)
      + Array(0x641...0x648) + [0x64A], .cyrillic: Array(0x430...0x44F),
  ]
}
