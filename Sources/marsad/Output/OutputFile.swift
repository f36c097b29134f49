import Foundation
import State

/// A file that gets its name when it is whole and flushed; `-` is standard output.
final class OutputFile {
  let path: String
  private let draft: String?
  private let replacing: Bool
  private var descriptor: Int32

  init(_ path: String, replacing: Bool) throws(StateError) {
    self.path = path
    self.replacing = replacing
    guard path != "-" else {
      draft = nil
      descriptor = STDOUT_FILENO
      return
    }
    guard replacing || access(path, F_OK) != 0 else {
      throw StateError(path: path, reason: .failed("is there already; name a new file"))
    }
    let draft = "\(path).draft-\(getpid())"
    unlink(draft)
    try FileWork.create(draft)
    self.draft = draft
    descriptor = open(draft, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw FileWork.failed(draft) }
  }

  deinit {
    guard let draft, descriptor >= 0 else { return }
    close(descriptor)
    unlink(draft)
  }

  func write(_ bytes: [UInt8]) throws(StateError) {
    guard FileWork.writeAll(bytes[...], to: descriptor) else { throw FileWork.failed(path) }
  }

  /// Flushes it and gives it its name.
  func finish() throws(StateError) {
    guard let draft else { return }
    try FileWork.flush(draft)
    try FileWork.publish(draft, as: path, replacing: replacing)
    FileWork.flushFolder(of: path)
    close(descriptor)
    descriptor = -1
  }
}
