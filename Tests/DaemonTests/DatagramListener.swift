import Foundation
import Glibc
import Testing

/// A datagram socket as systemd has it, read without waiting.
final class DatagramListener {
  let path: String
  let descriptor: Int32

  init() throws {
    path = "/tmp/marsad-socket-\(UUID().uuidString.prefix(8))"
    descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  func readBytes() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 262_144)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count < 0 ? nil : Array(buffer[..<count])
  }

  func read() -> String? { readBytes().map { String(decoding: $0, as: UTF8.self) } }

  /// A datagram that brings an open file: what the file holds.
  func readFile() -> [UInt8]? {
    var control = [UInt8](repeating: 0, count: 64)
    var message = msghdr()
    let file = control.withUnsafeMutableBytes { control -> Int32? in
      message.msg_control = control.baseAddress
      message.msg_controllen = control.count
      guard recvmsg(descriptor, &message, 0) >= 0, message.msg_controllen > 16 else { return nil }
      return control.load(fromByteOffset: 16, as: Int32.self)
    }
    guard let file else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    return pread(file, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }
}
