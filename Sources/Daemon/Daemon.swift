internal import Alerts
internal import Fetch
package import Foundation
package import Logging
package import Places
internal import Rules
internal import ServiceLifecycle
internal import Settings
internal import State
internal import Synchronization
internal import Text
internal import UnixSignals

/// Marsad at work: where configuration, state, network and time meet.
///
/// `run` watches until a signal ends it; `once` polls every source once. Both hold the lock of the
/// state file as long as they live.
package final class Daemon: Sendable {
  /// What the daemon takes from its surroundings.
  package struct Surroundings: Sendable {
    package var environment: [String: String]
    package var now: @Sendable () -> Date
    package var clock: any Clock<Duration>
    /// Uniform in 0..<1.
    package var chance: @Sendable () -> Double
    package var log: Logger
    package var observer: any DaemonObserver

    package init(
      environment: [String: String], log: Logger, observer: any DaemonObserver,
      now: @escaping @Sendable () -> Date = { Date() },
      clock: any Clock<Duration> = ContinuousClock(),
      chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
      self.environment = environment
      self.log = log
      self.observer = observer
      self.now = now
      self.clock = clock
      self.chance = chance
    }
  }

  let configurationFile: String
  let gazetteer: Gazetteer
  let surroundings: Surroundings
  let setup: Setup
  let state: StateFile
  let engine: FetchEngine
  let delivery: DeliveryService
  let pipeline: Pipeline
  let vitals = Vitals()
  let metrics: Metrics
  let standing: Standing
  private let lookers: Int
  private let lock: StateLock

  /// Reads the configuration and opens everything that a run needs.
  ///
  /// - Throws: `Setup.Refused` with every fault of the configuration, `StateError` when the state
  ///   file is damaged or another process holds it, `TooFewFiles`.
  ///
  /// - Parameter state: the state file of the command line, which outweighs the configuration's.
  package convenience init(
    configurationFile: String, state: String?, gazetteer: Gazetteer, surroundings: Surroundings
  ) throws {
    let setup = try Setup.load(
      file: configurationFile, state: state, environment: surroundings.environment,
      gazetteer: gazetteer)
    let path =
      setup.configuration.statePath
      ?? ConfigurationPaths.state(
        configuration: configurationFile, environment: surroundings.environment)
    try self.init(
      setup: setup, statePath: path, gazetteer: gazetteer, surroundings: surroundings)
  }

  /// The same with a configuration that is ready.
  package init(
    setup: Setup, statePath: String, gazetteer: Gazetteer, surroundings: Surroundings
  ) throws {
    let metrics = Metrics(now: surroundings.now)
    let observer = Observers(all: [vitals, metrics, surroundings.observer])
    let files = OpenFiles.raised()
    guard files.limit >= OpenFiles.least else { throw TooFewFiles(limit: files.limit) }
    try Self.makeFolder(of: statePath)
    lock = try StateLock(statePath: statePath, version: MarsadVersion.current)
    let state = try StateFile(path: statePath)
    try state.register(setup.configuration.sources.map { ($0.name, $0.url) })
    try state.followClock(to: surroundings.now())
    // Bodies that come in or wait share a third, trees the rest: so neither can wait for the other.
    let memory = setup.configuration.limits.memoryBytes
    var engineSettings = EngineSettings()
    engineSettings.bodyBytes = memory / 3
    engineSettings.now = surroundings.now
    engineSettings.fit(files, destinations: setup.configuration.destinations.count)
    let engine = FetchEngine(settings: engineSettings)
    let delivery = DeliveryService(
      state: state, engine: engine, destinations: setup.configuration.destinations,
      operations: setup.configuration.operations,
      queueLimit: setup.configuration.limits.queue, throttles: setup.throttles,
      environment: surroundings.environment, now: surroundings.now, clock: surroundings.clock,
      chance: surroundings.chance, observer: { observer.note($0) })
    self.metrics = metrics
    standing = Standing(setup, since: surroundings.now())
    lookers = files.lookers
    configurationFile = setup.configuration.file
    self.gazetteer = gazetteer
    self.surroundings = surroundings
    self.setup = setup
    self.state = state
    self.engine = engine
    self.delivery = delivery
    pipeline = Pipeline(
      engine: engine, state: state, observer: observer,
      memoryBytes: memory - memory / 3, now: surroundings.now,
      alertsCommitted: { delivery.wake() })
    let known = try state.sources()
    for status in known {
      guard let source = setup.sources[status.name] else { continue }
      pipeline.book.load(status, configuredURL: source.url)
    }
    let outages = OutageWatch(
      since: try state.outage(),
      members: Set(known.filter { $0.told == .inOutage }.map(\.name)),
      polls: known.compactMap { status in
        status.lastPoll.map { (status.name, $0, status.error?.kind) }
      })
    pipeline.outages.withLock { $0 = outages }
  }

  private static func makeFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  // MARK: - Run

  /// Watches until SIGTERM or SIGINT, then ends within the grace that systemd gives.
  package func run() async throws {
    ProcessMemory.returnLargeBuffers()
    let notifier = ServiceNotifier(environment: surroundings.environment)
    let hangups = await UnixSignalsSequence(trapping: .sighup)
    let pauses = try state.pauses(at: surroundings.now())
    let loop = PollLoop(
      pipeline: pipeline, setup: setup, remembered: try remembered(),
      paused: PauseList(pauses).sources, clock: surroundings.clock, chance: surroundings.chance)
    let engine = engine
    let pulse = Pulse()
    let status = statusService(pulse: pulse)
    count(setup)
    for fault in setup.warnings { surroundings.log.tell(.fault, .warning, words: "\(fault)") }
    pipeline.observer.note(
      .started(
        sources: setup.sources.count, rules: setup.configuration.rules.count,
        destinations: setup.configuration.destinations.count))
    for change in PauseList().changes(to: PauseList(pauses)) { pipeline.observer.note(change) }
    notifier.send(.ready, .status(vitals.line))
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: DeliveryRunner(delivery: delivery)),
          .init(service: PollService(loop: loop)),
          .init(service: PruneService(state: state, loop: loop, surroundings: surroundings)),
          .init(service: MemoryService(clock: surroundings.clock)),
          .init(
            service: AliveService(
              state: state, loop: loop, observer: pipeline.observer,
              committed: { self.delivery.wake() }, surroundings: surroundings)),
          .init(
            service: PauseService(
              state: state, loop: loop, observer: pipeline.observer, first: PauseList(pauses),
              surroundings: surroundings)),
          .init(
            service: WatchdogService(
              notifier: notifier, loop: loop,
              engineAnswers: {
                await engine.ping()
                return true
              },
              vitals: vitals, pulse: pulse, clock: surroundings.clock)),
          .init(service: status),
          .init(
            service: ReloadService(signals: hangups) {
              await self.reload(loop: loop, status: status, notifier: notifier)
            }),
          .init(
            service: StopService {
              notifier.send(.stopping)
              self.pipeline.observer.note(.stopping)
            }),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: quietLogger))
    try await group.run()
    notifier.send(.stopping)
    await engine.shutdown()
    state.close()
  }

  /// Checks first; a refused configuration leaves the one in force. Transfers go on either way.
  private func reload(
    loop: PollLoop, status: StatusService, notifier: ServiceNotifier
  ) async {
    notifier.send(.reloading(monotonicMicroseconds: ServiceNotifier.monotonicMicroseconds()))
    defer { notifier.send(.ready, .status(vitals.line)) }
    do {
      let setup = try Setup.load(
        file: configurationFile, state: state.path, environment: surroundings.environment,
        gazetteer: gazetteer)
      try state.register(setup.configuration.sources.map { ($0.name, $0.url) })
      await loop.take(setup)
      await delivery.reload(
        setup.configuration.destinations, operations: setup.configuration.operations,
        queueLimit: setup.configuration.limits.queue, throttles: setup.throttles)
      standing.take(setup)
      count(setup)
      status.take(setup.configuration.listen)
      for fault in setup.warnings { surroundings.log.tell(.fault, .warning, words: "\(fault)") }
      pipeline.observer.note(
        .reloaded(
          sources: setup.sources.count, rules: setup.configuration.rules.count,
          destinations: setup.configuration.destinations.count))
    } catch let refused as Setup.Refused {
      pipeline.observer.note(.reloadRefused(faults: refused.faults.map(\.description)))
    } catch {
      pipeline.observer.note(.reloadRefused(faults: [String(describing: error)]))
    }
  }

  private func statusService(pulse: Pulse) -> StatusService {
    let site = StatusSite(
      vitals: vitals, metrics: metrics, pulse: pulse,
      board: StatusBoard(
        path: state.path, vitals: vitals, metrics: metrics, standing: standing,
        now: surroundings.now))
    var limits = WebListener.Limits()
    limits.connections = lookers
    return StatusService(
      site: site, address: setup.configuration.listen, limits: limits,
      observer: pipeline.observer, clock: surroundings.clock)
  }

  /// Tells metrics which rules and destinations there are.
  private func count(_ setup: Setup) {
    metrics.take(
      rules: setup.configuration.rules.map(\.name),
      destinations: setup.configuration.destinations.map(\.name))
  }

  private func remembered() throws -> [String: Scheduler.Past] {
    Dictionary(
      try state.sources().map {
        (
          $0.name,
          Scheduler.Past(
            next: $0.nextPoll, interval: $0.intervalSeconds, last: $0.lastPoll)
        )
      }
    ) { first, _ in first }
  }

  /// The lifecycle library's own steps are of no use to an operator.
  private var quietLogger: Logger {
    var log = surroundings.log
    log.logLevel = .error
    return log
  }
}
