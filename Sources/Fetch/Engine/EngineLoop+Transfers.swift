internal import CCurl

extension EngineLoop {
  /// Starts a job's hop, or lets it wait for a place. Webhooks never wait: a destination has one
  /// request at a time, and slow sources must not hold alerts up.
  func start(_ job: Job) {
    guard running < settings.transfers || job.isRobots || job.request.purpose == .webhook else {
      job.stage = .ready
      ready.append(job)
      return
    }
    let limits = job.request.settings.limits
    let left = limits.total - job.spent
    job.stage = .idle
    guard left > .zero else {
      release(job)
      end(job, with: .failure(job.error(.timedOut(.total, after: limits.total))))
      return
    }
    guard let pool = pool(for: job.request.settings), let transfer = pool.takeTransfer() else {
      release(job)
      end(job, with: .failure(job.error(.engine("out of memory"))))
      return
    }
    prepare(transfer, job, pool, left: left)
    guard pool.start(transfer) else {
      release(job)
      end(job, with: .failure(job.error(.engine("the transfer was not accepted"))))
      return
    }
    running += 1
    job.stage = .running(transfer, pool)
    job.hopStart = now
    job.checkedBytes = nil
    job.slowSince = nil
    job.checkAt = now + min(limits.firstByte, limits.speedStep)
    nextCheck = min(nextCheck ?? job.checkAt, job.checkAt)
  }

  /// Starts again what had found no room for its body: the favourite, and on relief one more.
  func startCrowded(onRelief: Bool) {
    guard running < settings.transfers, let job = crowded.first,
      memory.mayStart(job.id, onRelief: onRelief)
    else { return }
    crowded.removeFirst()
    start(job)
  }

