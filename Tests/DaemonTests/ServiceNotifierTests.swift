import Foundation
import Glibc
import Testing

@testable import Daemon

@Suite struct ServiceNotifierTests {
  /// A datagram socket as systemd has it, read without waiting.
  private final class Manager {
    let path: String
    let descriptor: Int32

    init() throws {
      path = "/tmp/marsad-notify-\(UUID().uuidString.prefix(8))"
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

    func read() -> String? {
      var buffer = [UInt8](repeating: 0, count: 4_096)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  @Test func `messages arrive as one datagram`() throws {
    let manager = try Manager()
    let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": manager.path])
    notifier.send(.ready, .status("3 sources\nwatched"))
    #expect(manager.read() == "READY=1\nSTATUS=3 sources watched")
    notifier.send(.reloading(monotonicMicroseconds: 42))
    #expect(manager.read() == "RELOADING=1\nMONOTONIC_USEC=42")
    notifier.send(.watchdog)
    #expect(manager.read() == "WATCHDOG=1")
  }

  @Test func `without a manager nothing happens`() {
    ServiceNotifier(environment: [:]).send(.ready)
    ServiceNotifier(environment: ["NOTIFY_SOCKET": "/nonexistent/socket"]).send(.ready)
    #expect(ServiceNotifier(environment: [:]).watchdogInterval == nil)
  }

  @Test func `the watchdog hears twice in its time, if it is this process that it watches`() {
    let own = ServiceNotifier(
      environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], processID: 7)
    #expect(own.watchdogInterval == .seconds(15))
    let other = ServiceNotifier(
      environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], processID: 7)
    #expect(other.watchdogInterval == nil)
  }
}
