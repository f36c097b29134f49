internal import CCurl

/// What a failed transfer means, from libcurl's code and what the callbacks saw.
enum TransferFailure {
  /// CURLE_TOO_LARGE, which older headers do not name.
  private static let tooLarge = CURLcode(rawValue: 100)

  static func reason(_ transfer: Transfer, _ code: CURLcode, _ job: Job) -> FetchError.Reason {
    let limits = job.request.settings.limits
    switch transfer.abort {
    case .tooLarge: return .tooLarge(limitBytes: limits.responseBytes)
    case .expands: return .expands(limit: limits.expansion)
    case .headersTooLarge: return .headersTooLarge(limitBytes: limits.headerBytes)
    case .tooManyHeaders: return .tooManyHeaders(limit: limits.headerCount)
    case .differingLengths: return .brokenProtocol("two Content-Length fields differ")
    case .addressRefused(let address) where refusesAddress(code): return .refusedAddress(address)
    case .outOfFiles: return .outOfFiles
    case .addressRefused, .crowded, .cut, nil: break
    }
    let detail = String(transfer.failureText.prefix(200))
    let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
    if let reason = ofConnection(code, text, host: job.target.host) { return reason }
    switch code {
    case CURLE_OPERATION_TIMEDOUT:
      let isConnected = transfer.duration(CURLINFO_PRETRANSFER_TIME_T) > .zero
      return !isConnected && job.spent + .milliseconds(20) < limits.total
        ? .timedOut(.connect, after: limits.connect) : .timedOut(.total, after: limits.total)
    case CURLE_FILESIZE_EXCEEDED: return .tooLarge(limitBytes: limits.responseBytes)
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR: return .brokenEncoding(text)
    case CURLE_OUT_OF_MEMORY, tooLarge:
      // So libcurl calls a header line or a sum of headers past its own limits.
      return transfer.bodyHasBegun || transfer.duration(CURLINFO_PRETRANSFER_TIME_T) == .zero
        ? .engine(text) : .headersTooLarge(limitBytes: limits.headerBytes)
    default: return .brokenProtocol(text)
    }
  }

  /// What went wrong before anything was said, whatever was to be said; nil for all else.
  static func ofConnection(
    _ code: CURLcode, _ text: String, host: String
  ) -> FetchError.Reason? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .unknownHost(host)
    case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: return .connect(text)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxy(text)
    case CURLE_URL_MALFORMAT: return .badURL(text)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
      CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_SHUTDOWN_FAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_CLIENTCERT:
      return .tls(text)
    case CURLE_FAILED_INIT, CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT,
      CURLE_UNKNOWN_OPTION:
      return .engine(text)
    default: return nil
    }
  }

  /// Refusing some of a name's addresses is no failure; refusing the last one is.
  private static func refusesAddress(_ code: CURLcode) -> Bool {
    code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK
      || code == CURLE_OPERATION_TIMEDOUT
  }
}
