internal import Foundation

/// Moves of whole files that a crash or a power loss leaves done or undone.
package enum FileWork {
  /// Gives what was written of a file to the disk.
  package static func flush(_ path: String) throws(StateError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failed(path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failed(path) }
  }

  /// The names in a file's folder, after a rename.
  package static func flushFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes every byte, whatever signals come between.
  ///
  /// - Returns: false where that cannot be done; `errno` says why.
  package static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count == 0 || errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Makes an empty file that was not there.
  package static func create(_ path: String) throws(StateError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard descriptor >= 0 else { throw failed(path) }
    close(descriptor)
  }

  static func move(_ path: String, to target: String) throws(StateError) {
    guard rename(path, target) == 0 else { throw failed(target) }
  }

  /// Gives a finished file its name; one that has the name already is replaced only when asked.
  package static func publish(_ draft: String, as target: String, replacing: Bool)
    throws(StateError)
  {
    if replacing { return try move(draft, to: target) }
    if link(draft, target) == 0 {
      unlink(draft)
      return
    }
    guard errno != EEXIST else {
      throw StateError(path: target, reason: .failed("is there already; name a new file"))
    }
    // A file system without links.
    guard access(target, F_OK) != 0 else {
      throw StateError(path: target, reason: .failed("is there already; name a new file"))
    }
    try move(draft, to: target)
  }

  /// Copies a file into a new one, byte for byte, and flushes it.
  static func copy(_ path: String, to target: String) throws(StateError) {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw failed(path) }
    defer { close(source) }
    let sink = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard sink >= 0 else { throw failed(target) }
    defer { close(sink) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0 {
        guard errno == EINTR else { throw failed(path) }
        continue
      }
      guard count > 0 else { break }
      guard writeAll(buffer[..<count], to: sink) else { throw failed(target) }
    }
    guard fsync(sink) == 0 else { throw failed(target) }
  }

  /// Whether two names are of one file.
  static func isSame(_ path: String, _ other: String) -> Bool {
    var one = stat()
    var two = stat()
    return stat(path, &one) == 0 && stat(other, &two) == 0 && one.st_dev == two.st_dev
      && one.st_ino == two.st_ino
  }

  /// Bytes that an ordinary user may still write where a file stands; nil where that is not told.
  static func freeBytes(at path: String) -> Int? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Root's work must not leave files that the daemon's account cannot write: what it makes belongs
  /// to whom the state file, or else its folder, belongs to.
  static func handOver(_ path: String, like model: String) {
    guard geteuid() == 0 else { return }
    var status = stat()
    let folder = URL(fileURLWithPath: model).deletingLastPathComponent().path
    guard stat(model, &status) == 0 || stat(folder, &status) == 0 else { return }
    _ = chown(path, status.st_uid, status.st_gid)
  }

  package static func failed(_ path: String) -> StateError {
    switch errno {
    case ENOSPC, EDQUOT: StateError(path: path, reason: .diskFull)
    case ENOENT: StateError(path: path, reason: .missing)
    case EROFS: StateError(path: path, reason: .readOnly)
    default: StateError(path: path, reason: .cannotOpen(String(cString: strerror(errno))))
    }
  }
}
