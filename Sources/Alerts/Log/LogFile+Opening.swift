internal import Foundation

/// How a log is opened, so that every line in it is whole.
extension LogFile {
  static func open(_ path: String) throws(Failure) -> Int32 {
    let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK
    var descriptor = Foundation.open(path, flags)
    if descriptor < 0, errno == ENOENT {
      let folder = folder(of: path)
      try? FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o750])
      descriptor = Foundation.open(path, flags | O_CREAT, 0o640)
      // A line counts only where its file is found again.
      if descriptor >= 0 { flush(folder: folder) }
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
  static func repair(_ descriptor: Int32, path: String) throws(Failure) {
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

  /// The time of the first line's event.
  static func firstTime(in descriptor: Int32) -> Date? {
    var head = [UInt8](repeating: 0, count: 512)
    let count = head.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return nil }
    let line = String(decoding: head.prefix(count).prefix { $0 != 0x0a }, as: UTF8.self)
    guard let key = line.range(of: #""timestamp":""#) else { return nil }
    let value = line[key.upperBound...].prefix { $0 != "\"" }
    return try? Date(
      String(value), strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Makes what was made or renamed in a folder last.
  static func flush(folder: String) {
    let descriptor = Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
