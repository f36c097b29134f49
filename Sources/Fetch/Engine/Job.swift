/// One fetch on its way: from the caller's request over its redirects to its outcome.
///
/// Lives on the engine's thread alone.
final class Job {
  enum Completion {
    case caller(CheckedContinuation<FetchEngine.Outcome, Never>)
    /// A robots.txt that other jobs wait for, by its key in the cache.
    case robots(key: String)
  }

  enum Stage {
    case idle
    case awaitingRobots(key: String)
    case awaitingHost
    /// Let through by its host, but the engine carries as much as it may.
    case ready
    /// Let through by its host, but there was no room for its body.
    case crowded
    case running(Transfer, Pool)
  }

  let id: UInt64
  let request: FetchRequest
  let completion: Completion
  let first: WebTarget
  var target: WebTarget
  var login: Login?
  var stage: Stage = .idle
  var redirects = 0
  var permanentRedirect: String?
  var allPermanent = true
  var sentValidators = false
  /// Time in transfers, waits for manners not counted.
  var spent: Duration = .zero
  var hopStart: Duration = .zero
  /// When the running hop is looked at: for its first byte, then for its speed.
  var checkAt: Duration = .zero
  /// What had come at the last look; nil before the first.
  var checkedBytes: Int?
  var slowSince: Duration?

  init(id: UInt64, request: FetchRequest, target: WebTarget, completion: Completion) {
    self.id = id
    self.request = request
    self.completion = completion
    first = target
    self.target = target
    switch request.purpose {
    case .poll, .webhook: login = request.login ?? target.userPart
    case .article: login = request.login
    }
  }

  var isRobots: Bool {
    if case .robots = completion { true } else { false }
  }

  var followsRedirects: Bool { request.purpose != .webhook }

  var obeysRobots: Bool {
    !isRobots && request.purpose != .webhook && request.settings.robots == .obey
  }

  /// Robots.txt may be read at once: it is asked for once a day.
  var isPaced: Bool { !isRobots && request.purpose != .webhook }

  /// A receiver has answered with its status, whatever becomes of the rest: what it took is not
  /// sent again because it ends its words badly.
  func isAnswered(by transfer: Transfer) -> Bool {
    request.purpose == .webhook && transfer.headIsWhole
  }

  /// Whether what was meant for the first host may be sent to the present one.
  var isOnFirstHost: Bool {
    target.hostKey == first.hostKey && target.isSecure == first.isSecure
      || target.host == first.host && target.isSecure && !first.isSecure
  }

  func error(_ reason: FetchError.Reason, retryAfter: Duration? = nil) -> FetchError {
    FetchError(source: request.source, url: target.url, reason: reason, retryAfter: retryAfter)
  }
}
