internal import Markup

/// Absolute forms of addresses and the keys under which they meet.
enum AddressCheck {
  /// The reference stands before the first line break, its base behind it.
  static func check(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let sides = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let reference = String(sides.first ?? "")
    for base in [sides.count > 1 ? String(sides[1]) : "", "http://a.test/b/c?d#e", ""] {
      let resolved = URLs.resolve(reference, base: base)
      try Finding.unless(
        resolved == URLs.resolve(reference, base: base), "a second reading gives another address")
      try isAbsolute(resolved, "an address")
      guard let resolved else { continue }
      try key(resolved)
      if URLs.isHTTP(resolved) {
        try Finding.text(URLs.host(of: resolved), "a host", limit: 8192)
      }
    }
    try key(text)
    try key(reference)
  }

  private static func key(_ url: String) throws(Finding) {
    let key = URLs.normalised(url)
    try Finding.unless(key == URLs.normalised(url), "a second reading gives another key")
    try Finding.text(key, "a key", limit: 3 * url.utf8.count + 16)
  }

  /// An address has a scheme, a bounded length, and is its own absolute form; in a feed its host
  /// stands as written.
  static func isAbsolute(_ url: String?, _ name: String) throws(Finding) {
    guard let url else { return }
    // Base and reference have 8 KiB each, and three signs may stand for one.
    try Finding.text(url, name, limit: 6 * 8192 + 64)
    let scheme = url.utf8.prefix { $0 != UInt8(ascii: ":") }
    try Finding.unless(
      !scheme.isEmpty && scheme.count < url.utf8.count
        && scheme.allSatisfy { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 > 0x20 },
      "\(name) is not absolute")
    guard URLs.isHTTP(url), url.utf8.count <= 8192 else { return }
    try Finding.unless(
      URLs.resolve(url, base: "http://other.test/", keepingHostCase: true) == url,
      "\(name) is not its own absolute form")
  }
}
