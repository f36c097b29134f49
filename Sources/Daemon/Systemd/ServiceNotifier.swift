internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Tells systemd how the service fares: `sd_notify(3)` as a datagram to `$NOTIFY_SOCKET`.
///
/// Without that variable, and when the socket is gone, it does nothing: a manager that does not
/// listen is no reason to stop.
package struct ServiceNotifier: Sendable {
  package enum Message: Equatable, Sendable {
    case ready
    /// A reload begins; carries CLOCK_MONOTONIC as systemd wants it.
    case reloading(monotonicMicroseconds: UInt64)
    case stopping
    case watchdog
    case status(String)

    var text: String {
      switch self {
      case .ready: "READY=1"
      case .reloading(let time): "RELOADING=1\nMONOTONIC_USEC=\(time)"
      case .stopping: "STOPPING=1"
      case .watchdog: "WATCHDOG=1"
      case .status(let text):
        "STATUS=" + String(text.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
      }
    }
  }

  private let path: String?
  private let socket: DatagramSocket?
  /// How often the watchdog wants to hear: half of `$WATCHDOG_USEC`; nil when nobody watches.
  package let watchdogInterval: Duration?

  package init(environment: [String: String], processID: Int32 = getpid()) {
    path = environment["NOTIFY_SOCKET"].flatMap {
      $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil
    }
    // Held open: the watchdog is fed even where no file can be opened any more.
    socket = path == nil ? nil : DatagramSocket()
    let isForUs = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
    if isForUs, let limit = environment["WATCHDOG_USEC"].flatMap(Int64.init), limit > 0 {
      watchdogInterval = .microseconds(limit / 2)
    } else {
      watchdogInterval = nil
    }
  }

  package func send(_ messages: Message...) {
    guard let path, let descriptor = socket?.descriptor, descriptor >= 0 else { return }
    let payload = messages.map(\.text).joined(separator: "\n")
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    // An abstract socket is written with @ and begins with a zero byte.
    if name.first == UInt8(ascii: "@") { name[0] = 0 }
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let bytes = Array(payload.utf8)
    _ = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
      }
    }
  }

  /// CLOCK_MONOTONIC in microseconds.
  package static func monotonicMicroseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }
}

/// A socket for datagrams on this machine, closed with the last one who knows it.
private final class DatagramSocket: Sendable {
  let descriptor: Int32

  init() {
    descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
