internal import CCurl
internal import Glibc

/// One libcurl easy handle, used again and again, and what its callbacks gather.
///
/// Lives on the engine's thread alone. libcurl holds an unretained pointer to it: the owner frees
/// the handle in `deinit`, so the pointer never outlives the object.
final class Transfer {
  /// What one use of the handle may take.
  struct Bounds {
    var bodyBytes: Int
    var expansion: Int
    var headerBytes: Int
    var headerCount: Int
    /// End the body at its limit without an error.
    var cutsBody: Bool
    /// Nobody reads what comes with a redirect.
    var skipsRedirectBody: Bool
  }

  /// Why a callback ended the transfer.
  enum Abort: Equatable {
    case tooLarge
    case expands
    case headersTooLarge
    case tooManyHeaders
    case differingLengths
    case addressRefused(String)
    case outOfFiles
    /// No room for the body now; the transfer starts again later.
    case crowded
    case cut
  }

  let easy: UnsafeMutableRawPointer
  /// Guards its sockets; fixed for the life of the handle.
  let allowPrivate: [AddressBlock]
  /// Behind a proxy the socket goes to the proxy, which the operator named.
  let guardsSockets: Bool
  private let errorText: UnsafeMutablePointer<CChar>
  private let buffers: BodyBuffers
  private let memory: BodyMemory

  var job: Job?
  var session: SessionShares.Share?
  private(set) var status = 0
  private(set) var headers: [HTTPHeader] = []
  /// Lent by `buffers` from the first byte on.
  private var body: [UInt8] = []
  /// What the body takes of the memory that all share.
  private var shareBytes = 0
  fileprivate(set) var abort: Abort?
  private(set) var sawFirstByte = false
  private(set) var bodyHasBegun = false
  /// The final status and all of its fields are here.
  private(set) var headIsWhole = false
  private(set) var headerBytes = 0
  private var headerLines = 0
  private var contentLength: Int?
  private var bounds = Bounds(
    bodyBytes: 0, expansion: 1, headerBytes: 0, headerCount: 0, cutsBody: false,
    skipsRedirectBody: false)

  // What the handle was last told, so that it need not be told again.
  var userAgent: String?
  var sendsBody = false
  var lines: UnsafeMutablePointer<curl_slist>?
  var resolves: UnsafeMutablePointer<curl_slist>?

  /// Nil when libcurl has no memory for a handle.
  init?(key: Pool.Key, hosts: [String], buffers: BodyBuffers, memory: BodyMemory) {
    guard let easy = curl_easy_init() else { return nil }
    self.easy = easy
    self.buffers = buffers
    self.memory = memory
    allowPrivate = key.allowPrivate
    guardsSockets = key.proxy == nil
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    for host in hosts { resolves = curl_slist_append(resolves, host) }
    setConstants(key)
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(lines)
    curl_slist_free_all(resolves)
    errorText.deallocate()
  }

  /// Forgets the last use.
  func begin(_ bounds: Bounds) {
    self.bounds = bounds
    status = 0
    headers = []
    dropBody()
    abort = nil
    sawFirstByte = false
    bodyHasBegun = false
    headIsWhole = false
    headerBytes = 0
    headerLines = 0
    contentLength = nil
    errorText[0] = 0
  }

  /// Whether nothing was wrong. A refused address is no fault where another one served.
  var isSound: Bool {
    switch abort {
    case nil, .addressRefused: true
    default: false
    }
  }

  /// Gives the answer away.
  func takeAnswer() -> (headers: [HTTPHeader], body: [UInt8], share: BodyShare?) {
    defer {
      headers = []
      dropBody()
    }
    var share: BodyShare?
    if shareBytes > 0 {
      share = BodyShare(memory, bytes: shareBytes)
      shareBytes = 0
    }
    // An array of the exact size, not another reference to the buffer.
    return (headers, body.withUnsafeBufferPointer { Array($0) }, share)
  }

  /// Ends the loan.
  func dropBody() {
    var lent: [UInt8] = []
    swap(&lent, &body)
    buffers.giveBack(lent)
    memory.give(shareBytes)
    shareBytes = 0
  }

  /// What libcurl says about the failure.
  var failureText: String { String(cString: errorText) }

  /// Body bytes as they came over the wire.
  var wireBytes: Int {
    var count: curl_off_t = 0
    _ = marsad_info_offset(easy, CURLINFO_SIZE_DOWNLOAD_T, &count)
    return Int(count)
  }

