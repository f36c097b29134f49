/// One robots.txt, read for one crawler (RFC 9309): its allow and disallow rules, and the
/// Crawl-delay that many files carry besides the standard.
package struct RobotsRules: Equatable, Sendable {
  /// Bytes that are read; RFC 9309 §2.5 asks for at least 500 KiB.
  package static let readBytes = 512 << 10
  /// A longer Crawl-delay is taken for this one.
  package static let longestDelay: Duration = .seconds(30)

  private struct Rule: Equatable {
    var allows: Bool
    /// Normalised; `*` and a final `$` have their meaning.
    var pattern: [UInt8]
  }

  private static let mostRules = 10_000
  private static let longestPattern = 2048

  private var rules: [Rule] = []
  package private(set) var delay: Duration?

  /// Everything is allowed: what an absent file (any 4xx) means.
  package static let allowAll = RobotsRules()

  private init() {}

  /// Reads the groups for the first of `agents` (product tokens, compared without case) that any
  /// group names, or else those for `*`. Linear in the bytes; those past `readBytes` are ignored.
  package init(_ bytes: [UInt8], agents: [String]) {
    let groups = Self.groups(bytes.prefix(Self.readBytes))
    let tokens = agents.map { Array($0.lowercased().utf8) } + [[0x2A]]
    guard
      let token = tokens.first(where: { token in groups.contains { $0.agents.contains(token) } })
    else { return }
    for group in groups where group.agents.contains(token) {
      rules += group.rules
      if let given = group.delay { delay = max(delay ?? .zero, given) }
    }
    if rules.count > Self.mostRules { rules.removeLast(rules.count - Self.mostRules) }
  }

  /// Whom a User-Agent obeys as: its first product, and Marsad.
  static func agents(_ userAgent: String) -> [String] {
    let product = String(userAgent.prefix { $0 != "/" && $0 != " " })
    return product.isEmpty ? ["marsad"] : [product, "marsad"]
  }

  /// Whether `path` (with its query, as in the request) may be fetched: the longest rule that
  /// matches decides, allow before disallow (§2.2.2). `/robots.txt` itself always may.
  package func allows(_ path: String) -> Bool {
    let target = Self.normalised(Array(path.utf8))
    if target.elementsEqual("/robots.txt".utf8) { return true }
    var longest = -1
    var verdict = true
    for rule in rules where rule.pattern.count >= longest {
      guard rule.pattern.count > longest || rule.allows, Self.matches(rule.pattern, target)
      else { continue }
      longest = rule.pattern.count
      verdict = rule.allows
    }
    return verdict
  }
}

extension RobotsRules {
  private struct Group {
    var agents: [[UInt8]]
    var rules: [Rule] = []
    var delay: Duration?
    var isOpen = true
  }

  private static func groups(_ bytes: ArraySlice<UInt8>) -> [Group] {
    var groups: [Group] = []
    var text = bytes
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let content = line.prefix { $0 != 0x23 }
      guard let colon = content.firstIndex(of: 0x3A) else { continue }
      let key = lowercased(trimmed(content[..<colon]))
      let value = trimmed(content[(colon + 1)...])
      if key.elementsEqual("user-agent".utf8) {
        let agent = productToken(value)
        if let last = groups.indices.last, groups[last].isOpen {
          groups[last].agents.append(agent)
        } else {
          groups.append(Group(agents: [agent]))
        }
        continue
      }
      // Rules before any user-agent line belong to nobody.
      guard let last = groups.indices.last else { continue }
      let allows = key.elementsEqual("allow".utf8)
      if allows || key.elementsEqual("disallow".utf8) {
        groups[last].isOpen = false
        guard !value.isEmpty, value.count <= longestPattern else { continue }
        groups[last].rules.append(Rule(allows: allows, pattern: normalised(Array(value))))
      } else if key.elementsEqual("crawl-delay".utf8) {
        groups[last].isOpen = false
        if let seconds = Double(String(decoding: value, as: UTF8.self)), seconds > 0 {
          let milliseconds = Int(min(seconds, 86_400) * 1000)
          groups[last].delay = min(.milliseconds(milliseconds), longestDelay)
        }
      }
    }
    return groups
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    while rest.last == 0x20 || rest.last == 0x09 { rest.removeLast() }
    return rest
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// `Marsad/1.0` stands for `marsad`.
  private static func productToken(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.first == 0x2A { return [0x2A] }
    return lowercased(bytes.prefix { $0 != 0x2F && $0 != 0x20 })
  }

  /// Percent-encodes what is no printable ASCII, undoes the encoding of what never needed it, and
  /// writes the rest in capitals (§2.2.2).
  static func normalised(_ path: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(path.count)
    var index = 0
    while index < path.count {
      let byte = path[index]
      if byte == 0x25, index + 2 < path.count, let high = hexValue(path[index + 1]),
        let low = hexValue(path[index + 2])
      {
        let decoded = high << 4 | low
        if isUnreserved(decoded) { result.append(decoded) } else { appendEncoded(decoded, &result) }
        index += 3
        continue
      }
      if byte <= 0x20 || byte >= 0x7F { appendEncoded(byte, &result) } else { result.append(byte) }
      index += 1
    }
    return result
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func appendEncoded(_ byte: UInt8, _ result: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// Prefix match with `*` for any bytes and a final `$` for the end. Taking each piece at its
  /// first place is enough: pattern × path bytes at worst, without recursion.
  private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
    var pattern = pattern[...]
    let isAnchored = pattern.last == 0x24
    if isAnchored { pattern.removeLast() }
    let pieces = pattern.split(separator: 0x2A, omittingEmptySubsequences: false)
    guard let first = pieces.first, path.starts(with: first) else { return false }
    var position = first.count
    guard pieces.count > 1 else { return !isAnchored || position == path.count }
    for piece in pieces[1..<(pieces.count - 1)] where !piece.isEmpty {
      guard let found = find(piece, in: path, from: position) else { return false }
      position = found + piece.count
    }
    let last = pieces[pieces.count - 1]
    if isAnchored {
      return path.count - position >= last.count && path[position...].suffix(last.count) == last
    }
    return last.isEmpty || find(last, in: path, from: position) != nil
  }

  private static func find(_ piece: ArraySlice<UInt8>, in path: [UInt8], from: Int) -> Int? {
    guard path.count - from >= piece.count else { return nil }
    return (from...(path.count - piece.count)).first { start in
      var index = start
      for byte in piece {
        guard path[index] == byte else { return false }
        index += 1
      }
      return true
    }
  }
}
