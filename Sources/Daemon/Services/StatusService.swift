internal import Fetch
internal import ServiceLifecycle
internal import Settings
internal import Synchronization

/// Serves the status page where the configuration says, and moves with it. Alerts matter more than
/// the page: an address that cannot be had is told and tried again, and the watch goes on.
final class StatusService: Service {
  /// Waits between tries of an address that cannot be had; the last one stays.
  static let waits: [Duration] = [.seconds(2), .seconds(5), .seconds(15), .seconds(60)]

  private let site: StatusSite
  private let limits: WebListener.Limits
  private let observer: any DaemonObserver
  private let clock: any Clock<Duration>
  private let address: Mutex<ListenAddress?>
  private let waker = Waker()

  init(
    site: StatusSite, address: ListenAddress?, limits: WebListener.Limits,
    observer: any DaemonObserver, clock: any Clock<Duration>
  ) {
    self.site = site
    self.limits = limits
    self.observer = observer
    self.clock = clock
    self.address = Mutex(address)
  }

  /// The address of another configuration; nil serves nothing.
  func take(_ address: ListenAddress?) {
    self.address.withLock { $0 = address }
    waker.ring()
  }

  func run() async throws {
    await cancelWhenGracefulShutdown { await self.serve() }
    await site.board.close()
  }

  private func serve() async {
    var failures = 0
    var tried: ListenAddress?
    while !Task.isCancelled {
      let wanted = address.withLock(\.self)
      if wanted != tried { failures = 0 }
      tried = wanted
      guard let wanted else {
        await waker.wait(atMost: nil, clock: clock)
        continue
      }
      do throws(ListenFailure) {
        let listener = try WebListener(wanted, limits: limits)
        observer.note(.listening(address: wanted.description))
        failures = 0
        await serve(listener, at: wanted)
        if address.withLock(\.self) == nil { observer.note(.listening(address: nil)) }
      } catch {
        observer.note(.listenFailing(message: error.description))
        let wait = Self.waits[min(failures, Self.waits.count - 1)]
        failures += 1
        await waker.wait(atMost: wait, clock: clock)
      }
    }
  }

  /// Until the address changes, or the task is cancelled.
  private func serve(_ listener: WebListener, at served: ListenAddress) async {
    await withDiscardingTaskGroup { group in
      group.addTask {
        while !Task.isCancelled, self.address.withLock({ $0 == served }) {
          await self.waker.wait(atMost: nil, clock: self.clock)
        }
        listener.close()
      }
      for await request in listener.requests {
        group.addTask { listener.answer(request.id, await self.site.answer(request.request)) }
      }
    }
  }
}
