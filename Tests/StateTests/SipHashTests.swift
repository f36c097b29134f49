import Testing

@testable import State

@Suite struct SipHashTests {
  /// The reference code's vectors: key 00…0f, message 00 01 02 …, here with the first byte as tag.
  @Test(arguments: [
    (1, 0x74f8_39c5_93dc_67fd as UInt64), (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5),
  ])
  func `the published vectors come out`(length: Int, expected: UInt64) {
    let hash = SipHash(key0: 0x0706_0504_0302_0100, key1: 0x0f0e_0d0c_0b0a_0908)
    let message = (0..<length).map { UInt8($0) }
    let result = Array(message.dropFirst()).withUnsafeBufferPointer { hash($0, tag: 0) }
    #expect(result == expected)
  }
}
