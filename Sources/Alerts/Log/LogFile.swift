internal import Foundation
internal import Synchronization

/// An append-only log of whole lines. A line counts when it is on the disk (fdatasync), not before.
///
/// What a crash tore is repaired at opening, so that every line of the file is whole. Any thread
/// may call.
package final class LogFile: Sendable {
  /// Why a line did not get into the file.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    package let step: String
    package let code: Int32

    package var description: String {
      "log \(path): \(step): \(String(cString: strerror(code)))"
    }
  }

  package let path: String
  private let descriptor = Mutex<Int32>(-1)
  /// Longer than any line that we write.
  private static let longestLine = 1 << 20

  /// Opens the file, or makes it with the mode 0640 (and its folder with 0750).
  package init(path: String) throws(Failure) {
    self.path = path
    let opened = try Self.open(path)
    descriptor.withLock { $0 = opened }
  }

  deinit {
    descriptor.withLock { if $0 >= 0 { close($0) } }
  }

  /// Appends lines in one piece and waits until the disk has them. Nothing of them is left in the
  /// file when it fails.
  ///
  /// - Parameter lines: without their ends.
  package func append(_ lines: [[UInt8]]) throws(Failure) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      bytes += line
      bytes.append(0x0a)
    }
    let failure: Failure? = descriptor.withLock { descriptor in
      do throws(Failure) {
        try renewIfRemoved(&descriptor)
        try write(bytes, to: descriptor)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Opens the file at the path anew, as logrotate's SIGHUP asks. The old one is kept when it fails.
  package func reopen() throws(Failure) {
    let opened = try Self.open(path)
    let old = descriptor.withLock { descriptor in
      defer { descriptor = opened }
      return descriptor
    }
    if old >= 0 { close(old) }
  }

  /// A file that was removed or moved away takes no more lines: a new one is made.
  private func renewIfRemoved(_ descriptor: inout Int32) throws(Failure) {
    var held = stat()
    var there = stat()
    if descriptor >= 0, fstat(descriptor, &held) == 0, stat(path, &there) == 0,
      held.st_ino == there.st_ino, held.st_dev == there.st_dev
    {
      return
    }
    // Moved but not yet reopened: logrotate moves first and signals then; lines may go to either.
    if descriptor >= 0, held.st_nlink > 0, stat(path, &there) != 0 { return }
    let opened = try Self.open(path)
    if descriptor >= 0 { close(descriptor) }
    descriptor = opened
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
    let start = lseek(descriptor, 0, SEEK_END)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = count == 0 ? ENOSPC : errno
        takeBack(written, from: start, descriptor)
        throw Failure(path: path, step: "write", code: code)
      }
      written += count
    }
    guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      let code = errno
      takeBack(written, from: start, descriptor)
      throw Failure(path: path, step: "fdatasync", code: code)
    }
  }

  /// Removes half a line, if nobody else has written since.
  private func takeBack(_ written: Int, from start: off_t, _ descriptor: Int32) {
    guard written > 0, start >= 0, lseek(descriptor, 0, SEEK_END) == start + off_t(written) else {
      return
    }
    _ = ftruncate(descriptor, start)
  }
}

extension LogFile {
  private static func open(_ path: String) throws(Failure) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK
    var descriptor = Foundation.open(path, flags, 0o640)
    if descriptor < 0, errno == ENOENT {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o750])
      descriptor = Foundation.open(path, flags, 0o640)
    }
    guard descriptor >= 0 else { throw Failure(path: path, step: "open", code: errno) }
    do throws(Failure) {
      try repair(descriptor, path: path)
    } catch {
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Takes out a last line without an end, if it begins as ours do: its delivery was not counted and
  /// it will be written again. Any other text is kept and gets an end.
  private static func repair(_ descriptor: Int32, path: String) throws(Failure) {
    var information = stat()
    guard fstat(descriptor, &information) == 0 else {
      throw Failure(path: path, step: "stat", code: errno)
    }
    // A pipe or a device has no last line.
    guard information.st_mode & S_IFMT == S_IFREG, information.st_size > 0 else { return }
    let size = Int(information.st_size)
    let length = min(size, longestLine)
    var tail = [UInt8](repeating: 0, count: length)
    let count = tail.withUnsafeMutableBytes {
      pread(descriptor, $0.baseAddress, length, off_t(size - length))
    }
    guard count == length else { throw Failure(path: path, step: "read", code: EIO) }
    guard tail.last != 0x0a else { return }
    let newline = tail.lastIndex(of: 0x0a)
    let torn = newline.map { Array(tail[($0 + 1)...]) } ?? tail
    let head = Array(#"{"schema":"#.utf8)
    let isOurs = (newline != nil || length == size) && torn.starts(with: head.prefix(torn.count))
    // Bytes that the disk never got read as zeros.
    let isHole = torn.allSatisfy { $0 == 0 }
    if isOurs || (isHole && (newline != nil || length == size)) {
      guard ftruncate(descriptor, off_t(size - torn.count)) == 0 else {
        throw Failure(path: path, step: "truncate", code: errno)
      }
    } else {
      var end: UInt8 = 0x0a
      guard Foundation.write(descriptor, &end, 1) == 1 else {
        throw Failure(path: path, step: "write", code: errno)
      }
    }
    fdatasync(descriptor)
  }
}
