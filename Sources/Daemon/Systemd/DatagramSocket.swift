internal import CMemory
internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// A socket for datagrams to one place on this machine, closed with the last one who knows it. It is
/// held open, so that it works where no file can be opened any more.
final class DatagramSocket: Sendable {
  private let descriptor: Int32
  private let address: sockaddr_un
  private let length: socklen_t

  /// - Parameter path: a path, or an abstract name after `@`; nil for anything else.
  init?(to path: String) {
    guard path.hasPrefix("/") || path.hasPrefix("@") else { return nil }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    // An abstract socket is written with @ and begins with a zero byte.
    if name.first == UInt8(ascii: "@") { name[0] = 0 }
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    self.address = address
    length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Parameter waits: for a reader that is behind.
  /// - Returns: false where it could not be sent; `errno` says why.
  @discardableResult
  func send(_ bytes: [UInt8], waits: Bool) -> Bool {
    let flags = Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT))
    return withAddress { pointer in
      while true {
        if sendto(descriptor, bytes, bytes.count, flags, pointer, length) >= 0 { return true }
        guard errno == EINTR else { return false }
      }
    }
  }

  /// Sends without waiting, and what is too large for a datagram as a sealed file in memory, as
  /// journald takes it.
  func send(whole bytes: [UInt8]) -> Bool {
    if send(bytes, waits: false) { return true }
    guard errno == EMSGSIZE || errno == ENOBUFS else { return false }
    let file = marsad_memory_file("marsad-log")
    guard file >= 0 else { return false }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return marsad_seal(file) == 0 && pass(file)
  }

  /// A datagram that holds nothing but an open file (`SCM_RIGHTS`, `unix(7)`).
  private func pass(_ file: Int32) -> Bool {
    // A header of 16 bytes, the descriptor, and what aligns it to 8 bytes.
    var control = [UInt8](repeating: 0, count: 24)
    control.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: 20, toByteOffset: 0, as: Int.self)
      bytes.storeBytes(of: SOL_SOCKET, toByteOffset: 8, as: Int32.self)
      bytes.storeBytes(of: Int32(SCM_RIGHTS), toByteOffset: 12, as: Int32.self)
      bytes.storeBytes(of: file, toByteOffset: 16, as: Int32.self)
    }
    return withAddress { pointer in
      control.withUnsafeMutableBytes { control in
        var message = msghdr()
        message.msg_name = UnsafeMutableRawPointer(mutating: pointer)
        message.msg_namelen = length
        message.msg_control = control.baseAddress
        message.msg_controllen = control.count
        return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL)) >= 0
      }
    }
  }

  private func withAddress<Value>(_ body: (UnsafePointer<sockaddr>) -> Value) -> Value {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
    }
  }
}
