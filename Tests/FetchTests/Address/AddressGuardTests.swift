import Testing

@testable import Fetch

@Suite struct AddressGuardTests {
  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.9",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1",
    "::ffff:10.1.2.3", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff:ffff::1",
    "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fdff::1", "fe80::1",
    "febf::1", "fec0::1", "feff::1", "ff02::1",
  ])
  func `an address that is not public is refused`(text: String) throws {
    let bytes = try #require(AddressText.bytes(text))
    #expect(!AddressGuard.allows(bytes, allowPrivate: []))
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "128.0.0.1",
    "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.0.1", "198.17.255.255", "198.20.0.0",
    "223.255.255.255", "::ffff:8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2606:4700::1111",
    "2003::1", "4000::1",
  ])
  func `a public address is allowed`(text: String) throws {
    let bytes = try #require(AddressText.bytes(text))
    #expect(AddressGuard.allows(bytes, allowPrivate: []))
  }

  @Test func `a network that is allowed is allowed exactly`() throws {
    let allowed = try [#require(AddressBlock("10.1.0.0/16")), #require(AddressBlock("fd00::/8"))]
    let verdicts = try ["10.1.255.9", "10.2.0.1", "::ffff:10.1.0.1", "fd12::1", "fc00::1"].map {
      AddressGuard.allows(try #require(AddressText.bytes($0)), allowPrivate: allowed)
    }
    #expect(verdicts == [true, false, true, true, false])
  }

  @Test func `bytes that are no address are refused`() {
    #expect(!AddressGuard.allows([], allowPrivate: []))
    #expect(!AddressGuard.allows([8, 8, 8], allowPrivate: []))
  }
}

@Suite struct AddressBlockTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.0.0.0/8"), ("10.1.2.3/8", "10.0.0.0/8"), ("192.168.1.1", "192.168.1.1/32"),
    ("0.0.0.0/0", "0.0.0.0/0"), ("fd00::/8", "fd00::/8"), ("::1", "::1/128"), ("::/0", "::/0"),
    ("2001:db8:0:0:1:0:0:1/64", "2001:db8::/64"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8/128"),
    ("::ffff:1.2.3.4/96", "::ffff:0:0/96"), ("1::/15", "0::/15"),
  ])
  func `a block is read and its other bits are cleared`(text: String, read: String) {
    let expected = read == "0::/15" ? "::/15" : read
    #expect(AddressBlock(text)?.text == expected)
  }

  @Test(arguments: [
    "", "10.0.0.0/", "10.0.0.0/33", "10.0.0/8", "010.0.0.0/8", "256.1.1.1", "10.0.0.0/+8",
    "1.2.3.4.5",
    "fd00::/129", "fe80::1%lo", ":::", "1::2::3", ":1", "1:", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
    "12345::", "::g", "0x7f.0.0.1", "2130706433", "10.0.0.0/8/8", " 10.0.0.0/8", "::1.2.3", "+1::",
  ])
  func `anything else is no block`(text: String) {
    #expect(AddressBlock(text) == nil)
  }

  @Test(arguments: [(0, true), (1, true), (8, true), (15, true), (16, false), (24, false)])
  func `bits past the prefix do not matter`(length: Int, holds: Bool) throws {
    let block = try #require(AddressBlock("10.128.0.0/\(length)"))
    #expect(block.contains([10, 129, 3, 4]) == holds)
  }
}
