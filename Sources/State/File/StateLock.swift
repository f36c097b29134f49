internal import Foundation

/// Says that one process owns a state file: an advisory lock (flock) on a file beside it.
///
/// The kernel frees it when the process ends, however it ends. The lock file stays: removing it
/// would let two processes hold two files of one name.
package final class StateLock: Sendable {
  package let file: String
  private let descriptor: Int32

  /// Takes the lock of the state file at `path`, or says at once who has it.
  package init(statePath path: String) throws(StateError) {
    file = path + ".lock"
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
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw StateError(path: path, reason: .locked(lockFile: file, holder: holder))
    }
    self.descriptor = descriptor
    let line = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = line.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit { close(descriptor) }

  /// The process id that the lock file names, if it is one.
  private static func holder(_ descriptor: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    let digits = bytes[..<count].prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }
}
