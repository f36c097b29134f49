import Foundation
import Synchronization

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
  mutating func tell(_ done: Int, of all: Int, unit: String? = nil) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100) { return }
    last = now
    let width = 24
    let part = all > 0 ? min(1, Double(done) / Double(all)) : 0
    let filled = Int(part * Double(width))
    let bar =
      String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let amount = "\(done) of \(all)" + (unit.map { " \($0)" } ?? "")
    Self.write("\r\(what) [\(bar)] \(Int(part * 100)) %  \(amount)\u{1B}[K")
  }

  /// Takes the line away again.
  func end() {
    if last != nil { Self.write("\r\u{1B}[K") }
  }

  /// Tells of a work that blocks its thread and says nothing itself: by what this process has
  /// written meanwhile.
  ///
  /// - Parameter bytes: how much it will write.
  static func watching<Value>(
    _ what: String, writes bytes: Int, _ work: () throws -> Value
  ) rethrows -> Value {
    guard isatty(STDERR_FILENO) == 1, let before = writtenBytes() else { return try work() }
    let isDone = Mutex(false)
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      var progress = Progress(what)
      while !isDone.withLock(\.self) {
        let written = (writtenBytes() ?? before) - before
        progress.tell(min(written, bytes) >> 20, of: bytes >> 20, unit: "MiB")
        usleep(200_000)
      }
      progress.end()
      ended.signal()
    }
    defer {
      isDone.withLock { $0 = true }
      ended.wait()
    }
    return try work()
  }

  /// By all calls of this process so far (proc(5), `wchar`).
  private static func writtenBytes() -> Int? {
    let text = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("wchar:") }
    return line.flatMap { Int($0.dropFirst(6).trimmingCharacters(in: .whitespaces)) }
  }

  private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
