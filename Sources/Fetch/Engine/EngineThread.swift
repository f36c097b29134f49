internal import CCurl
internal import Glibc

/// A thread of its own for work that blocks: Swift's pool is for work that does not.
package enum EngineThread {
  private final class Work {
    let name: String
    let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// False when the system gives no thread: the work is not done then.
  ///
  /// - Parameter name: as tools show it, 15 bytes at most.
  @discardableResult
  package static func start(named name: String, _ body: @escaping @Sendable () -> Void) -> Bool {
    let work = Unmanaged.passRetained(Work(name, body)).toOpaque()
    // Signals belong to the other threads. A closed connection under TLS would raise SIGPIPE here.
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 1 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    defer { pthread_attr_destroy(&attributes) }
    var thread = pthread_t()
    let result = pthread_create(
      &thread, &attributes,
      { context in
        // International names: libidn2 reads them in the thread's locale.
        if let locale = newlocale(Int32(1 << LC_CTYPE), "C.UTF-8", nil) { uselocale(locale) }
        guard let context else { return nil }
        let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
        marsad_name_thread(work.name)
        work.body()
        return nil
      }, work)
    if result != 0 { Unmanaged<Work>.fromOpaque(work).release() }
    return result == 0
  }
}
