/// Why one transfer gave nothing usable. It ends the attempt, never the daemon.
package struct FetchError: Error, Equatable, Sendable {
  /// Which wait ended.
  package enum Wait: String, Equatable, Sendable {
    case connect
    case firstByte = "first byte"
    case total
  }

  package enum Reason: Equatable, Sendable {
    /// The text is no http or https URL.
    case badURL(String)
    case badHeader(name: String)
    case unknownHost(String)
    /// The host stands on an address that is not public and not allowed.
    case refusedAddress(String)
    case connect(String)
    case tls(String)
    case timedOut(Wait, after: Duration)
    case tooSlow(bytesPerSecond: Int, during: Duration)
    case brokenProtocol(String)
    case brokenEncoding(String)
    case tooLarge(limitBytes: Int)
    case expands(limit: Int)
    case headersTooLarge(limitBytes: Int)
    case tooManyHeaders(limit: Int)
    case tooManyRedirects(limit: Int)
    case badRedirect(String)
    case robotsDisallow(path: String)
    case robotsUnreachable(status: Int)
    /// The host asked to be left alone (`Retry-After`) for longer than is waited here.
    case heldOff(Duration)
    case proxy(String)
    case cancelled
    /// The engine has been shut down.
    case stopped
    /// This process may open no more files.
    case outOfFiles
    /// libcurl refused an option or ran out of a resource.
    case engine(String)
  }

  package let source: String
  /// Of the hop that failed; without user part and fragment.
  package let url: String
  package let reason: Reason
  /// How long to leave the host alone, where it said so.
  package let retryAfter: Duration?

  package init(source: String, url: String, reason: Reason, retryAfter: Duration? = nil) {
    self.source = source
    self.url = url
    self.reason = reason
    self.retryAfter = retryAfter
  }

  /// A fixed word for metrics, logs and `sources --json`.
  package var code: String {
    switch reason {
    case .badURL, .badHeader, .refusedAddress: "address"
    case .unknownHost: "dns"
    case .connect, .proxy, .outOfFiles, .engine: "connect"
    case .tls: "tls"
    case .timedOut, .tooSlow: "timeout"
    case .brokenProtocol: "protocol"
    case .brokenEncoding: "encoding"
    case .tooLarge, .expands, .headersTooLarge: "too_large"
    case .tooManyHeaders: "too_many"
    case .tooManyRedirects, .badRedirect: "redirect"
    case .robotsDisallow, .robotsUnreachable: "robots"
    case .heldOff: "status"
    case .cancelled, .stopped: "cancelled"
    }
  }

  /// What was found and what to do, the source's name in front.
  package var message: String { "\(source): \(reason.text)" }
}

extension FetchError: CustomStringConvertible {
  package var description: String { message }
}

extension FetchError.Reason {
  /// What was found and what to do, without the source's name.
  package var text: String {
    switch self {
    case .badURL(let detail): "\(detail); an http or https URL is needed"
    case .badHeader(let name): "the value of header \(name) holds a line break; remove it"
    case .unknownHost(let host): "the name \(host) has no address; check the URL or the resolver"
    case .refusedAddress(let address):
      "\(address) is no public address; if that is meant, add it to allow_private"
    case .connect(let detail): "no connection: \(detail)"
    case .tls(let detail): TLSFault.advice(detail)
    case .timedOut(.connect, let limit):
      "no connection within \(limit.inSeconds); limits.connect"
    case .timedOut(.firstByte, let limit):
      "connected, but no answer within \(limit.inSeconds); limits.first_byte"
    case .timedOut(.total, let limit): "not done within \(limit.inSeconds); limits.total"
    case .tooSlow(let rate, let during):
      "slower than \(rate) bytes a second for \(during.inSeconds); limits.slowest"
    case .brokenProtocol(let detail): "no sound HTTP answer: \(detail)"
    case .brokenEncoding(let detail): "the body's content coding is damaged: \(detail)"
    case .tooLarge(let limit): "over \(limit) bytes; raise limits.response"
    case .expands(let limit):
      "the body grows more than \(limit)-fold when decoded; raise limits.expansion if that is meant"
    case .headersTooLarge(let limit): "over \(limit) bytes of headers; raise limits.headers"
    case .tooManyHeaders(let limit): "over \(limit) headers; raise limits.header_count"
    case .tooManyRedirects(let limit): "over \(limit) redirects; limits.redirects"
    case .badRedirect(let detail): "redirected to nowhere usable: \(detail)"
    case .robotsDisallow(let path):
      "robots.txt asks to leave \(path) alone; with the owner's consent set robots: ignore"
    case .robotsUnreachable(let status):
      "robots.txt answers \(status), which asks to stay away for now"
    case .heldOff(let wait):
      "the host asked to be left alone for another \(wait.inSeconds) (Retry-After)"
    case .proxy(let detail): "the proxy failed: \(detail); check network.proxy"
    case .cancelled: "cancelled"
    case .stopped: "fetching has been stopped"
    case .outOfFiles:
      "no more files may be opened; raise LimitNOFILE of the service (ulimit -n)"
    case .engine(let detail): "libcurl: \(detail)"
    }
  }
}

extension Duration {
  /// `20 s`, `0.5 s`: for messages.
  var inSeconds: String {
    let milliseconds = self.milliseconds
    guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000) s" }
    return "\(Double(milliseconds) / 1000) s"
  }

  /// Whole milliseconds, rounded up, so that a wait never ends early; 0 for what is negative.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 1 << 40 else { return 1 << 50 }
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
