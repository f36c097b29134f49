internal import CCurl
internal import Glibc
internal import Synchronization

/// One conversation with a mail relay, blocking.
final class MailTransfer: Sendable {
  typealias Outcome = Result<MailAnswer, FetchError>

  private let request: MailRequest
  private let isCancelled = Mutex(false)

  init(_ request: MailRequest) { self.request = request }

  /// Any thread; it is noticed within a second.
  func cancel() { isCancelled.withLock { $0 = true } }

  func error(_ reason: FetchError.Reason) -> FetchError {
    FetchError(
      source: request.source, url: WebTarget.withoutSecrets(request.relay), reason: reason)
  }

  /// On the calling thread.
  func run() -> Outcome {
    guard !([request.from] + request.to).contains(where: Self.isBroken), !request.to.isEmpty else {
      return .failure(error(.badURL("an address of the message cannot be one")))
    }
    var recipients: UnsafeMutablePointer<curl_slist>?
    for recipient in request.to { recipients = curl_slist_append(recipients, "<\(recipient)>") }
    defer { curl_slist_free_all(recipients) }
    let exchange = MailExchange(request) { [self] in isCancelled.withLock(\.self) }
    // libcurl points to the exchange until its handle is freed.
    return withExtendedLifetime(exchange) {
      guard let easy = curl_easy_init() else { return .failure(error(.engine("out of memory"))) }
      defer { curl_easy_cleanup(easy) }
      configure(easy, exchange, recipients)
      let code = curl_easy_perform(easy)
      return outcome(code, exchange)
    }
  }

  private func outcome(_ code: CURLcode, _ exchange: MailExchange) -> Outcome {
    let replies = MailAnswer.replies(in: exchange.replies)
    if code == CURLE_OK { return .success(MailAnswer(step: .message, replies: replies)) }
    if let address = exchange.refused { return .failure(error(.refusedAddress(address))) }
    if exchange.isOutOfFiles { return .failure(error(.outOfFiles)) }
    let detail = String(exchange.failureText.prefix(200))
    let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    let limits = request.settings.limits
    switch code {
    case CURLE_ABORTED_BY_CALLBACK: return .failure(error(.cancelled))
    case CURLE_USE_SSL_FAILED:
      return .failure(
        error(
          .tls(
            "the relay offers no STARTTLS; use smtps://, or insecure: true where nobody listens")))
    case CURLE_OPERATION_TIMEDOUT:
      return .failure(
        error(
          replies.isEmpty && exchange.replies.isEmpty
            ? .timedOut(.connect, after: limits.connect) : .timedOut(.total, after: limits.total)))
    case CURLE_LOGIN_DENIED, CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED:
      if let last = replies.last, last.code >= 400 {
        return .success(MailAnswer(step: step(code, text, replies), replies: replies))
      }
      if code == CURLE_LOGIN_DENIED {
        return .failure(error(.brokenProtocol("the relay offers no way of logging in")))
      }
      return .failure(error(.brokenProtocol(text)))
    default:
      let host = WebTarget.withoutSecrets(request.relay)
      return .failure(
        error(TransferFailure.ofConnection(code, text, host: host) ?? .brokenProtocol(text)))
    }
  }

  private func step(
    _ code: CURLcode, _ text: String, _ replies: [MailAnswer.Reply]
  ) -> MailAnswer.Step {
    if code == CURLE_LOGIN_DENIED { return .login }
    if text.hasPrefix("MAIL failed") { return .sender }
    if text.hasPrefix("RCPT failed") { return .recipients }
    return text.hasPrefix("DATA failed") || replies.contains { $0.code == 354 }
      ? .message : .greeting
  }

