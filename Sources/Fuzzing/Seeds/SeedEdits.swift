/// Edits to a state file, as `RestoreCheck` reads them: place, kind, value.
enum SeedEdits {
  static let all: [[UInt8]] = [
    [],
    // Header fields: page size, versions, page count, schema format, encoding, application id.
    edit(16, 7, [0x02, 0x00, 0x01]), edit(18, 7, [1, 1, 0]), edit(28, 7, [0xFF, 0xFF, 0xFF]),
    edit(44, 7, [0, 0, 9]), edit(56, 7, [0, 0, 2]), edit(68, 7, [0, 0, 0]),
    // Pages: kinds, cell counts, swapped, cut.
    edit(3, 8, [0, 0x05, 0]), edit(7, 8, [3, 0xFF, 0]), edit(9, 8, [8, 0xFF, 0]),
    edit(4, 15, [0, 2, 0]), edit(40_000, 13, [0, 0, 0]), edit(0, 14, [0, 0, 0]),
    edit(70_000, 0, [0x41, 0, 0]) + edit(90_000, 5, [1, 2, 3]) + edit(5_000, 10, [9, 0, 0]),
    edit(50_000, 12, [0, 0, 0]), edit(24, 11, [1, 2, 3]),
  ]

  static let tokens: [[UInt8]] = [
    edit(0, 14, [0, 0, 0]), edit(1, 8, [3, 0, 0]), edit(2, 8, [5, 0, 0]), edit(0, 15, [0, 1, 0]),
    edit(100, 0, [0x0D, 0, 0]), edit(4_096, 5, [0, 0, 0]),
  ]

  private static func edit(_ place: Int, _ kind: UInt8, _ value: [UInt8]) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: place >> $0) } + [kind] + value
  }
}
