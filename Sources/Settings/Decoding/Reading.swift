internal import Text

/// One reading of a configuration: the faults found so far, and what readers need from outside.
///
/// Used by one task from start to end; it never leaves the loader.
final class Reading {
  let environment: [String: String]
  let files: ConfigurationFiles
  private(set) var faults: [Fault] = []
  /// Every file read, in order: the order of faults too.
  private(set) var readFiles: [String] = []
  /// Something could not be read at all, so that a name may be defined where nobody can see it.
  var isIncomplete = false

  init(environment: [String: String], files: ConfigurationFiles) {
    self.environment = environment
    self.files = files
  }

  func fail(_ mark: SourceMark, _ message: String, _ hint: String? = nil) {
    faults.append(Fault(mark, message, hint: hint))
  }

  func warn(_ mark: SourceMark, _ message: String, _ hint: String? = nil) {
    faults.append(Fault(mark, message, hint: hint, weight: .warning))
  }

  func add(_ more: [Fault]) { faults += more }

  /// A value of the wrong kind or shape: what stands there, and what was expected.
  func refuse(_ node: YAMLNode, _ path: String, expected: String) {
    fail(node.mark, "\(path) is \(node.words)", "expected \(expected)")
  }

  /// The bytes of a file that a configuration names, or nil after a fault at `mark`.
  func contents(of path: String, at mark: SourceMark, limitBytes: Int = 16 << 20) -> [UInt8]? {
    do {
      let bytes = try files.read(path, limitBytes)
      noteFile(path)
      return bytes
    } catch {
      fail(mark, "\(YAMLNode.quoted(path)): \(error.words)", error.advice)
      return nil
    }
  }

  func noteFile(_ path: String) {
    if !readFiles.contains(path) { readFiles.append(path) }
  }

  /// All faults, each once, in file order: files as they were read, then line and column.
  func sortedFaults() -> [Fault] {
    Self.sorted(faults, files: readFiles)
  }

  static func sorted(_ faults: [Fault], files: [String]) -> [Fault] {
    var rank: [String: Int] = [:]
    for (index, file) in files.enumerated() where rank[file] == nil { rank[file] = index }
    var seen: Set<Fault> = []
    return faults.enumerated().filter { seen.insert($0.element).inserted }
      .sorted { left, right in
        let places = (left.element.mark, right.element.mark)
        let ranks = (rank[places.0.file] ?? .max, rank[places.1.file] ?? .max)
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        if places.0 != places.1 { return places.0 < places.1 }
        return left.offset < right.offset
      }
      .map(\.element)
  }
}
