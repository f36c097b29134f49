internal import Foundation

/// The keys of one entry: 64-bit hashes under the file's own secret, so that a million entries of
/// one source collide with a chance below one in ten million.
struct EntryKeys: Sendable {
  var guid: Int64?
  var url: Int64?
  /// Of title and text together.
  var text: Int64
  var title: Int64
  /// The last component of the link's path, where it says something.
  var tail: Int64?
  var fingerprint: Int64
  var published: Int64?
  /// A short title alone ("Live updates") is no identity.
  var isTextTelling: Bool
  /// It stands more than once in the document, or has done so before: no identity.
  var isGuidDubious = false
  var isURLDubious = false

  var soundURL: Int64? { isURLDubious ? nil : url }
  var soundGuid: Int64? { isGuidDubious ? nil : guid }
  /// The key under which a new entry is filed, unless another entry has it.
  var primary: Int64 { soundURL ?? soundGuid ?? text }
  var hasSoundKey: Bool { soundURL != nil || soundGuid != nil }

  init(_ observation: Observation, hash: SipHash) {
    let title = Self.collapsed(observation.title)
    fingerprint = Int64(bitPattern: observation.fingerprint)
    let mark = hash(title, tag: 1)
    self.title = Int64(bitPattern: mark)
    text = Int64(bitPattern: Self.mixed(mark, observation.fingerprint))
    guid = observation.guid.flatMap { $0.isEmpty ? nil : Int64(bitPattern: hash($0, tag: 3)) }
    url = observation.urlKey.flatMap { $0.isEmpty ? nil : Int64(bitPattern: hash($0, tag: 4)) }
    tail = observation.urlKey.flatMap { Self.tail($0, hash: hash) }
    // Dates are hostile too: beyond 10,000 years they are none.
    published = observation.published.flatMap {
      abs($0.timeIntervalSince1970) < 3e11 ? Int64($0.timeIntervalSince1970) : nil
    }
    isTextTelling = title.unicodeScalars.prefix(16).count == 16
  }

  /// Of two marks one (the last steps of SplitMix64).
  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var mark = left ^ (right << 31 | right >> 33)
    mark = (mark ^ mark >> 30) &* 0xbf58_476d_1ce4_e5b9
    mark = (mark ^ mark >> 27) &* 0x94d0_49bb_1331_11eb
    return mark ^ mark >> 31
  }

  /// Runs of white space become one space, so that a reflowed title is the same title.
  private static func collapsed(_ title: String) -> String {
    var title = title
    let isPlain = title.withUTF8 { bytes in
      var wasSpace = true
      for byte in bytes {
        let isSpace = byte == 0x20
        guard byte >= 0x20, !(isSpace && wasSpace) else { return false }
        wasSpace = isSpace
      }
      return !wasSpace
    }
    if isPlain { return title }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(title.utf8.count)
    var gap = false
    for byte in title.utf8 {
      if byte == 0x20 || (0x09...0x0d).contains(byte) {
        gap = !bytes.isEmpty
      } else {
        if gap { bytes.append(0x20) }
        gap = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Of `…/2026/11/some-slug?x=1` the hash of `some-slug`; scripts, index pages and short words
  /// give nil.
  private static func tail(_ urlKey: String, hash: SipHash) -> Int64? {
    var urlKey = urlKey
    return urlKey.withUTF8 { bytes -> Int64? in
      var end = bytes.firstIndex { $0 == 0x3f || $0 == 0x23 } ?? bytes.count
      while end > 0, bytes[end - 1] == 0x2f { end -= 1 }
      guard let slash = bytes[..<end].lastIndex(of: 0x2f), end - slash - 1 >= 8 else { return nil }
      let last = UnsafeBufferPointer(rebasing: bytes[slash + 1..<end])
      if last.starts(with: "index.".utf8) { return nil }
      if let dot = last.lastIndex(of: 0x2e),
        scripts.contains(where: { last[(dot + 1)...].elementsEqual($0) })
      {
        return nil
      }
      return Int64(bitPattern: hash(last, tag: 5))
    }
  }

  private static let scripts = ["php", "asp", "aspx", "jsp", "cgi", "do"].map { Array($0.utf8) }
}

extension EntryKeys {
  /// Marks the guids and links that stand more than once in one document with different titles.
  ///
  /// An entry that is merely printed twice keeps its keys.
  static func doubt(_ keys: inout [EntryKeys]) {
    let guids = mixed(
      keys.enumerated().compactMap { index, entry in
        entry.guid.map { Keyed(key: $0, title: entry.title, index: index) }
      })
    let urls = mixed(
      keys.enumerated().compactMap { index, entry in
        entry.url.map { Keyed(key: $0, title: entry.title, index: index) }
      })
    for index in guids { keys[index].isGuidDubious = true }
    for index in urls { keys[index].isURLDubious = true }
  }

  private struct Keyed {
    var key: Int64
    var title: Int64
    var index: Int
  }

  /// The places of those that share their key with one of another title. Sorting costs less than a
  /// table of hashes.
  private static func mixed(_ all: [Keyed]) -> [Int] {
    let sorted = all.sorted { $0.key < $1.key }
    var found: [Int] = []
    var start = 0
    while start < sorted.count {
      let first = sorted[start]
      let end = sorted[start...].firstIndex { $0.key != first.key } ?? sorted.count
      if sorted[start..<end].contains(where: { $0.title != first.title }) {
        found += sorted[start..<end].map(\.index)
      }
      start = end
    }
    return found
  }
}

extension SipHash {
  /// The key of a link among all articles of all sources.
  func articleKey(_ urlKey: String) -> Int64 { Int64(bitPattern: self(urlKey, tag: 6)) }

  /// The key of an identity among all articles of all sources.
  func identityKey(_ identity: String) -> Int64 { Int64(bitPattern: self(identity, tag: 7)) }
}
