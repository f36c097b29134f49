internal import CCurl

/// The header lines of a request as libcurl takes them.
enum RequestLines {
  /// The first of the caller's headers that would break the request, by its name.
  static func badHeader(_ request: FetchRequest) -> String? {
    for header in request.headers {
      if header.name.isEmpty
        || header.name.utf8.contains(where: { $0 <= 0x20 || $0 >= 0x7F || $0 == 0x3A })
        || isBroken(header.value)
      {
        return String(header.name.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F })
      }
    }
    if let etag = request.validators?.etag, isBroken(etag) { return "If-None-Match" }
    if let date = request.validators?.lastModified, isBroken(date) { return "If-Modified-Since" }
    switch request.login {
    case .bearer(let token) where isBroken(token): return "Authorization"
    default: return nil
    }
  }

  /// The lines for a job's present hop.
  static func make(_ job: Job) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    if let validators = job.request.validators {
      if let etag = validators.etag {
        list = curl_slist_append(list, "If-None-Match: \(etag)")
      }
      if let date = validators.lastModified {
        list = curl_slist_append(list, "If-Modified-Since: \(date)")
      }
    }
    let isHome = job.isOnFirstHost
    for header in job.request.headers where isHome || header.isForAnyHost {
      let line = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
      list = curl_slist_append(list, line)
    }
    if isHome, let login = job.login {
      list = curl_slist_append(list, "Authorization: \(login.authorization)")
    }
    if job.request.body != nil {
      // No wait for "100 Continue".
      list = curl_slist_append(list, "Expect:")
    }
    return list
  }

  private static func isBroken(_ value: String) -> Bool {
    value.utf8.contains { $0 == 0x0A || $0 == 0x0D || $0 == 0 }
  }
}

extension Login {
  /// The field's value (RFC 7617, RFC 6750).
  var authorization: String {
    switch self {
    case .basic(let user, let password): "Basic " + Base64.text(Array("\(user):\(password)".utf8))
    case .bearer(let token): "Bearer " + token
    }
  }
}

/// RFC 4648 §4.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes.count - start
      let group =
        UInt32(bytes[start]) << 16 | (rest > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[start + 2]) : 0)
      result.append(alphabet[Int(group >> 18)])
      result.append(alphabet[Int(group >> 12 & 63)])
      result.append(rest > 1 ? alphabet[Int(group >> 6 & 63)] : 0x3D)
      result.append(rest > 2 ? alphabet[Int(group & 63)] : 0x3D)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