  private func prepare(_ transfer: Transfer, _ job: Job, _ pool: Pool, left: Duration) {
    let limits = job.request.settings.limits
    let easy = transfer.easy
    transfer.job = job
    transfer.begin(
      Transfer.Bounds(
        bodyBytes: limits.responseBytes, expansion: max(1, limits.expansion),
        headerBytes: limits.headerBytes, headerCount: limits.headerCount,
        cutsBody: job.isRobots || job.request.purpose == .webhook,
        skipsRedirectBody: job.followsRedirects))
    _ = marsad_easy_string(easy, CURLOPT_URL, job.target.url)
    if transfer.userAgent != job.request.settings.userAgent {
      transfer.userAgent = job.request.settings.userAgent
      _ = marsad_easy_string(easy, CURLOPT_USERAGENT, job.request.settings.userAgent)
    }
    let lines = RequestLines.make(job)
    _ = marsad_easy_list(easy, CURLOPT_HTTPHEADER, lines)
    curl_slist_free_all(transfer.lines)
    transfer.lines = lines
    job.sentValidators = !(job.request.validators?.isEmpty ?? true)
    _ = marsad_easy_long(easy, CURLOPT_TIMEOUT_MS, max(1, left.milliseconds))
    _ = marsad_easy_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, min(limits.connect, left).milliseconds))
    let wireLimit = job.isRobots || job.request.purpose == .webhook ? 0 : limits.responseBytes
    _ = marsad_easy_offset(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(wireLimit))
    setMethod(transfer, job.request)
    guard job.target.isSecure else { return }
    let share = pool.sessions.share(for: job.target.hostKey)
    if share !== transfer.session {
      _ = marsad_easy_pointer(easy, CURLOPT_SHARE, share?.handle)
      transfer.session = share
    }
  }

  private func setMethod(_ transfer: Transfer, _ request: FetchRequest) {
    let easy = transfer.easy
    guard request.method != .get || request.body != nil else {
      guard transfer.sendsBody else { return }
      transfer.sendsBody = false
      _ = marsad_easy_string(easy, CURLOPT_CUSTOMREQUEST, nil)
      _ = marsad_easy_string(easy, CURLOPT_COPYPOSTFIELDS, nil)
      _ = marsad_easy_long(easy, CURLOPT_HTTPGET, 1)
      return
    }
    transfer.sendsBody = true
    let body = request.body ?? []
    _ = marsad_easy_long(easy, CURLOPT_POST, 1)
    _ = marsad_easy_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
    body.withUnsafeBytes { bytes in
      // An empty body still needs an address to copy nothing from.
      _ =
        bytes.isEmpty
        ? marsad_easy_string(easy, CURLOPT_COPYPOSTFIELDS, "")
        : marsad_easy_pointer(
          easy, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
    _ = marsad_easy_string(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
  }

  /// libcurl has ended a transfer.
  func finished(_ transfer: Transfer, _ code: CURLcode, _ pool: Pool) {
    guard let job = transfer.job else {
      pool.remove(transfer)
      return
    }
    if transfer.abort == .crowded {
      // As if it had never begun: it starts again when there is room.
      pool.remove(transfer)
      pool.putBack(transfer)
      running -= 1
      job.stage = .crowded
      crowded.append(job)
      startReady()
      startCrowded(onRelief: false)
      return
    }
    job.spent += now - job.hopStart
    let wasCut = transfer.abort == .cut || job.isAnswered(by: transfer)
    guard wasCut || code == CURLE_OK && transfer.isSound else {
      let reason = TransferFailure.reason(transfer, code, job)
      end(job, with: .failure(job.error(reason)))
      return
    }
    var response = answer(transfer, job)
    response.bodyWasCut = wasCut
    let hold = response.status == 429 || response.status == 503 ? response.retryAfter : nil
    pool.remove(transfer)
    pool.putBack(transfer)
    running -= 1
    job.stage = .idle
    release(job, holdFor: hold)
    if job.followsRedirects, [301, 302, 303, 307, 308].contains(response.status) {
      follow(response, job)
    } else {
      end(job, with: .success(response))
    }
  }

  private func answer(_ transfer: Transfer, _ job: Job) -> FetchResponse {
    let status = transfer.status
    let (headers, body, share) = transfer.takeAnswer()
    var response = FetchResponse(
      status: status, headers: headers, body: body, url: job.target.url,
      redirects: job.redirects, permanentRedirect: job.permanentRedirect,
      notModified: status == 304 && job.sentValidators)
    response.share = share
    if status == 429 || status == 503, let value = response.header("retry-after") {
      response.retryAfter = RetryAfter.parse(value, now: settings.now())
    }
    response.remoteAddress = transfer.remoteAddress
    response.requestHeaders = RequestTrace.fields(job)
    response.timing = FetchResponse.Timing(
      connected: transfer.duration(CURLINFO_PRETRANSFER_TIME_T),
      firstByte: transfer.duration(CURLINFO_STARTTRANSFER_TIME_T),
      total: transfer.duration(CURLINFO_TOTAL_TIME_T),
      reusedConnection: transfer.info(CURLINFO_NUM_CONNECTS) == 0)
    return response
  }

  /// Goes where a redirect points (RFC 9110 §15.4).
  private func follow(_ response: FetchResponse, _ job: Job) {
    guard let location = response.header("location"), !location.isEmpty else {
      end(job, with: .failure(job.error(.badRedirect("\(response.status) without Location"))))
      return
    }
    let limit = job.request.settings.limits.redirects
    guard job.redirects < limit else {
      end(job, with: .failure(job.error(.tooManyRedirects(limit: limit))))
      return
    }
    let next: WebTarget
    do throws(BadURL) {
      next = try WebTarget.parse(location, base: job.target)
    } catch {
      end(job, with: .failure(job.error(.badRedirect(error.detail))))
      return
    }
    job.redirects += 1
    job.allPermanent = job.allPermanent && (response.status == 301 || response.status == 308)
    job.target = next
    if job.allPermanent { job.permanentRedirect = next.url }
    if job.isRobots { start(job) } else { proceed(job, isNextHop: true) }
  }

  /// Looks at transfers whose first byte or speed is due.
  func checkTransfers() {
    nextCheck = nil
    for job in Array(jobs.values) {
      guard case .running(let transfer, let pool) = job.stage else { continue }
      if job.checkAt <= now, let reason = overdue(transfer, job) {
        if job.isAnswered(by: transfer) {
          finished(transfer, CURLE_OPERATION_TIMEDOUT, pool)
          continue
        }
        job.spent += now - job.hopStart
        end(job, with: .failure(job.error(reason)))
        continue
      }
      nextCheck = min(nextCheck ?? job.checkAt, job.checkAt)
    }
  }

  /// Why the transfer must end now; else sets its next look.
  private func overdue(_ transfer: Transfer, _ job: Job) -> FetchError.Reason? {
    let limits = job.request.settings.limits
    let step = limits.speedStep
    guard transfer.sawFirstByte else {
      let deadline = job.hopStart + limits.firstByte
      guard now < deadline else { return .timedOut(.firstByte, after: limits.firstByte) }
      job.checkAt = min(deadline, now + step)
      return nil
    }
    let received = transfer.wireBytes + transfer.headerBytes
    let enough = limits.slowestBytesPerSecond * step.milliseconds / 1000
    if received - (job.checkedBytes ?? -enough) >= enough {
      job.slowSince = nil
    } else {
      let since = job.slowSince ?? (now - step)
      job.slowSince = since
      if now - since >= limits.slowFor {
        return .tooSlow(bytesPerSecond: limits.slowestBytesPerSecond, during: limits.slowFor)
      }
    }
    job.checkedBytes = received
    job.checkAt = now + step
    return nil
  }
}

extension FetchSettings.Limits {
  /// How often a transfer's speed is looked at.
  fileprivate var speedStep: Duration { max(slowFor / 10, .milliseconds(50)) }
}
