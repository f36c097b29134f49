internal import CCurl

extension EngineLoop {
  func begin(
    _ id: UInt64, _ request: FetchRequest,
    _ continuation: CheckedContinuation<FetchEngine.Outcome, Never>
  ) {
    let target: WebTarget
    do throws(BadURL) {
      target = try self.target(request)
    } catch {
      let url = WebTarget.withoutSecrets(request.url)
      continuation.resume(
        returning: .failure(
          FetchError(source: request.source, url: url, reason: .badURL(error.detail))))
      return
    }
    let job = Job(id: id, request: request, target: target, completion: .caller(continuation))
    if let bad = RequestLines.badHeader(request) {
      continuation.resume(returning: .failure(job.error(.badHeader(name: bad))))
      return
    }
    jobs[id] = job
    proceed(job)
  }

  /// Takes a job's next step: robots.txt, then its host, then the transfer.
  func proceed(_ job: Job, isNextHop: Bool = false) {
    if let address = forbiddenLiteral(job) {
      end(job, with: .failure(job.error(.refusedAddress(address))))
      return
    }
    var delay = job.request.settings.hostDelay
    if job.obeysRobots {
      let key = robotsKey(job)
      switch robots.verdict(origin: key, path: job.target.path, now: now) {
      case .allowed(let asked): delay = max(delay, asked ?? .zero)
      case .disallowed:
        end(job, with: .failure(job.error(.robotsDisallow(path: job.target.path))))
        return
      case .unreachable(let status):
        end(job, with: .failure(job.error(.robotsUnreachable(status: status))))
        return
      case .unknown:
        job.stage = .awaitingRobots(key: key)
        if robotsWaiters[key, default: []].isEmpty { fetchRobots(key, for: job) }
        robotsWaiters[key, default: []].append(job)
        return
      }
    }
    guard job.isPaced else {
      start(job)
      return
    }
    job.stage = .awaitingHost
    let manners = HostPacing.Manners(
      connections: job.request.settings.hostConnections, delay: delay)
    carryOut(
      pacing.enqueue(
        job.id, host: job.target.hostKey, manners: manners, isNextHop: isNextHop, now: now))
  }

  func carryOut(_ actions: [HostPacing.Action]) {
    for action in actions {
      switch action {
      case .start(let id):
        if let job = jobs[id] { start(job) }
      case .refuse(let id, let wait):
        guard let job = jobs[id] else { continue }
        job.stage = .idle
        end(job, with: .failure(job.error(.heldOff(wait), retryAfter: wait)))
      }
    }
  }

  /// Ends a job wherever it stands.
  func end(_ job: Job, with outcome: FetchEngine.Outcome) {
    guard jobs.removeValue(forKey: job.id) != nil else { return }
    switch job.stage {
    case .idle: break
    case .awaitingRobots(let key): robotsWaiters[key]?.removeAll { $0 === job }
    case .awaitingHost:
      carryOut(pacing.withdraw(job.id, host: job.target.hostKey, now: now))
    case .ready:
      ready.removeAll { $0 === job }
      release(job)
    case .crowded:
      crowded.removeAll { $0 === job }
      release(job)
    case .running(let transfer, let pool):
      pool.remove(transfer)
      pool.putBack(transfer)
      running -= 1
      release(job)
    }
    job.stage = .idle
    memory.ended(job.id)
    switch job.completion {
    case .caller(let continuation): continuation.resume(returning: outcome)
    case .robots(let key): robotsEnded(key, job, outcome)
    }
    startReady()
  }

  /// Gives the host's place back.
  func release(_ job: Job, holdFor: Duration? = nil) {
    guard job.isPaced else { return }
    carryOut(pacing.finished(host: job.target.hostKey, holdFor: holdFor, now: now))
  }

  func startReady() {
    while running < settings.transfers, !ready.isEmpty { start(ready.removeFirst()) }
  }

  /// Behind a proxy no socket tells where a request goes; an address that stands in the URL does.
  private func forbiddenLiteral(_ job: Job) -> String? {
    guard job.request.settings.proxy != nil else { return nil }
    let host =
      job.target.host.hasPrefix("[") ? job.target.host.dropFirst().dropLast() : job.target.host[...]
    guard let bytes = AddressText.bytes(host),
      !AddressGuard.allows(bytes, allowPrivate: job.request.settings.allowPrivate)
    else { return nil }
    return AddressText.text(bytes)
  }

  /// Polls ask for the same URLs again and again; those of articles are new each time, and
  /// remembering them would only fill memory.
  private func target(_ request: FetchRequest) throws(BadURL) -> WebTarget {
    guard request.purpose == .poll else { return try WebTarget.parse(request.url) }
    if let known = targets[request.url] { return known }
    let target = try WebTarget.parse(request.url)
    if targets.count >= 16_384 { targets.removeAll() }
    targets[request.url] = target
    return target
  }
}

extension EngineLoop {
  /// What robots.txt says depends on who asks, and on the pool that may reach it.
  private func robotsKey(_ job: Job) -> String {
    let index = pool(for: job.request.settings)?.index ?? 0
    return "\(index) \(job.request.settings.userAgent) \(job.target.origin)"
  }

  private func fetchRobots(_ key: String, for job: Job) {
    var settings = job.request.settings
    settings.limits.responseBytes = RobotsRules.readBytes
    // RFC 9309 §2.3.1.2: at least five redirects.
    settings.limits.redirects = max(5, settings.limits.redirects)
    let request = FetchRequest(
      url: job.target.origin + "/robots.txt", settings: settings, source: job.request.source)
    let fetch: Job
    do throws(BadURL) {
      let target = try WebTarget.parse(request.url)
      fetch = Job(
        id: mailbox.newID(), request: request, target: target, completion: .robots(key: key))
    } catch {
      return
    }
    jobs[fetch.id] = fetch
    start(fetch)
  }

  private func robotsEnded(_ key: String, _ job: Job, _ outcome: FetchEngine.Outcome) {
    let waiters = robotsWaiters.removeValue(forKey: key) ?? []
    switch outcome {
    case .success(let response):
      robots.learn(
        origin: key, status: response.status, body: response.body,
        agents: RobotsRules.agents(job.request.settings.userAgent), now: now)
    case .failure(let error):
      guard robots.keepStale(origin: key, now: now) else {
        for waiter in waiters {
          waiter.stage = .idle
          end(
            waiter,
            with: .failure(
              FetchError(
                source: waiter.request.source, url: error.url, reason: error.reason,
                retryAfter: error.retryAfter)))
        }
        return
      }
    }
    for waiter in waiters where jobs[waiter.id] != nil {
      waiter.stage = .idle
      proceed(waiter)
    }
  }
}
