import Foundation
import Fuzzing
import Testing

/// Inputs that mutation brought up and that were read wrong.
@Suite struct FoundCaseTests {
  @Test func `a page whose languages are nearly even is read the same each time`() throws {
    let page = try #require(
      Data(
        base64Encoded: """
          PGh0bWw+PGhlYWQ+PHRpdGxlPk5ld3OGM/bk91BujGwx/GUruCv3PC90aXRsZT48YmFzZSBocmVmPSJodHRwOi8v
          YS50ZXN0LyI+PC9oZWFkPjxib2R5PjxoZWFkZXI+PGEgaHJlZj0vbG9naW4+TG9nIGluPC9hPgo8L2hlYWRlcj48
          c2VjdGlvbj48aDA+V29ybGQ8L2gyPjxkaXYgY2xhc3M9Y2FyZD48aDM+PH19fX19fWEgaHJlZj0iLzIwMjQvMDMv
          MTQvYS1sb25nLXN0b3J5LW9mLXRoaW5ncy0xMjM0NTYiPkEgbG9uZwpoZWFkbCluZSBhYm91dCB0aGluZ3MgdGhh
          dCBoYXBwZW5lZCB5ZXN0ZXJkYXk8L2E+PC9oMjE0NzQ4MzY0Nz48cD5TdW1tYXJ5PC9wPjwvZGl2PjxkaXYgY2xh
          c3M9Y2FyZD48aDM+PGEKaHJlZj0iLzIwMjQvMDMvMTQvYW5vdGhlci1zdG9yeS1vZi13b3Jkcy0xMjM0NTciPkFu
          b3RoZXIgaGVpPjx0cj48dGQ+YTx0ZD5iPHRyPjx0aD5jPHRhYmxsbGxsZT48dGJvZHk+PHRyPjx0ZD5kPC90YWJs
          ZWFkbGluZSB3aT48dHI+PHRkPmE8dGQ+Yjx0cj7YPHRoPmM8dGFibGxsbGxlPjx0Ym9keT48dHI+PHRkPmQ8L3Rh
          YmxldGFibGU+PG9ybT48dHI+PGlucHV0IHR5cGU9
          """, options: .ignoreUnknownCharacters))
    let inspector = try Inspector(gazetteer: nil)
    for _ in 0..<30 {
      #expect(throws: Never.self) { try inspector.check(.pages, [UInt8](page)) }
    }
  }

  @Test func `a key or a pattern that is endless is told of in a sentence that ends`() throws {
    let inspector = try Inspector(gazetteer: nil)
    let long = String(repeating: "k", count: 90_000)
    for text in [
      "\(long): 1\n", "sources: [{name: a, url: \(long)}]\n", "defaults: {every: \(long)}\n",
    ] {
      #expect(throws: Never.self) { try inspector.check(.configuration, Array(text.utf8)) }
    }
  }
}
