/// The compiled gazetteer: one file, little-endian, read in place.
///
/// Header (`headerBytes` long): magic, version, the file's length, a table of sections (offset and
/// length), in an addition 1 and its `FoldMark`, CRC-32 of all of that. Then the sections, each at a multiple of 8:
///
/// - `places`: fixed records in the order of their ids (`Record`).
/// - `names`: main names in UTF-8, each after one byte of length.
/// - `heads`: for every block of keys its first eight bytes, big-endian and so in key order, and
///   the block's offset in `blocks`.
/// - `blocks`: keys in byte order, sixteen a block, front-coded: bytes shared with the key before,
///   suffix length, suffix, length of the postings, postings. All numbers are LEB128. A posting is
///   a place's number (the difference from the one before) and, in its low four bits, the number of
///   words in the name (three bits) and whether it is one of the place's own names (one bit).
/// - `codes`: ISO 3166 codes in byte order, eight bytes each with zeros at the end, and the place.
/// - `divisions`, `districts`: the number of the place for each.
/// - `countries`, `continents`, `borders`: small tables, see `Gazetteer`.
/// - `starts`: the words with which names begin, see `StartFilter`.
enum GazetteerFormat {
  static let magic: [UInt8] = Array("MARSADGZ".utf8)
  static let version: UInt32 = 2
  static let headerBytes = 128
  /// Behind the table of sections: 1 in a file that is added to another gazetteer, 0 in that one.
  static let additionOffset = 16 + 8 * Section.allCases.count
  static let keysPerBlock = 16
  static let none16: UInt16 = 0xFFFF
  static let none8: UInt8 = 0xFF
  /// Ids from here on are not GeoNames' own.
  static let firstOwnID: UInt32 = 0x8000_0000

  enum Section: Int, CaseIterable {
    case places
    case names
    case heads
    case blocks
    case codes
    case divisions
    case districts
    case countries
    case continents
    case borders
    case starts

    /// Bytes of one element, 1 where elements vary.
    var stride: Int {
      switch self {
      case .places: Record.bytes
      case .names, .blocks: 1
      case .heads, .codes: 12
      case .divisions, .districts: 4
      case .countries: 12
      case .continents, .borders: 8
      case .starts: StartFilter.blockBytes
      }
    }
  }

  /// Offsets inside one record of `places`.
  enum Record {
    static let id = 0
    /// Degrees times 100,000.
    static let latitude = 4
    static let longitude = 8
    static let population = 12
    static let name = 16
    static let division = 20
    /// The number of the district; for kinds that `hasReach` the reach in kilometres.
    static let district = 22
    static let country = 24
    static let kind = 25
    /// For a border its second country.
    static let secondCountry = 26
    /// 1: the capital of its country. 2: somebody's own, with the name of another such.
    static let flags = 27
    static let bytes = 28
  }

  /// Kinds that are no points and lie in no district.
  static func hasReach(_ kind: Place.Kind) -> Bool {
    switch kind {
    case .continent, .region, .country, .division, .border: true
    case .district, .settlement, .own: false
    }
  }

  /// CRC-32 (IEEE 802.3), bit by bit: the header is short.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = (value >> 1) ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
  }
}

/// Why a gazetteer cannot be used.
package enum GazetteerError: Error, Equatable, Sendable, CustomStringConvertible {
  case notFound(searched: [String])
  case unreadable(path: String, errno: Int32)
  case damaged(path: String, what: String)
  case otherVersion(path: String, found: Int, expected: Int)
  /// Of an addition: its names are spelled as another Marsad looks them up.
  case otherFolding(path: String)

  package var description: String {
    switch self {
    case .notFound(let searched):
      "no gazetteer in \(searched.joined(separator: ", ")); install gazetteer.bin there"
    case .unreadable(let path, let errno):
      "\(path): cannot be read (errno \(errno)); check that it exists and may be read"
    case .damaged(let path, let what):
      "\(path): is no sound gazetteer (\(what)); install it again"
    case .otherVersion(let path, let found, let expected):
      "\(path): gazetteer of version \(found), this Marsad reads \(expected); install its own"
    case .otherFolding(let path): "\(path): made by another version of Marsad"
    }
  }
}
