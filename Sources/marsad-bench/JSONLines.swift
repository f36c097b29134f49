import Foundation

/// One request a line on standard input, one answer a line on standard output, flushed at once.
enum JSONLines {
  static func serve<Request: Decodable, Answer: Encodable>(
    _ type: Request.Type, answer: (Request) throws -> Answer
  ) throws {
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    while let line = readLine(strippingNewline: true) {
      guard !line.isEmpty else { continue }
      var data = try encoder.encode(answer(decoder.decode(type, from: Data(line.utf8))))
      data.append(0x0A)
      FileHandle.standardOutput.write(data)
    }
  }
}
