import Foundation

/// One line on standard error that tells how far a long work is; nothing where that is no terminal.
struct Progress {
  private let what: String
  private let isShown: Bool
  private var last: ContinuousClock.Instant?

  init(_ what: String) {
    self.what = what
    isShown = isatty(STDERR_FILENO) == 1
  }

  /// Ten times a second at most.
  mutating func tell(_ done: Int, of all: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100) { return }
    last = now
    let width = 24
    let part = all > 0 ? min(1, Double(done) / Double(all)) : 0
    let filled = Int(part * Double(width))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    Self.write("\r\(what) [\(bar)] \(Int(part * 100)) %  \(done) of \(all)\u{1B}[K")
  }

  /// Takes the line away again.
  func end() {
    if last != nil { Self.write("\r\u{1B}[K") }
  }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
