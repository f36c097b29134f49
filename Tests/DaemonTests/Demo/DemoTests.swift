import Foundation
import Places
import Synchronization
import Testing

@testable import Daemon

@Suite struct DemoTests {
  @Test func `the demo comes to its end with every alert, and removes what it made`() async throws {
    let folder = try DemoFolder.temporary()
    let said = Mutex<[String]>([])
    let demo = Demo(folder: folder, port: 0) { line in said.withLock { $0.append(line) } }
    let ending = try await demo.run(gazetteer: try Gazetteer.standard())
    let text = said.withLock { $0.joined(separator: "\n") }
    #expect(ending == .complete, "\(text)")
    #expect(text.contains("داعـ.ـش [title]"))
    #expect(text.contains("within Al-Bukamal, 0 km away"))
    #expect(folder.logLines().count == SampleArticle.expected.count)
    try folder.remove()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `only the owner may read the demo's folder and its secret`() throws {
    let folder = try DemoFolder.temporary()
    defer { try? folder.remove() }
    let secret = try folder.secret()
    #expect(secret.hasPrefix("whsec_"))
    #expect(try folder.secret().trimmingCharacters(in: .newlines) == secret)
    #expect(try mode(folder.path) == 0o700)
    #expect(try mode(folder.path + "/desk.secret") == 0o600)
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }
}
