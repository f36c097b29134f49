/// Bodies that grow when their coding is undone; made from zeros, with zlib 1.2.13 at level 9 where
/// nothing else is said.
package enum Bombs {
  package static let fourMebibytes: [UInt8] =
    hex("1f8b0800000000000203edc101010000008220ffaf6e484001") + [UInt8](repeating: 0, count: 4063)
    + hex("7c1b6a40471100004000")
  /// 64 MiB in gzip in gzip.
  package static let nested: [UInt8] = hex(
    """
    1f8b0800000000000203eddcaf4e427114c0f18b5c37261b622019e4118814061acc06cd8e0720926573260b2f
    41666373b3d27803b4d9fd139c33392fdcfb18bff3f9a4934f3c3bfb9e3d36b2d241fd635dabed87d9fc7ff9d5
    38ca00000080c4cd5eefebe53120eb16dbcbab1b0000002075e3e3565e1d05fe6e4fcfad0300000092f730e8b7
    ab0f81efbb496e1d00000090bcceefdba8ba056c8aa7936bfb00000080e4bd080600000040288201000000108b
    6000000000c4221800000000c10806000000402c8201000000108b6000000000c4221800000000c10806000000
    402c820100000010cb62d0ef968f01ed9f623abc38cc00000088e4b9f9d97b5fed877c073c4cecfae2fe0000
    """)
  /// 128 MiB of zeros in zstd: blocks that say a byte and how often it stands there (RFC 8878).
  package static let zstd: [UInt8] = {
    let block: UInt32 = 128 << 10
    let header = block << 3 | 1 << 1
    let bytes = [UInt8(header & 255), UInt8(header >> 8 & 255), UInt8(header >> 16), 0]
    let blocks = (0..<1_024).flatMap { index in
      [bytes[0] | (index == 1_023 ? 1 : 0)] + bytes[1...]
    }
    return [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38] + blocks
  }()
  /// 128 MiB of zeros in brotli 1.0.9 at level 9.
  package static let brotli: [UInt8] = hex(
    """
    cbffff3f002400e2b14072effff8ffff078004401c1680eefd1fffffff00900088c302d0bdffe3ffff1f001200
    715800baf77ffcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff0f000980382c00ddfb3ffe
    ffff012001108705a07bffc7ffff3f002400e2b00074effff8ffff078004401c1680eefd1fffffff00900088c3
    02d0bdffe3ffff1f001200715800baf77ffcffff034002200e0b40f7fe8fffff7f004800c46101e8defff1ffff
    0f000980382c00ddfb3ffeffff012001108705a07bff37
    """)
  package static let breakingNews: [UInt8] = hex(
    "1f8b0800000000000203bbb1eec68a1b1b156eecbcb1fcc69a9b2d00e7c75a530f000000")

  private static func hex(_ text: String) -> [UInt8] {
    let digits = text.unicodeScalars.compactMap { Character($0).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
