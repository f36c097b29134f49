import Foundation
import Testing

@testable import Daemon

@Suite struct ServiceNotifierTests {
  @Test func `messages arrive as one datagram`() throws {
    let manager = try DatagramListener()
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
