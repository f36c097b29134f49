internal import Glibc

/// A port on the loopback that answers nobody, not even with a refusal: its queue is full.
package final class SilentPort: Sendable {
  package let port: Int
  private let sockets: [Int32]

  package init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let size = length
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 0) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw LoopbackFailure(step: "listen", code: errno) }
    var sockets = [listener]
    for _ in 0..<4 {
      let client = socket(
        AF_INET,
        Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
      withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = connect(client, $0, size)
        }
      }
      sockets.append(client)
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    self.sockets = sockets
  }

  deinit { for socket in sockets { close(socket) } }
}
