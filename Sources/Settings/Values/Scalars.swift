internal import Foundation

/// Readers of plain values. YAML's own typing is never asked: `NO` is a text, `22:00` a time.
enum Scalars {
  static let text = Reader<String>("a text", .text()) { node, path, reading in
    guard let text = node.scalar else {
      reading.refuse(node, path, expected: "a text")
      return nil
    }
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !trimmed.isEmpty else {
      reading.fail(node.mark, "\(path) is empty", "expected a text")
      return nil
    }
    return trimmed
  }

  static let texts = text.list("a list of texts")

  static let boolean = Reader<Bool>.scalar("true or false", .boolean) { text in
    switch text {
    case "true": true
    case "false": false
    default: nil
    }
  }

  static func integer(_ range: ClosedRange<Int>) -> Reader<Int> {
    let expects = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return .scalar(expects, .integer(range)) { text in
      let digits = text.replacing("_", with: "")
      return Int(digits).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// One of the words of an enumeration, with the nearest one as a hint.
  static func choice<Value: RawRepresentable & CaseIterable & Sendable>(
    _ type: Value.Type
  ) -> Reader<Value> where Value.RawValue == String {
    let words = Value.allCases.map(\.rawValue)
    let expects = Words.choice(words)
    return Reader(expects, .choice(words)) { node, path, reading in
      if let text = node.scalar, let value = Value(rawValue: text) { return value }
      Words.refuse(node, path, among: words, expects: expects, reading)
      return nil
    }
  }

  /// Seconds within a range.
  static func seconds(
    _ range: ClosedRange<Double> = 0...3_162_240_000, example: String = "30s, 5m or 1h30m"
  ) -> Reader<Double> {
    let amount = Schema.text(pattern: #"^(0|([0-9]+(\.[0-9]+)?\s*(ms|s|m|h|d|w)\s*)+)$"#)
    let schema: Schema = range.contains(0) ? .either([amount, .integer(0...0)]) : amount
    let expects = "a duration such as \(example)"
    return Reader(expects, schema) { node, path, reading in
      guard let text = node.scalar, let value = Quantities.seconds(text) else {
        if let text = node.scalar, let bare = Int(text), bare > 0 {
          reading.fail(
            node.mark, "\(path) is \(node.words), without a unit",
            "did you mean \(bare)s or \(bare)m?")
        } else {
          reading.refuse(node, path, expected: expects)
        }
        return nil
      }
      guard range.contains(value) else {
        let bounds = "\(Words.duration(range.lowerBound)) to \(Words.duration(range.upperBound))"
        reading.refuse(node, path, expected: "a duration from \(bounds)")
        return nil
      }
      return value
    }
  }

  static func duration(
    _ range: ClosedRange<Double> = 0...3_162_240_000, example: String = "30s, 5m or 1h30m"
  ) -> Reader<Duration> {
    seconds(range, example: example).map { Duration(wholeSeconds: $0) }
  }

  static func bytes(_ range: ClosedRange<Int>) -> Reader<Int> {
    let schema = Schema.amount(pattern: #"^[0-9]+(\.[0-9]+)?\s*([kKmMgGtT]?[iI]?[bB])?$"#)
    let expects = "a size such as 512 KiB, 8 MB or 10 GB"
    return Reader(expects, schema) { node, path, reading in
      guard let text = node.scalar, let value = Quantities.bytes(text) else {
        reading.refuse(node, path, expected: expects)
        return nil
      }
      guard range.contains(value) else {
        let bounds = "\(Words.bytes(range.lowerBound)) to \(Words.bytes(range.upperBound))"
        reading.refuse(node, path, expected: "a size from \(bounds)")
        return nil
      }
      return value
    }
  }

  static let kilometres = Reader<Double>.scalar(
    "a distance such as 60 km, 500 m or 40 mi",
    .text(pattern: #"^[0-9]+(\.[0-9]+)?\s*(km|m|mi)$"#), parse: Quantities.kilometres)

  /// Minutes after midnight.
  static let timeOfDay = Reader<Int>.scalar(
    "a time of day such as \"22:00\"", .text(pattern: "^([01]?[0-9]|2[0-3]):[0-5][0-9]$")
  ) { text in
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), hour < 24, minute < 60
    else { return nil }
    return Int(hour) * 60 + Int(minute)
  }

  static let zone = Reader<String>("a time zone such as Asia/Damascus or UTC", .text()) {
    node, path, reading in
    if let text = node.scalar, TimeZone(identifier: text) != nil { return text }
    let known = TimeZone.knownTimeZoneIdentifiers
    Words.refuse(
      node, path, among: known, expects: "a time zone such as Asia/Damascus or UTC", reading)
    return nil
  }

  /// A primary language subtag in lower case; what follows it (`ar-SY`) is cut off.
  static let language = Reader<String>.scalar(
    "a language code such as ar or en (BCP 47)", .text(pattern: "^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")
  ) { text in
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }),
      parts.dropFirst().allSatisfy({
        (1...8).contains($0.utf8.count)
          && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      })
    else { return nil }
    return first.lowercased()
  }

  static let country = Reader<String>(
    "a country's two letters such as SY (ISO 3166-1)", .text(pattern: "^[A-Za-z]{2}$")
  ) { node, path, reading in
    let code = (node.scalar ?? "").uppercased()
    if Countries.codes.contains(code) { return code }
    let expects = "a country's two letters such as SY (ISO 3166-1)"
    reading.refuse(node, path, expected: expects)
    return nil
  }
}
