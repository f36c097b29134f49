internal import CCurl
internal import Glibc

/// Connections under one policy: libcurl reuses any connection of a multi handle, so sources with
/// different rules about addresses must not share one.
///
/// Lives on the engine's thread alone; libcurl holds an unretained pointer to it, and `close` ends
/// that before the object can go.
final class Pool {
  struct Key: Hashable {
    var allowPrivate: [AddressBlock]
    var proxy: String?
    var certificateFile: String?
    var clientCertificate: ClientCertificate?
  }

  let key: Key
  /// In the upper half of what epoll gives back.
  let index: Int
  let sessions: SessionShares
  let multi: UnsafeMutableRawPointer
  private let epoll: Int32
  private let hosts: [String]
  private let buffers: BodyBuffers
  private let memory: BodyMemory
  private var idle: [Transfer] = []
  /// When libcurl wants to be called; nil for never.
  private(set) var wake: Duration?
  private(set) var running = 0
  var usedAt: Duration = .zero

  init?(
    key: Key, index: Int, epoll: Int32, settings: EngineSettings, buffers: BodyBuffers,
    memory: BodyMemory
  ) {
    guard let multi = curl_multi_init() else { return nil }
    self.key = key
    self.index = index
    self.multi = multi
    self.epoll = epoll
    hosts = settings.hosts
    self.buffers = buffers
    self.memory = memory
    sessions = SessionShares(capacity: settings.sessionHosts)
    let me = Unmanaged.passUnretained(self).toOpaque()
    _ = marsad_multi_socket_callback(multi, onSocket)
    _ = marsad_multi_pointer(multi, CURLMOPT_SOCKETDATA, me)
    _ = marsad_multi_timer_callback(multi, onTimer)
    _ = marsad_multi_pointer(multi, CURLMOPT_TIMERDATA, me)
    _ = marsad_multi_long(multi, CURLMOPT_MAXCONNECTS, settings.idleConnections)
  }

  /// Frees the handles. No transfer may be running.
  func close() {
    idle = []
    curl_multi_cleanup(multi)
  }

  /// A handle that no transfer uses; nil when libcurl has no memory.
  func takeTransfer() -> Transfer? {
    idle.popLast()
      ?? Transfer(key: key, hosts: hosts, buffers: buffers, memory: memory)
  }

  func putBack(_ transfer: Transfer) {
    transfer.job = nil
    transfer.dropBody()
    if idle.count < 128 { idle.append(transfer) }
  }

  func start(_ transfer: Transfer) -> Bool {
    guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else { return false }
    running += 1
    return true
  }

  /// Ends a transfer, finished or not. Never from within a callback.
  func remove(_ transfer: Transfer) {
    curl_multi_remove_handle(multi, transfer.easy)
    running -= 1
  }

  func socketIsReady(_ descriptor: Int32, _ events: UInt32) {
    var mask: Int32 = 0
    if events & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
    if events & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
    if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
    var left: Int32 = 0
    curl_multi_socket_action(multi, descriptor, mask, &left)
  }

  func timeHasCome() {
    wake = nil
    var left: Int32 = 0
    curl_multi_socket_action(multi, marsad_socket_timeout(), 0, &left)
  }

  /// The next transfer that libcurl has ended.
  func nextFinished() -> (Transfer, CURLcode)? {
    var code = CURLE_OK
    guard let easy = marsad_finished(multi, &code) else { return nil }
    var pointer: UnsafeMutableRawPointer?
    _ = marsad_info_pointer(easy, CURLINFO_PRIVATE, &pointer)
    guard let pointer else { return nil }
    return (Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue(), code)
  }

  fileprivate func watch(_ descriptor: Int32, _ what: Int32, isKnown: Bool) {
    guard what != CURL_POLL_REMOVE else {
      epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, nil)
      return
    }
    var event = epoll_event()
    if what & CURL_POLL_IN != 0 { event.events |= EPOLLIN.rawValue }
    if what & CURL_POLL_OUT != 0 { event.events |= EPOLLOUT.rawValue }
    event.data.u64 = UInt64(index) << 32 | UInt64(UInt32(bitPattern: descriptor))
    if isKnown {
      epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
    } else {
      if epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0, errno == EEXIST {
        epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event)
      }
      curl_multi_assign(multi, descriptor, multi)
    }
  }

  fileprivate func setWake(milliseconds: Int) {
    wake = milliseconds < 0 ? nil : MonotonicTime.now() + .milliseconds(milliseconds)
  }
}

private let onSocket: curl_socket_callback = { _, descriptor, what, context, known in
  guard let context else { return 0 }
  Unmanaged<Pool>.fromOpaque(context).takeUnretainedValue()
    .watch(descriptor, what, isKnown: known != nil)
  return 0
}

private let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
  guard let context else { return 0 }
  Unmanaged<Pool>.fromOpaque(context).takeUnretainedValue()
    .setWake(milliseconds: milliseconds)
  return 0
}

/// Time since an unnamed moment, never set back.
enum MonotonicTime {
  static func now() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
