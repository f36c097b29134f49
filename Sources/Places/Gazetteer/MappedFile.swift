internal import Glibc

/// A file mapped into memory, read only, for as long as this object lives.
///
/// `@unchecked Sendable`: the mapping is private and read only, its address and length never change
/// after `init`, and only `deinit` ends it, when no reference is left.
final class MappedFile: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  /// Throws the `errno` of what failed.
  init(path: String) throws(GazetteerError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    let size = Int(status.st_size)
    guard size > 0 else { throw .damaged(path: path, what: "it is empty") }
    let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw .unreadable(path: path, errno: errno)
    }
    bytes = UnsafeRawBufferPointer(start: address, count: size)
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
  }
}
