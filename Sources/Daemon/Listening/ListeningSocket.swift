internal import Glibc
internal import Settings

/// A socket that takes connections, closed with its last reference. A unix socket's file goes with
/// it.
final class ListeningSocket: Sendable {
  let descriptor: Int32
  private let file: (path: String, inode: UInt)?

  /// - Throws: `ListenFailure`. What a process before left at a unix socket's path is replaced, what
  ///   another one serves is not.
  init(_ address: ListenAddress) throws(ListenFailure) {
    switch address {
    case .loopback(let bytes, let port, let text):
      let opened = try Self.opened(bytes.count == 4 ? AF_INET : AF_INET6, text)
      var yes: Int32 = 1
      setsockopt(opened, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
      guard Self.bind(opened, bytes, port) == 0 else {
        throw Self.failed("bind", text, closing: opened)
      }
      guard listen(opened, 64) == 0 else {
        throw Self.failed("listen", text, closing: opened)
      }
      // Last: from here on `deinit` closes it, also when something is thrown.
      descriptor = opened
      file = nil
    case .unix(let path):
      let text = address.description
      try Self.clear(path, text)
      let opened = try Self.opened(AF_UNIX, text)
      guard Self.withAddress(path, { Glibc.bind(opened, $0, $1) }) == 0 else {
        throw Self.failed("bind", text, closing: opened)
      }
      // Nobody can connect before it listens: its group may, others never could.
      guard chmod(path, 0o660) == 0, listen(opened, 64) == 0 else {
        let failure = Self.failed("listen", text, closing: opened)
        unlink(path)
        throw failure
      }
      descriptor = opened
      file = (path, Self.inode(path) ?? 0)
    }
  }

  deinit {
    close(descriptor)
    // Another one may have taken its place since.
    if let file, Self.inode(file.path) == file.inode { unlink(file.path) }
  }

  private static func opened(_ family: Int32, _ text: String) throws(ListenFailure) -> Int32 {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else {
      throw ListenFailure(
        address: text, reason: .failed(step: "socket", said: String(cString: strerror(errno))))
    }
    return descriptor
  }

  private static func failed(
    _ step: String, _ text: String, closing descriptor: Int32
  ) -> ListenFailure {
    let code = errno
    close(descriptor)
    return ListenFailure(
      address: text,
      reason: code == EADDRINUSE
        ? .taken : .failed(step: step, said: String(cString: strerror(code))))
  }

  private static func bind(_ descriptor: Int32, _ bytes: [UInt8], _ port: UInt16) -> Int32 {
    if bytes.count == 4 {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
      return withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  // MARK: - Unix sockets

  /// Takes away a socket that nobody serves any more.
  private static func clear(_ path: String, _ text: String) throws(ListenFailure) {
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    guard facts.st_mode & S_IFMT == S_IFSOCK else {
      throw ListenFailure(address: text, reason: .noSocket)
    }
    let probe = try opened(AF_UNIX, text)
    defer { close(probe) }
    let isServed = withAddress(path) { connect(probe, $0, $1) } == 0 || errno == EAGAIN
    guard !isServed else { throw ListenFailure(address: text, reason: .taken) }
    if errno == ECONNREFUSED { unlink(path) }
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  private static func inode(_ path: String) -> UInt? {
    var facts = stat()
    return lstat(path, &facts) == 0 ? UInt(facts.st_ino) : nil
  }
}
