package import Foundation

/// Says that one process owns a state file: an advisory lock (flock) on a file beside it.
///
/// The kernel frees it when the process ends, however it ends. The lock file stays: removing it
/// would let two processes hold two files of one name.
package final class StateLock: Sendable {
  /// Who holds a state file.
  package struct Holder: Equatable, Sendable {
    package var process: Int?
    /// Of Marsad, where it says so.
    package var version: String?
    package var since: Date?
  }

  package let file: String
  private let descriptor: Int32

  /// Takes the lock of the state file at `path`, or says who has it.
  ///
  /// - Parameter version: of Marsad, for those who ask who holds it.
  package init(statePath path: String, version: String = "") throws(StateError) {
    file = Self.file(ofStateAt: path)
    let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard descriptor >= 0 else {
      switch errno {
      case ENOSPC, EDQUOT: throw StateError(path: path, reason: .diskFull)
      case EROFS: throw StateError(path: path, reason: .readOnly)
      default:
        let why = String(cString: strerror(errno))
        throw StateError(path: path, reason: .cannotOpen("lock file \(file): \(why)"))
      }
    }
    var looks = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      looks += 1
      // One who only asks for the holder has it for a moment.
      guard looks < Self.looks else {
        let holder = Self.noted(descriptor).process
        close(descriptor)
        throw StateError(path: path, reason: .locked(lockFile: file, holder: holder))
      }
      usleep(20_000)
    }
    self.descriptor = descriptor
    let line = Array("\(getpid())\n\(version)\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { close(descriptor) }

  private static let looks = 5

  private static func file(ofStateAt path: String) -> String { path + ".lock" }

  /// Who holds the state file at `path`; nil where nobody does.
  package static func holder(ofStateAt path: String) throws(StateError) -> Holder? {
    let descriptor = open(file(ofStateAt: path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      let why = String(cString: strerror(errno))
      throw StateError(
        path: path, reason: .cannotOpen("lock file \(file(ofStateAt: path)): \(why)"))
    }
    defer { close(descriptor) }
    // Shared, so that two who ask do not take each other for the holder.
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return nil }
    return noted(descriptor)
  }

  /// What the lock file says of who took it last.
  private static func noted(_ descriptor: Int32) -> Holder {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    let lines = bytes[..<max(0, count)].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    func line(_ number: Int) -> String? {
      guard number < lines.count, !lines[number].isEmpty else { return nil }
      return String(decoding: lines[number], as: UTF8.self)
    }
    var facts = stat()
    let isDated = fstat(descriptor, &facts) == 0
    return Holder(
      process: line(0).flatMap { Int($0) }, version: line(1),
      since: isDated ? Date(timeIntervalSince1970: Double(facts.st_mtim.tv_sec)) : nil)
  }
}
