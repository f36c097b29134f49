/// What came back. Every HTTP status is a response; the caller judges it.
package struct FetchResponse: Equatable, Sendable {
  /// Waits are measured on the monotonic clock, from the start of the last hop.
  package struct Timing: Equatable, Sendable {
    package var connected: Duration
    package var firstByte: Duration
    package var total: Duration
    /// True when no new connection was made.
    package var reusedConnection: Bool

    package init(
      connected: Duration = .zero, firstByte: Duration = .zero, total: Duration = .zero,
      reusedConnection: Bool = false
    ) {
      self.connected = connected
      self.firstByte = firstByte
      self.total = total
      self.reusedConnection = reusedConnection
    }
  }

  package var status: Int
  /// In the order received, those of the final answer alone.
  package var headers: [HTTPHeader]
  /// Content coding undone.
  package var body: [UInt8]
  /// True when the body was cut at the limit (webhooks alone; elsewhere that is an error).
  package var bodyWasCut: Bool
  /// After redirects; without user part and fragment.
  package var url: String
  package var redirects: Int
  /// Where the source has moved for good: the end of the permanent redirects (301, 308) that the
  /// chain began with.
  package var permanentRedirect: String?
  /// 304 to validators that were sent.
  package var notModified: Bool
  /// As `Retry-After` says (RFC 9110 §10.2.3), at most `RetryAfter.ceiling`.
  package var retryAfter: Duration?
  package var remoteAddress: String?
  package var timing: Timing
  /// Keeps the body counted for as long as this answer, or a copy, is there.
  package var share: BodyShare?
  /// The fields of the request that it answers, as `RequestTrace` tells them: without secrets.
  package var requestHeaders: [HTTPHeader] = []

  package init(
    status: Int, headers: [HTTPHeader] = [], body: [UInt8] = [], bodyWasCut: Bool = false,
    url: String, redirects: Int = 0, permanentRedirect: String? = nil, notModified: Bool = false,
    retryAfter: Duration? = nil, remoteAddress: String? = nil, timing: Timing = Timing()
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.bodyWasCut = bodyWasCut
    self.url = url
    self.redirects = redirects
    self.permanentRedirect = permanentRedirect
    self.notModified = notModified
    self.retryAfter = retryAfter
    self.remoteAddress = remoteAddress
    self.timing = timing
  }

  package var contentType: String? { header("content-type") }

  package var validators: Validators {
    Validators(etag: header("etag"), lastModified: header("last-modified"))
  }

  /// The first field of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }
}

extension HTTPHeader {
  /// Field names are compared without case, ASCII alone (RFC 9110 §5.1).
  package func isNamed(_ other: String) -> Bool {
    let left = name.utf8
    let right = other.utf8
    return left.count == right.count
      && zip(left, right).allSatisfy { $0 == $1 || (($0 ^ $1) == 0x20 && isLetter($0 | 0x20)) }
  }

  /// Whether it may go to any host: what it asks for is no secret and is meant for nobody alone.
  package var isForAnyHost: Bool { isNamed("accept") || isNamed("accept-language") }

  private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}
