internal import CCurl

/// A URL as libcurl understands it: the one parser that judges and connects. Http and https alone.
struct WebTarget: Equatable {
  /// Normalised, without user part and fragment.
  var url: String
  var isSecure: Bool
  /// Lower case.
  var host: String
  var port: Int
  /// With the query, as in the request line.
  var path: String
  var userPart: Login?

  /// What pacing and TLS sessions go by.
  var hostKey: String
  var origin: String { (isSecure ? "https://" : "http://") + hostKey }

  /// The longest URL that is taken.
  static let longest = 8192

  /// Reads an absolute URL, or one relative to `base`.
  static func parse(_ text: String, base: WebTarget? = nil) throws(BadURL) -> WebTarget {
    guard text.utf8.count <= longest else { throw BadURL(detail: "longer than \(longest) bytes") }
    guard let handle = curl_url() else { throw BadURL(detail: "out of memory") }
    defer { curl_url_cleanup(handle) }
    if let base {
      guard curl_url_set(handle, CURLUPART_URL, base.url, 0) == CURLUE_OK else {
        throw BadURL(detail: "no base")
      }
    }
    let flags = UInt32(CURLU_URLENCODE) | UInt32(CURLU_NON_SUPPORT_SCHEME)
    let result = curl_url_set(handle, CURLUPART_URL, text, flags)
    guard result == CURLUE_OK else { throw BadURL(detail: reason(result)) }
    _ = curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)
    guard let scheme = part(handle, CURLUPART_SCHEME), scheme == "http" || scheme == "https" else {
      throw BadURL(detail: "its scheme is neither http nor https")
    }
    var login: Login?
    if let user = part(handle, CURLUPART_USER, flags: UInt32(CURLU_URLDECODE)) {
      let password = part(handle, CURLUPART_PASSWORD, flags: UInt32(CURLU_URLDECODE)) ?? ""
      login = .basic(user: user, password: password)
      _ = curl_url_set(handle, CURLUPART_USER, nil, 0)
      _ = curl_url_set(handle, CURLUPART_PASSWORD, nil, 0)
    }
    guard let host = part(handle, CURLUPART_HOST), !host.isEmpty,
      part(handle, CURLUPART_ZONEID) == nil
    else { throw BadURL(detail: "it has no usable host") }
    guard let portText = part(handle, CURLUPART_PORT, flags: UInt32(CURLU_DEFAULT_PORT)),
      let port = Int(portText), (1...65535).contains(port)
    else { throw BadURL(detail: "its port is no number from 1 to 65535") }
    guard let url = part(handle, CURLUPART_URL), let path = part(handle, CURLUPART_PATH) else {
      throw BadURL(detail: "it cannot be put together")
    }
    let query = part(handle, CURLUPART_QUERY).map { "?" + $0 } ?? ""
    let lowered = host.lowercased()
    return WebTarget(
      url: url, isSecure: scheme == "https", host: lowered, port: port, path: path + query,
      userPart: login, hostKey: "\(lowered):\(port)")
  }

  /// The text without what may be secret in it, for errors about URLs that cannot be read.
  static func withoutSecrets(_ text: String) -> String {
    let shown = text.prefix(200)
    guard let scheme = shown.range(ofASCII: "://") else {
      return shown.utf8.contains(0x40) ? "" : String(shown)
    }
    let rest = shown[scheme...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return String(shown) }
    return shown[..<scheme] + String(shown[shown.index(after: at)...])
  }

  private static func part(
    _ handle: OpaquePointer, _ what: CURLUPart, flags: UInt32 = 0
  ) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, what, &text, flags) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  private static func reason(_ code: CURLUcode) -> String {
    switch code {
    case CURLUE_BAD_PORT_NUMBER: "its port is no number from 1 to 65535"
    case CURLUE_NO_HOST, CURLUE_BAD_HOSTNAME, CURLUE_BAD_IPV6: "it has no usable host"
    case CURLUE_BAD_SCHEME, CURLUE_UNSUPPORTED_SCHEME: "its scheme is neither http nor https"
    default: "it is no URL (\(String(cString: curl_url_strerror(code))))"
    }
  }
}

/// Why a text is no URL that can be fetched.
struct BadURL: Error, Equatable {
  var detail: String
}

extension Substring {
  /// The index after the first `text`.
  fileprivate func range(ofASCII text: String) -> Index? {
    let pattern = Array(text.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= pattern.count else { return nil }
    for start in 0...(bytes.count - pattern.count)
    where bytes[start..<(start + pattern.count)].elementsEqual(pattern) {
      return utf8.index(startIndex, offsetBy: start + pattern.count)
    }
    return nil
  }
}
