internal import Foundation
internal import Glibc

/// A client that sends exactly the bytes it is given, over TCP or a unix socket.
package final class RawClient: Sendable {
  package enum Address: Sendable {
    case loopback(port: Int)
    case unix(path: String)
  }

  private let descriptor: Int32

  /// nil where nobody listens.
  package init?(_ address: Address) {
    switch address {
    case .loopback(let port):
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = in_port_t(port).bigEndian
      name.sin_addr.s_addr = inet_addr("127.0.0.1")
      guard Self.connected(descriptor, &name) else { return nil }
    case .unix(let path):
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
      guard Self.connected(descriptor, &name) else { return nil }
    }
    // A limit for a broken run.
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// One that is not is closed by `deinit`, which runs for an initialiser that gives nil too.
  private static func connected<Name>(_ descriptor: Int32, _ name: inout Name) -> Bool {
    withUnsafePointer(to: name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<Name>.size)) == 0
      }
    }
  }

  package func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Everything until the other side ends, on a thread of its own.
  package func rest() async -> String {
    let descriptor = descriptor
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = recv(descriptor, &buffer, buffer.count, 0)
          guard count > 0 else { break }
          all += buffer[..<count]
        }
        continuation.resume(returning: String(decoding: all, as: UTF8.self))
      }
    }
  }

  /// One request and its whole answer; nil where nobody listens.
  package static func get(
    _ target: String, at address: Address, method: String = "GET", host: String = "localhost"
  ) async -> String? {
    guard let client = RawClient(address) else { return nil }
    client.send("\(method) \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
    let answer = await client.rest()
    return answer.isEmpty ? nil : answer
  }

  /// A port that nobody listens on now.
  package static func freePort() throws -> Int {
    let server = try LoopbackServer()
    defer { server.stop() }
    return server.port
  }
}
