import Foundation
import TestSupport
import Testing

/// `marsad init`, by the real program.
@Suite struct InitCommandTests {
  private func made(
    _ arguments: [String], in scratch: Scratch
  ) throws -> (result: Program.Result, text: String) {
    let path = scratch.path("marsad.yaml")
    let result = try Program.run(["init", "--config", path] + arguments)
    return (result, (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
  }

  private func passesCheck(_ scratch: Scratch) throws -> String? {
    let check = try Program.run(["check", "--config", scratch.path("marsad.yaml")])
    return check.status == 0 ? nil : check.output
  }

  @Test func `words become terms and places, and how they were read is told`() throws {
    let scratch = try Scratch()
    let (result, text) = try made(["--words", "عودة داعش إلى البوكمال"], in: scratch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("words: all of عودة, داعش"), "\(result.output)")
    #expect(result.output.contains("place: البوكمال is read as Al-Bukamal"), "\(result.output)")
    #expect(text.contains("match: {all: [عودة, داعش]}"), "\(text)")
    #expect(text.contains("{within: 30 km, of: "), "\(text)")
    #expect(text.hasPrefix("# yaml-language-server: $schema="))
    #expect(try passesCheck(scratch) == nil)
  }

  @Test func `commas part phrases of which one is enough`() throws {
    let scratch = try Scratch()
    let (result, text) = try made(
      ["--words", "تنظيم الدولة، داعش, Islamic State", "--near", "Syria"], in: scratch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(text.contains("match: {any: [تنظيم الدولة, داعش, Islamic State]}"), "\(text)")
    #expect(text.contains("where: {in: "), "\(text)")
    #expect(try passesCheck(scratch) == nil)
  }

  @Test func `a distance, a language and destinations stand where they were asked for`() throws {
    let scratch = try Scratch()
    let (result, text) = try made(
      [
        "--words", "attack", "--near", "Al-Bukamal", "--within", "60 km", "--language", "ar",
        "--destination", "log", "--destination", "https://hooks.test/marsad",
      ], in: scratch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(text.contains("{within: 60 km, of: "), "\(text)")
    #expect(text.contains("language: ar") && text.contains("alert: [file, desk]"), "\(text)")
    let secret = try String(contentsOfFile: scratch.path("desk.secret"), encoding: .utf8)
    #expect(secret.hasPrefix("whsec_"))
    let rights = try FileManager.default.attributesOfItem(atPath: scratch.path("desk.secret"))
    #expect(rights[.posixPermissions] as? Int == 0o600)
    #expect(!result.output.contains(secret.dropFirst(6).prefix(8)))
    #expect(try passesCheck(scratch) == nil)
  }

  @Test(arguments: [
    "مسلسل: \"عودة\" {ناقصة}", "a, , b;c", "#هاشتاغ 'quote' back\\slash", "داعـ.ـش", "2024",
    "on", "\u{202E}turned\u{1B}[31m", String(repeating: "كلمة ", count: 300),
  ])
  func `whatever the words are, the file passes the check`(words: String) throws {
    let scratch = try Scratch()
    let (result, _) = try made(["--words", words], in: scratch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\u{202E}"))
    #expect(try passesCheck(scratch) == nil)
  }

  @Test func `an unknown place, an impossible distance and an odd destination are refused`() throws
  {
    let scratch = try Scratch()
    #expect(try made(["--near", "Al-Bukamalx"], in: scratch).result.status == 1)
    #expect(try made(["--near", "Syria", "--within", "60"], in: scratch).result.status == 2)
    #expect(
      try made(["--words", "a", "--destination", "http://a.test/"], in: scratch).result.status == 2)
    #expect(try made(["--words", " , "], in: scratch).result.status == 1)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("marsad.yaml")))
  }

  @Test(arguments: ["slack", "telegram", "ntfy", "matrix"])
  func `a known receiver stands there as its example shows it`(receiver: String) throws {
    let scratch = try Scratch()
    let (result, text) = try made(["--words", "a", "--destination", receiver], in: scratch)
    #expect(result.status == 0, "\(result.errors)")
    #expect(text.contains("  \(receiver): {\(receiver): {"), "\(text)")
    #expect(try passesCheck(scratch) == nil)
  }

  @Test func `a file that is there is replaced on request alone`() throws {
    let scratch = try Scratch()
    try scratch.write("marsad.yaml", "mine")
    let (kept, mine) = try made(["--words", "attack"], in: scratch)
    #expect(kept.status == 1 && mine == "mine")
    #expect(kept.errors.contains("add --force"))
    let (replaced, text) = try made(["--words", "attack", "--force"], in: scratch)
    #expect(replaced.status == 0 && text.contains("attack"))
  }
}
