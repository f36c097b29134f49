package import Foundation
internal import Synchronization

/// An append-only log of whole lines. A line counts when it is on the disk (fdatasync), not before.
///
/// What a crash tore is repaired at opening, so that every line of the file is whole. A file that
/// grows too large or too old is put aside between two lines: renamed, then a new one begun. Any
/// thread may call.
package final class LogFile: Sendable {
  /// Why a line did not get into the file.
  package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
    package let path: String
    package let step: String
    package let code: Int32

    package var description: String {
      let why =
        switch code {
        case ENOSPC: "the disk is full; make room, and what waits is written by itself"
        case EDQUOT: "its quota is reached; make room, and what waits is written by itself"
        default: String(cString: strerror(code))
        }
      return "log \(path): \(step): \(why)"
    }
  }

  private struct Held {
    var descriptor: Int32
    /// When the file was begun.
    var begun: Date
    /// Half a line may stand at the end: it is repaired before anything is added.
    var isTorn = false
    /// Nothing was added yet since the start: a crash may have left lines that were not counted.
    var isFirst = false
  }

  package let path: String
  private let rotation: LogRotation
  private let held: Mutex<Held>
  /// Longer than any line that we write.
  static let longestLine = 1 << 20

  /// Opens the file, or makes it with the mode 0640 (and its folder with 0750).
  package init(
    path: String, rotation: LogRotation = LogRotation(), now: Date
  ) throws(Failure) {
    self.path = path
    self.rotation = rotation
    var first = Self.held(try Self.open(path), path, now: now)
    first.isFirst = true
    held = Mutex(first)
  }

  deinit {
    held.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
  }

  /// Appends lines in one piece and waits until the disk has them. Nothing of them is left in the
  /// file when it fails. The first time, what of them ends the file already is not written twice: a
  /// crash came between the disk and the record.
  ///
  /// - Parameter lines: without their ends.
  /// - Returns: why a file that is due could not be put aside; the lines are written all the same.
  @discardableResult
  package func append(_ lines: [[UInt8]], now: Date) throws(Failure) -> Failure? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
    for line in lines {
      bytes += line
      bytes.append(0x0a)
    }
    let result: Result<Failure?, Failure> = held.withLock { held in
      do throws(Failure) {
        try renewIfRemoved(&held, now: now)
        if held.isTorn {
          try Self.repair(held.descriptor, path: path)
          held.isTorn = false
        }
        let known = held.isFirst ? known(bytes, in: held) : 0
        let rest = Array(bytes[known...])
        let hindrance = rest.isEmpty ? nil : rotate(&held, adding: rest.count, now: now)
        try write(rest, to: &held)
        held.isFirst = false
        return .success(hindrance)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Opens the file at the path anew, as logrotate's SIGHUP asks. The old one is kept when it fails.
  package func reopen(now: Date) throws(Failure) {
    let opened = Self.held(try Self.open(path), path, now: now)
    let old = held.withLock { held in
      defer { held = opened }
      return held.descriptor
    }
    if old >= 0 { close(old) }
  }

  /// A file that was removed or moved away takes no more lines: a new one is made.
  private func renewIfRemoved(_ held: inout Held, now: Date) throws(Failure) {
    var mine = stat()
    var there = stat()
    let isMine = fstat(held.descriptor, &mine) == 0
    if isMine, stat(path, &there) == 0, mine.st_ino == there.st_ino, mine.st_dev == there.st_dev {
      return
    }
    // Moved but not yet reopened: logrotate moves first and signals then; lines may go to either.
    if isMine, mine.st_nlink > 0, stat(path, &there) != 0 { return }
    let opened = Self.held(try Self.open(path), path, now: now)
    close(held.descriptor)
    held = opened
  }

  /// How many bytes of a piece, up to the end of a line, end the file already.
  private func known(_ bytes: [UInt8], in held: Held) -> Int {
    var information = stat()
    guard fstat(held.descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG
    else { return 0 }
    // With the end of the line before.
    let length = min(bytes.count + 1, Int(information.st_size))
    var tail = [UInt8](repeating: 0, count: length)
    let count = tail.withUnsafeMutableBytes {
      pread(held.descriptor, $0.baseAddress, length, information.st_size - off_t(length))
    }
    guard count == length else { return 0 }
    for end in bytes.indices.reversed() where bytes[end] == 0x0a && end < length {
      let start = length - end - 1
      let isLineStart = start > 0 ? tail[start - 1] == 0x0a : length == Int(information.st_size)
      if isLineStart, tail[start...] == bytes[...end] { return end + 1 }
    }
    return 0
  }

  private func write(_ bytes: [UInt8], to held: inout Held) throws(Failure) {
    let descriptor = held.descriptor
    let start = lseek(descriptor, 0, SEEK_END)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = count == 0 ? ENOSPC : errno
        takeBack(written, from: start, &held)
        throw Failure(path: path, step: "write", code: code)
      }
      written += count
    }
    // What can be flushed by nobody (a pipe) is written when it is written.
    guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      let code = errno
      takeBack(written, from: start, &held)
      throw Failure(path: path, step: "fdatasync", code: code)
    }
  }

  /// Removes half a line, if nobody else has written since.
  private func takeBack(_ written: Int, from start: off_t, _ held: inout Held) {
    guard written > 0 else { return }
    guard start >= 0, lseek(held.descriptor, 0, SEEK_END) == start + off_t(written),
      ftruncate(held.descriptor, start) == 0
    else {
      held.isTorn = true
      return
    }
  }
}

// MARK: - Rotation

extension LogFile {
  private static func held(_ descriptor: Int32, _ path: String, now: Date) -> Held {
    let folder = folder(of: path)
    let name = URL(fileURLWithPath: path).lastPathComponent
    // When the one before was put aside; the first line may be a replay of long ago.
    let last = LogArchive.suffixes(of: name, in: folder).last.flatMap(LogArchive.date)
    let first = firstTime(in: descriptor)
    return Held(descriptor: descriptor, begun: [last, first].compactMap(\.self).max() ?? now)
  }

  /// Puts the file aside if it is due. A crash in between leaves the old file whole and the new one
  /// to be made at the next start.
  ///
  /// - Returns: what hindered it; the file at hand is gone on with.
  private func rotate(_ held: inout Held, adding count: Int, now: Date) -> Failure? {
    var mine = stat()
    var there = stat()
    // A pipe, a device, a link or a file that is not there any more is not ours to turn over.
    guard fstat(held.descriptor, &mine) == 0, lstat(path, &there) == 0,
      there.st_mode & S_IFMT == S_IFREG, mine.st_ino == there.st_ino, mine.st_dev == there.st_dev,
      rotation.isDue(size: Int(mine.st_size), adding: count, begun: held.begun, now: now)
    else { return nil }
    let folder = Self.folder(of: path)
    let name = URL(fileURLWithPath: path).lastPathComponent
    var old = LogArchive.suffixes(of: name, in: folder)
    let suffix = LogArchive.suffix(for: now, after: old.last)
    let aside = "\(path).\(suffix)"
    guard rename(path, aside) == 0 else {
      return Failure(path: path, step: "rename", code: errno)
    }
    do throws(Failure) {
      let opened = try Self.open(path)
      close(held.descriptor)
      held = Held(descriptor: opened, begun: now)
    } catch {
      _ = rename(aside, path)
      return error
    }
    old.append(suffix)
    for suffix in old.dropLast(rotation.keep) { unlink("\(path).\(suffix)") }
    return nil
  }
}