  func info(_ what: CURLINFO) -> Int {
    var value = 0
    _ = marsad_info_long(easy, what, &value)
    return value
  }

  /// Microseconds since the transfer's start.
  func duration(_ what: CURLINFO) -> Duration {
    var microseconds: curl_off_t = 0
    _ = marsad_info_offset(easy, what, &microseconds)
    return .microseconds(Int64(microseconds))
  }

  var remoteAddress: String? {
    var text: UnsafePointer<CChar>?
    _ = marsad_info_string(easy, CURLINFO_PRIMARY_IP, &text)
    guard let text, text.pointee != 0 else { return nil }
    return String(cString: text)
  }
}

extension Transfer {
  private func setConstants(_ key: Pool.Key) {
    let me = Unmanaged.passUnretained(self).toOpaque()
    _ = marsad_easy_pointer(easy, CURLOPT_PRIVATE, me)
    _ = marsad_easy_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
    _ = marsad_easy_data_callback(easy, CURLOPT_WRITEFUNCTION, onBody)
    _ = marsad_easy_pointer(easy, CURLOPT_WRITEDATA, me)
    _ = marsad_easy_data_callback(easy, CURLOPT_HEADERFUNCTION, onHeader)
    _ = marsad_easy_pointer(easy, CURLOPT_HEADERDATA, me)
    _ = marsad_easy_socket_callback(easy, onOpenSocket)
    _ = marsad_easy_pointer(easy, CURLOPT_OPENSOCKETDATA, me)
    _ = marsad_easy_prereq_callback(easy, onRequest)
    _ = marsad_easy_pointer(easy, CURLOPT_PREREQDATA, me)
    _ = marsad_easy_long(easy, CURLOPT_NOSIGNAL, 1)
    _ = marsad_easy_long(easy, CURLOPT_FOLLOWLOCATION, 0)
    _ = marsad_easy_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = marsad_easy_string(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    _ = marsad_easy_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // Every coding that this libcurl knows.
    _ = marsad_easy_string(easy, CURLOPT_ACCEPT_ENCODING, "")
    // A folder of certificates would keep libcurl from caching the parsed store.
    _ = marsad_easy_string(easy, CURLOPT_CAPATH, nil)
    if let file = key.certificateFile { _ = marsad_easy_string(easy, CURLOPT_CAINFO, file) }
    if let client = key.clientCertificate {
      _ = marsad_easy_string(easy, CURLOPT_SSLCERT, client.certificateFile)
      _ = marsad_easy_string(easy, CURLOPT_SSLKEY, client.keyFile)
    }
    // The empty text also keeps the environment's proxies out.
    _ = marsad_easy_string(easy, CURLOPT_PROXY, key.proxy ?? "")
    _ = marsad_easy_string(easy, CURLOPT_NOPROXY, "")
    if let resolves { _ = marsad_easy_list(easy, CURLOPT_RESOLVE, resolves) }
  }

  /// One header line, its line end included. False ends the transfer.
  fileprivate func take(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
    sawFirstByte = true
    headerBytes += line.count
    guard headerBytes <= bounds.headerBytes else { return stop(.headersTooLarge) }
    if line.count >= 5, line[0] == 0x48, line[1] == 0x54, line[2] == 0x54, line[3] == 0x50,
      line[4] == 0x2F
    {
      // A new block: the answer after an interim one.
      headers.removeAll(keepingCapacity: true)
      contentLength = nil
      status = info(CURLINFO_RESPONSE_CODE)
      return true
    }
    guard let colon = line.firstIndex(of: 0x3A), colon > 0 else {
      // The empty line, but not that of an interim answer.
      if line.count <= 2, status >= 200 { headIsWhole = true }
      return true
    }
    headerLines += 1
    guard headerLines <= bounds.headerCount else { return stop(.tooManyHeaders) }
    // Fields after the body are counted, not kept.
    guard !bodyHasBegun else { return true }
    var end = line.count
    while end > colon + 1, line[end - 1] <= 0x20 { end -= 1 }
    var start = colon + 1
    while start < end, line[start] == 0x20 || line[start] == 0x09 { start += 1 }
    let header = HTTPHeader(
      String(decoding: line[..<colon], as: UTF8.self),
      String(decoding: line[start..<end], as: UTF8.self))
    if colon == 14, header.isNamed("content-length") {
      let length = Int(header.value)
      if headers.contains(where: { $0.isNamed("content-length") }), length != contentLength {
        return stop(.differingLengths)
      }
      contentLength = length
    }
    if headers.isEmpty { headers.reserveCapacity(12) }
    headers.append(header)
    return true
  }

  /// Decoded bytes of the body. False ends the transfer.
  fileprivate func take(bodyBytes bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if !bodyHasBegun {
      bodyHasBegun = true
      body = buffers.take()
      // No more than what is not counted: a length is a promise of the other side's.
      let expected = min(contentLength ?? 0, bounds.bodyBytes, BodyMemory.free)
      if expected > bytes.count { body.reserveCapacity(expected) }
    }
    if bounds.skipsRedirectBody, (300..<400).contains(status) {
      return wireBytes <= 65_536 || stop(.cut)
    }
    let room = bounds.bodyBytes - body.count
    guard bytes.count <= room else {
      if bounds.cutsBody {
        body.append(contentsOf: bytes.prefix(room))
        return stop(.cut)
      }
      dropBody()
      return stop(.tooLarge)
    }
    guard hasRoom(for: body.count + bytes.count) else {
      dropBody()
      return stop(.crowded)
    }
    body.append(contentsOf: bytes)
    // libcurl counts a piece after handing it on: one read of slack.
    if body.count > 1 << 20, body.count / bounds.expansion > wireBytes + 16_384 {
      dropBody()
      return stop(.expands)
    }
    return true
  }

  /// Takes memory for a body of this size, in growing steps.
  private func hasRoom(for count: Int) -> Bool {
    guard count > max(BodyMemory.free, shareBytes), let job, job.request.purpose != .webhook
    else { return true }
    let wanted = min(max(2 * shareBytes, 2 * BodyMemory.free, count), max(bounds.bodyBytes, count))
    guard memory.take(wanted - shareBytes, for: job.id) else { return false }
    shareBytes = wanted
    return true
  }

  /// Whether a socket to this address may be opened. Says why not.
  fileprivate func admits(_ address: UnsafePointer<sockaddr>) -> Bool {
    guard guardsSockets else { return true }
    guard let bytes = AddressText.bytes(of: address) else {
      _ = stop(.addressRefused("an address that is neither IPv4 nor IPv6"))
      return false
    }
    if AddressGuard.allows(bytes, allowPrivate: allowPrivate) { return true }
    _ = stop(.addressRefused(AddressText.text(bytes)))
    return false
  }

  /// The same for a connection that is about to carry a request, new or kept.
  fileprivate func admits(text: String) -> Bool {
    guard guardsSockets else { return true }
    if let bytes = AddressText.bytes(text),
      AddressGuard.allows(bytes, allowPrivate: allowPrivate)
    {
      return true
    }
    return stop(.addressRefused(text))
  }

  private func stop(_ reason: Abort) -> Bool {
    abort = reason
    return false
  }
}

// The pointers that libcurl hands back are those of `setConstants`: live transfers, on the
// engine's thread, for the length of the call.

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func bytes(
  _ data: UnsafeMutablePointer<CChar>?, _ count: Int
) -> UnsafeBufferPointer<UInt8> {
  UnsafeBufferPointer(
    start: UnsafeRawPointer(data)?.assumingMemoryBound(to: UInt8.self), count: count)
}

private let onBody: marsad_data_callback = { data, size, count, context in
  let length = size * count
  guard length > 0 else { return 0 }
  return transfer(context)?.take(bodyBytes: bytes(data, length)) == true ? length : 0
}

private let onHeader: marsad_data_callback = { data, size, count, context in
  let length = size * count
  guard length > 0 else { return 0 }
  return transfer(context)?.take(headerLine: bytes(data, length)) == true ? length : 0
}

private let onOpenSocket: curl_opensocket_callback = { context, _, address in
  guard let address, let transfer = transfer(context) else { return marsad_socket_bad() }
  let isAdmitted = withUnsafePointer(to: &address.pointee.addr) { transfer.admits($0) }
  guard isAdmitted else { return marsad_socket_bad() }
  let descriptor = socket(
    address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
    address.pointee.protocol)
  if descriptor >= 0, OpenFiles.leavesRoom(descriptor) { return descriptor }
  if descriptor >= 0 || errno == EMFILE || errno == ENFILE { transfer.abort = .outOfFiles }
  if descriptor >= 0 { close(descriptor) }
  return marsad_socket_bad()
}

private let onRequest: curl_prereq_callback = { context, remote, _, _, _ in
  guard let remote, let transfer = transfer(context), transfer.admits(text: String(cString: remote))
  else { return CURL_PREREQFUNC_ABORT }
  return CURL_PREREQFUNC_OK
}