  private func configure(
    _ easy: UnsafeMutableRawPointer, _ exchange: MailExchange,
    _ recipients: UnsafeMutablePointer<curl_slist>?
  ) {
    let settings = request.settings
    let me = Unmanaged.passUnretained(exchange).toOpaque()
    _ = marsad_easy_pointer(easy, CURLOPT_ERRORBUFFER, exchange.errorText)
    _ = marsad_easy_data_callback(easy, CURLOPT_HEADERFUNCTION, onReply)
    _ = marsad_easy_pointer(easy, CURLOPT_HEADERDATA, me)
    _ = marsad_easy_data_callback(easy, CURLOPT_WRITEFUNCTION, onReply)
    _ = marsad_easy_pointer(easy, CURLOPT_WRITEDATA, me)
    _ = marsad_easy_data_callback(easy, CURLOPT_READFUNCTION, onMessage)
    _ = marsad_easy_pointer(easy, CURLOPT_READDATA, me)
    _ = marsad_easy_socket_callback(easy, onOpenSocket)
    _ = marsad_easy_pointer(easy, CURLOPT_OPENSOCKETDATA, me)
    _ = marsad_easy_progress_callback(easy, onProgress)
    _ = marsad_easy_pointer(easy, CURLOPT_XFERINFODATA, me)
    _ = marsad_easy_long(easy, CURLOPT_NOPROGRESS, 0)
    _ = marsad_easy_long(easy, CURLOPT_NOSIGNAL, 1)
    _ = marsad_easy_string(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    _ = marsad_easy_string(easy, CURLOPT_URL, request.relay)
    _ = marsad_easy_string(easy, CURLOPT_MAIL_FROM, "<\(request.from)>")
    _ = marsad_easy_list(easy, CURLOPT_MAIL_RCPT, recipients)
    // One mailbox that is gone does not keep the message from the others.
    _ = marsad_easy_long(easy, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1)
    _ = marsad_easy_long(easy, CURLOPT_UPLOAD, 1)
    _ = marsad_easy_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(request.message.count))
    _ = marsad_easy_long(easy, CURLOPT_USE_SSL, encryption)
    _ = marsad_easy_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let file = settings.certificateFile { _ = marsad_easy_string(easy, CURLOPT_CAINFO, file) }
    if let client = settings.clientCertificate {
      _ = marsad_easy_string(easy, CURLOPT_SSLCERT, client.certificateFile)
      _ = marsad_easy_string(easy, CURLOPT_SSLKEY, client.keyFile)
    }
    // The empty text also keeps the environment's proxies out.
    _ = marsad_easy_string(easy, CURLOPT_PROXY, settings.proxy ?? "")
    _ = marsad_easy_string(easy, CURLOPT_NOPROXY, "")
    _ = marsad_easy_long(easy, CURLOPT_HTTPPROXYTUNNEL, 1)
    switch request.login {
    case .basic(let user, let password):
      _ = marsad_easy_string(easy, CURLOPT_USERNAME, user)
      _ = marsad_easy_string(easy, CURLOPT_PASSWORD, password)
    case .bearer(let token): _ = marsad_easy_string(easy, CURLOPT_XOAUTH2_BEARER, token)
    case nil: break
    }
    let limits = settings.limits
    _ = marsad_easy_long(easy, CURLOPT_TIMEOUT_MS, max(1, limits.total.milliseconds))
    _ = marsad_easy_long(
      easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, min(limits.connect, limits.total).milliseconds))
    // Bounds the wait for the farewell too, which no other limit does.
    _ = marsad_easy_long(
      easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, limits.total.milliseconds / 1_000))
    _ = marsad_easy_long(easy, CURLOPT_FORBID_REUSE, 1)
  }

  private var encryption: Int {
    switch request.encryption {
    case .none: Int(CURLUSESSL_NONE.rawValue)
    case .ifOffered: Int(CURLUSESSL_TRY.rawValue)
    case .required: Int(CURLUSESSL_ALL.rawValue)
    }
  }

  /// What could say more to the relay than an address does.
  private static func isBroken(_ address: String) -> Bool {
    address.isEmpty
      || address.utf8.contains { $0 <= 0x20 || $0 >= 0x7F || $0 == 0x3C || $0 == 0x3E }
  }
}

/// What libcurl's callbacks read and gather. Of one thread, for the length of one conversation.
private final class MailExchange {
  private let message: [UInt8]
  private var sent = 0
  private let allowPrivate: [AddressBlock]
  /// Behind a proxy the socket goes to the proxy, which the operator named.
  private let guardsSockets: Bool
  private let limitBytes: Int
  let isCancelled: () -> Bool
  private(set) var replies: [UInt8] = []
  private(set) var refused: String?
  var isOutOfFiles = false
  let errorText: UnsafeMutablePointer<CChar>

  init(_ request: MailRequest, isCancelled: @escaping () -> Bool) {
    message = request.message
    allowPrivate = request.settings.allowPrivate
    guardsSockets = request.settings.proxy == nil
    limitBytes = request.settings.limits.headerBytes
    self.isCancelled = isCancelled
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit { errorText.deallocate() }

  var failureText: String { String(cString: errorText) }

  /// False ends the conversation.
  func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    replies.append(contentsOf: bytes)
    return replies.count <= limitBytes
  }

  func give(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let count = min(buffer.count, message.count - sent)
    guard count > 0 else { return 0 }
    _ = buffer.update(fromContentsOf: message[sent..<sent + count])
    sent += count
    return count
  }

  func admits(_ address: UnsafePointer<sockaddr>) -> Bool {
    guard guardsSockets else { return true }
    guard let bytes = AddressText.bytes(of: address) else {
      refused = "an address that is neither IPv4 nor IPv6"
      return false
    }
    if AddressGuard.allows(bytes, allowPrivate: allowPrivate) {
      // One of the relay's addresses may serve although another one is refused.
      refused = nil
      return true
    }
    refused = AddressText.text(bytes)
    return false
  }
}

// The pointers that libcurl hands back are those of `configure`: the exchange of the conversation,
// on its thread, for the length of the call.

private func exchange(_ context: UnsafeMutableRawPointer?) -> MailExchange? {
  context.map { Unmanaged<MailExchange>.fromOpaque($0).takeUnretainedValue() }
}

private let onReply: marsad_data_callback = { data, size, count, context in
  let length = size * count
  guard length > 0, let data, let exchange = exchange(context) else { return 0 }
  let bytes = UnsafeBufferPointer(
    start: UnsafeRawPointer(data).assumingMemoryBound(to: UInt8.self), count: length)
  return exchange.take(bytes) ? length : 0
}

private let onMessage: marsad_data_callback = { data, size, count, context in
  guard let data, let exchange = exchange(context) else { return 0 }
  return data.withMemoryRebound(to: UInt8.self, capacity: size * count) {
    exchange.give(UnsafeMutableBufferPointer(start: $0, count: size * count))
  }
}

private let onOpenSocket: curl_opensocket_callback = { context, _, address in
  guard let address, let exchange = exchange(context) else { return marsad_socket_bad() }
  let isAdmitted = withUnsafePointer(to: &address.pointee.addr) { exchange.admits($0) }
  guard isAdmitted else { return marsad_socket_bad() }
  let descriptor = socket(
    address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
    address.pointee.protocol)
  if descriptor >= 0, OpenFiles.leavesRoom(descriptor) { return descriptor }
  if descriptor >= 0 || errno == EMFILE || errno == ENFILE { exchange.isOutOfFiles = true }
  if descriptor >= 0 { close(descriptor) }
  return marsad_socket_bad()
}

private let onProgress: curl_xferinfo_callback = { context, _, _, _, _ in
  exchange(context)?.isCancelled() == true ? 1 : 0
}
