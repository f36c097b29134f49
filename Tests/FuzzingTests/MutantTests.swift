import Foundation
import Places
import Testing

@testable import Fuzzing

extension HostileInput {
  /// Short runs of the mutator; `marsad-bench fuzz` runs it for as long as one likes.
  @Suite struct MutantTests {
    private static let inspector = Result {
      var folder = URL(fileURLWithPath: #filePath)
      for _ in 0..<3 { folder.deleteLastPathComponent() }
      return try Inspector(
        gazetteer: Gazetteer.open(
          folder.appendingPathComponent("Sources/Places/Resources/gazetteer.bin").path))
    }

    @Test(
      arguments: [
        (FuzzKind.feeds, 1_000), (.pages, 150), (.dates, 600), (.encodings, 1_000), (.text, 60),
        (.addresses, 2_000), (.restore, 60),
        (.addresses, 2_000), (.configuration, 150), (.manners, 1_500), (.templates, 150),
      ])
    func `mutants of honest inputs are read or refused, and what is read holds together`(
      kind: FuzzKind, cases: Int
    ) throws {
      let inspector = try Self.inspector.get()
      var mutator = Mutator(kind: kind, seed: 2024, longest: 700)
      for number in 0..<cases {
        let bytes = mutator.next()
        do throws(Finding) {
          try inspector.check(kind, bytes)
        } catch {
          Issue.record("case \(number): \(error); \(Data(bytes).base64EncodedString())")
        }
      }
    }

    @Test(arguments: FuzzKind.allCases)
    func `a seed fixes the cases, and they differ`(kind: FuzzKind) {
      var one = Mutator(kind: kind, seed: 7)
      var same = Mutator(kind: kind, seed: 7)
      var other = Mutator(kind: kind, seed: 8)
      let cases = (0..<50).map { _ in one.next() }
      #expect(cases == (0..<50).map { _ in same.next() })
      #expect(cases != (0..<50).map { _ in other.next() })
      #expect(Set(cases).count > 40)
      #expect(cases.allSatisfy { $0.count <= Mutator.lengthLimit })
    }

    @Test func `what an inspector refuses is told`() {
      #expect(throws: Finding.self) { try Finding.unless(false, "wrong") }
      #expect(throws: Finding.self) { try Finding.text("four", "a text", limit: 3) }
    }
  }
}
