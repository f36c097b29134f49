internal import CCurl
internal import Glibc

/// The engine's thread: one epoll set over every pool's sockets and the mailbox.
///
/// Made, used and freed on that thread; nothing of it is reachable from another.
final class EngineLoop {
  let settings: EngineSettings
  let mailbox: Mailbox
  let epoll: Int32
  var pools: [Pool?] = []
  var poolIndex: [Pool.Key: Int] = [:]
  var jobs: [UInt64: Job] = [:]
  var ready: [Job] = []
  var running = 0
  var pacing = HostPacing()
  var robots = RobotsCache()
  var robotsWaiters: [String: [Job]] = [:]
  var targets: [String: WebTarget] = [:]
  let buffers = BodyBuffers()
  let memory: BodyMemory
  /// Transfers that found no room for their bodies, in order.
  var crowded: [Job] = [] {
    didSet { memory.setWaiting(crowded.count) }
  }
  var now: Duration = MonotonicTime.now()
  /// No running transfer needs a look before.
  var nextCheck: Duration?
  private var stopWaiters: [CheckedContinuation<Void, Never>] = []
  private var isStopping = false

  private static let mailboxMark = UInt64.max

  private init(settings: EngineSettings, mailbox: Mailbox) {
    self.settings = settings
    self.mailbox = mailbox
    memory = BodyMemory(total: settings.bodyBytes)
    memory.onRelief { [mailbox] in _ = mailbox.send(.relief) }
    epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    var event = epoll_event()
    event.events = EPOLLIN.rawValue
    event.data.u64 = Self.mailboxMark
    epoll_ctl(epoll, EPOLL_CTL_ADD, mailbox.descriptor, &event)
  }

  deinit { close(epoll) }

  static func start(settings: EngineSettings, mailbox: Mailbox) {
    EngineThread.start(named: "marsad.fetch") {
      EngineLoop(settings: settings, mailbox: mailbox).run()
    }
  }

  private func run() {
    var events = [epoll_event](repeating: epoll_event(), count: 256)
    while !isStopping {
      let count = epoll_wait(epoll, &events, Int32(events.count), timeout())
      now = MonotonicTime.now()
      for event in events.prefix(max(0, Int(count))) {
        let mark = event.data.u64
        if mark == Self.mailboxMark {
          for command in mailbox.takeAll() { obey(command) }
        } else if let pool = pools[Int(mark >> 32)] {
          pool.socketIsReady(Int32(truncatingIfNeeded: mark), event.events)
        }
      }
      advance()
    }
    end()
  }

  /// Lets time and finished transfers do their work until nothing is due at this moment.
  private func advance() {
    // Two rounds carry a new transfer from its start to its first wait; the rest may come after
    // the sockets had their turn.
    for _ in 0..<3 {
      for pool in pools {
        guard let pool else { continue }
        if let wake = pool.wake, wake <= now { pool.timeHasCome() }
        while let (transfer, code) = pool.nextFinished() { finished(transfer, code, pool) }
      }
      if let wake = pacing.nextWake, wake <= now { carryOut(pacing.tick(now: now)) }
      if let nextCheck, nextCheck <= now { checkTransfers() }
      guard pools.contains(where: { ($0?.wake).map { $0 <= now } ?? false }) else { return }
    }
  }

  /// epoll's timeout serves as the timer: it costs no call of its own.
  private func timeout() -> Int32 {
    var next = pacing.nextWake
    for pool in pools {
      if let wake = pool?.wake { next = min(next ?? wake, wake) }
    }
    if let nextCheck { next = min(next ?? nextCheck, nextCheck) }
    guard let next else { return -1 }
    return Int32(clamping: (next - MonotonicTime.now()).milliseconds)
  }

  private func obey(_ command: Mailbox.Command) {
    switch command {
    case .start(let id, let request, let continuation): begin(id, request, continuation)
    case .cancel(let id):
      if let job = jobs[id] { end(job, with: .failure(job.error(.cancelled))) }
    case .ping(let continuation): continuation.resume()
    case .relief: startCrowded(onRelief: true)
    case .stop(let continuation):
      isStopping = true
      if let continuation { stopWaiters.append(continuation) }
    }
  }

  private func end() {
    for command in mailbox.close() {
      switch command {
      case .start(_, let request, let continuation):
        let url = WebTarget.withoutSecrets(request.url)
        continuation.resume(
          returning: .failure(FetchError(source: request.source, url: url, reason: .stopped)))
      case .cancel, .relief: break
      case .ping(let continuation): continuation.resume()
      case .stop(let continuation): if let continuation { stopWaiters.append(continuation) }
      }
    }
    for job in Array(jobs.values) { end(job, with: .failure(job.error(.stopped))) }
    for pool in pools { pool?.close() }
    pools = []
    for waiter in stopWaiters { waiter.resume() }
  }

  /// The pool of a request's policy, made when needed. Pools that no configuration uses any more
  /// are closed. Nil without memory.
  func pool(for fetch: FetchSettings) -> Pool? {
    let key = Pool.Key(
      allowPrivate: fetch.allowPrivate, proxy: fetch.proxy, certificateFile: fetch.certificateFile,
      clientCertificate: fetch.clientCertificate)
    if let index = poolIndex[key], let pool = pools[index] {
      pool.usedAt = now
      return pool
    }
    for (index, pool) in pools.enumerated() {
      guard let pool, pool.running == 0, pool.usedAt + .seconds(3_600) < now else { continue }
      pool.close()
      pools[index] = nil
      poolIndex[pool.key] = nil
    }
    let index = pools.firstIndex { $0 == nil } ?? pools.count
    guard
      let pool = Pool(
        key: key, index: index, epoll: epoll, settings: settings, buffers: buffers,
        memory: memory)
    else { return nil }
    pool.usedAt = now
    if index == pools.count { pools.append(pool) } else { pools[index] = pool }
    poolIndex[key] = index
    return pool
  }
}
