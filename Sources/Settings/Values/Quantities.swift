/// Amounts with units, as people write them: `1h30m`, `8 MB`, `60 km`.
package enum Quantities {
  /// Seconds of `90s`, `5m`, `1h30m`, `7d`, `2w`, `500ms`; units fall from large to small. A bare
  /// number has no unit and is refused, save 0.
  package static func seconds(_ text: String) -> Double? {
    if text == "0" { return 0 }
    var rest = Substring(text)
    var total = 0.0
    var last = Double.infinity
    repeat {
      guard let amount = number(&rest), let unit = word(&rest),
        let size = durations[unit], size < last
      else { return nil }
      total += amount * size
      last = size
    } while !rest.isEmpty
    return total.isFinite && total <= maximumSeconds ? total : nil
  }

  /// Bytes of `512`, `64 KiB`, `8 MB`, `10 GB`: kB, MB, GB, TB by 1000, KiB, MiB, GiB, TiB by 1024.
  static func bytes(_ text: String) -> Int? {
    var rest = Substring(text)
    guard let amount = number(&rest) else { return nil }
    let unit = rest.isEmpty ? "B" : word(&rest)
    guard rest.isEmpty, let unit, let size = sizes[unit.lowercased()] else { return nil }
    let total = (amount * size).rounded()
    return total <= 1e18 ? Int(total) : nil
  }

  /// Kilometres of `60 km`, `500 m`, `40 mi`.
  package static func kilometres(_ text: String) -> Double? {
    var rest = Substring(text)
    guard let amount = number(&rest), let unit = word(&rest), rest.isEmpty,
      let size = distances[unit]
    else { return nil }
    let total = amount * size
    return total > 0 && total <= 20_038 ? total : nil
  }

  private static let maximumSeconds = 100 * 366 * 86_400.0

  private static let durations: [String: Double] = [
    "ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800,
  ]

  private static let sizes: [String: Double] = [
    "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1_024, "mib": 1_048_576,
    "gib": 1_073_741_824, "tib": 1_099_511_627_776,
  ]

  private static let distances: [String: Double] = ["km": 1, "m": 0.001, "mi": 1.609344]

  /// Takes a number with at most one point from the front, and the blanks behind it.
  private static func number(_ rest: inout Substring) -> Double? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    guard let first = digits.first, first != ".", digits.last != ".", digits.utf8.count <= 15,
      let value = Double(digits)
    else { return nil }
    rest = rest[digits.endIndex...].drop { $0 == " " }
    return value
  }

  /// Takes letters from the front, and the blanks behind them.
  private static func word(_ rest: inout Substring) -> String? {
    let letters = rest.prefix { $0.isASCII && $0.isLetter }
    guard !letters.isEmpty else { return nil }
    rest = rest[letters.endIndex...].drop { $0 == " " }
    return String(letters)
  }
}

extension Duration {
  init(wholeSeconds seconds: Double) {
    self = .milliseconds(Int64((seconds * 1_000).rounded()))
  }
}
