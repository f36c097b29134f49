/// Bodies that grow when their coding is undone; made with zlib 1.2.13 at level 9 from zeros.
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
  package static let breakingNews: [UInt8] = hex(
    "1f8b0800000000000203bbb1eec68a1b1b156eecbcb1fcc69a9b2d00e7c75a530f000000")

  private static func hex(_ text: String) -> [UInt8] {
    let digits = text.unicodeScalars.compactMap { Character($0).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}
