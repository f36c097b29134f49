internal import CCurl

/// TLS sessions, a libcurl share handle for each host: one handle for many hosts keeps eight
/// sessions in all, which is none by the time a host is asked again.
///
/// Lives on the engine's thread alone.
final class SessionShares {
  /// One host's handle. Freed when neither the table nor a transfer holds it.
  final class Share {
    let handle: UnsafeMutableRawPointer
    fileprivate let host: String
    fileprivate var newer: Share?
    fileprivate unowned(unsafe) var older: Share?

    fileprivate init?(host: String) {
      guard let handle = curl_share_init() else { return nil }
      guard marsad_share_sessions(handle) == CURLSHE_OK else {
        curl_share_cleanup(handle)
        return nil
      }
      self.handle = handle
      self.host = host
    }

    deinit { curl_share_cleanup(handle) }
  }

  private let capacity: Int
  private var shares: [String: Share] = [:]
  private var oldest: Share?
  private unowned(unsafe) var newest: Share?

  init(capacity: Int) { self.capacity = max(1, capacity) }

  deinit {
    // Unlinked one by one: freeing the chain at once would recurse over its length.
    while let share = oldest { unlink(share) }
  }

  var count: Int { shares.count }

  /// The host's share, made when needed; the one longest unused gives way. Nil without memory.
  func share(for host: String) -> Share? {
    if let known = shares[host] {
      if known !== newest {
        unlink(known)
        append(known)
      }
      return known
    }
    guard let share = Share(host: host) else { return nil }
    shares[host] = share
    append(share)
    if shares.count > capacity, let last = oldest {
      unlink(last)
      shares[last.host] = nil
    }
    return share
  }

  private func append(_ share: Share) {
    share.older = newest
    if let newest { newest.newer = share } else { oldest = share }
    newest = share
  }

  private func unlink(_ share: Share) {
    let older = share.older
    let newer = share.newer
    newer?.older = older
    if newest === share { newest = older }
    share.newer = nil
    share.older = nil
    if let older { older.newer = newer } else { oldest = newer }
  }
}
