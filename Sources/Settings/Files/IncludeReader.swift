internal import Text

/// Reads the main file and, depth first, what it includes.
struct IncludeReader {
  private static let depthLimit = 8
  private static let fileLimit = 2_000

  private let reading: Reading
  private var parts: [Fields] = []
  private var seen: Set<String> = []

  /// The top of every file that could be read, the main one first.
  static func read(_ file: String, _ reading: Reading) -> [Fields] {
    var reader = IncludeReader(reading: reading)
    let mark = SourceMark(file: file, line: 1, column: 1)
    reading.noteFile(file)
    do {
      let bytes = try reading.files.read(file, 16 << 20)
      reader.take(bytes, file: file, depth: 0, chain: [])
    } catch {
      reading.fail(
        mark, error.words,
        error == .missing ? "marsad init writes one to start from" : error.advice)
      reading.isIncomplete = true
    }
    return reader.parts
  }

  private init(reading: Reading) { self.reading = reading }

  private mutating func take(_ bytes: [UInt8], file: String, depth: Int, chain: [String]) {
    let identity = Paths.absolute(file, from: reading.files.workingFolder)
    seen.insert(identity)
    let result = YAMLReader.read(bytes, file: file)
    reading.add(result.faults)
    if result.isBroken { reading.isIncomplete = true }
    guard let root = result.root else { return }
    guard !root.isEmpty else {
      reading.fail(root.mark, "the file is empty", "marsad init writes one to start from")
      return
    }
    guard let fields = Fields(root, RootKeys.section, "", reading) else {
      reading.isIncomplete = true
      return
    }
    parts.append(fields)
    guard let pair = fields.pair(RootKeys.include), fields[RootKeys.include] != nil else { return }
    for node in pair.value.elements {
      guard let text = node.scalar else { continue }
      include(text, at: node.mark, in: file, depth: depth, chain: chain + [identity])
    }
  }

  private mutating func include(
    _ text: String, at mark: SourceMark, in file: String, depth: Int, chain: [String]
  ) {
    guard depth < Self.depthLimit else {
      reading.fail(mark, "files include each other deeper than \(Self.depthLimit)", nil)
      reading.isIncomplete = true
      return
    }
    let path = Paths.resolve(text, in: file)
    var found = [path]
    if Globbing.isPattern(text) {
      guard
        let matches = Globbing.expand(path, limit: Self.fileLimit, list: reading.files.list)
      else {
        reading.fail(
          mark, "include \(YAMLNode.quoted(text)): there is no such folder",
          "paths are relative to the file they stand in")
        reading.isIncomplete = true
        return
      }
      found = matches
    }
    for path in found {
      let identity = Paths.absolute(path, from: reading.files.workingFolder)
      if chain.contains(identity) {
        // A pattern that takes in its own file means the others.
        if !Globbing.isPattern(text) {
          reading.fail(mark, "\(YAMLNode.quoted(text)) includes itself", "leave it out")
        }
        continue
      }
      guard !seen.contains(identity) else {
        reading.warn(mark, "\(YAMLNode.quoted(path)) is included twice", "it is read once")
        continue
      }
      guard seen.count < Self.fileLimit else {
        reading.fail(mark, "more than \(Self.fileLimit) files are included", nil)
        reading.isIncomplete = true
        return
      }
      guard let bytes = reading.contents(of: path, at: mark) else {
        reading.isIncomplete = true
        continue
      }
      take(bytes, file: path, depth: depth + 1, chain: chain)
    }
  }
}
