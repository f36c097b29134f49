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

  private let socket: DatagramSocket?
  /// How often the watchdog wants to hear: half of `$WATCHDOG_USEC`; nil when nobody watches.
  package let watchdogInterval: Duration?

  package init(environment: [String: String], processID: Int32 = getpid()) {
    socket = environment["NOTIFY_SOCKET"].flatMap(DatagramSocket.init(to:))
    let isForUs = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
    if isForUs, let limit = environment["WATCHDOG_USEC"].flatMap(Int64.init), limit > 0 {
      watchdogInterval = .microseconds(limit / 2)
    } else {
      watchdogInterval = nil
    }
  }

  package func send(_ messages: Message...) {
    socket?.send(Array(messages.map(\.text).joined(separator: "\n").utf8), waits: true)
  }

  /// CLOCK_MONOTONIC in microseconds.
  package static func monotonicMicroseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }
}
