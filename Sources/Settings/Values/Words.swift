internal import Text

/// Lists and amounts in words, for messages.
enum Words {
  /// `a, b or c`.
  static func choice(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  static func refuse(
    _ node: YAMLNode, _ path: String, among words: [String], expects: String, _ reading: Reading
  ) {
    let near = node.scalar.flatMap { Nearest.name(to: $0, among: words) }
    let hint = near.map { "expected \(expects); did you mean \"\($0)\"?" } ?? "expected \(expects)"
    reading.fail(node.mark, "\(path) is \(node.words)", hint)
  }

  static func duration(_ seconds: Double) -> String {
    for (unit, size) in [("d", 86_400.0), ("h", 3_600), ("m", 60), ("s", 1)]
    where seconds >= size && seconds.truncatingRemainder(dividingBy: size) == 0 {
      return "\(Int(seconds / size))\(unit)"
    }
    return seconds == 0 ? "0s" : "\(Int((seconds * 1_000).rounded()))ms"
  }

  static func bytes(_ count: Int) -> String {
    for (unit, size) in [
      ("GB", 1_000_000_000), ("MB", 1_000_000), ("GiB", 1 << 30), ("MiB", 1 << 20),
      ("KiB", 1 << 10), ("kB", 1_000),
    ] where count >= size && count % size == 0 {
      return "\(count / size) \(unit)"
    }
    return "\(count) B"
  }
}
