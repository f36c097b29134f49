import Testing

@testable import Daemon

@Suite struct MovedAddressTests {
  @Test func `a permanent redirect is believed when several polls in a row found it`() {
    var moved = MovedAddress()
    #expect(moved.read(permanentRedirect: "http://new.example/") == nil)
    #expect(moved.read(permanentRedirect: nil) == nil)
    #expect(moved.read(permanentRedirect: "http://new.example/") == nil)
    #expect(moved.read(permanentRedirect: "http://other.example/") == nil)
    #expect(moved.read(permanentRedirect: "http://new.example/") == nil)
    #expect(moved.read(permanentRedirect: "http://new.example/") == nil)
    #expect(moved.read(permanentRedirect: "http://new.example/") == "http://new.example/")
    #expect(moved.current == "http://new.example/")
    moved.failed()
    #expect(moved.current == nil)
  }
}
