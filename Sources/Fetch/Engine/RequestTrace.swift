internal import CCurl

/// The fields of a request as evidence tells them: those that were sent, in their order. Values that
/// may be secret are left out.
enum RequestTrace {
  /// What stands in the place of a value that is not told.
  static let withheld = "(withheld)"

  /// The fields of a job's present hop: what libcurl writes by itself, then ours.
  static func fields(_ job: Job) -> [HTTPHeader] {
    var fields = [
      HTTPHeader("Host", host(job.target)),
      HTTPHeader("User-Agent", job.request.settings.userAgent),
    ]
    let isHome = job.isOnFirstHost
    let own = job.request.headers.filter { isHome || $0.isForAnyHost }
    if !own.contains(where: { $0.isNamed("accept") }) { fields.append(HTTPHeader("Accept", "*/*")) }
    fields.append(HTTPHeader("Accept-Encoding", codings))
    if let etag = job.request.validators?.etag { fields.append(HTTPHeader("If-None-Match", etag)) }
    if let date = job.request.validators?.lastModified {
      fields.append(HTTPHeader("If-Modified-Since", date))
    }
    fields += own.map { field in
      harmless.contains { field.isNamed($0) } ? field : HTTPHeader(field.name, withheld)
    }
    if isHome, job.login != nil { fields.append(HTTPHeader("Authorization", withheld)) }
    return fields
  }

  /// Fields that nobody hides a key in; of others (Cookie, X-Api-Key) the name is enough.
  private static let harmless = [
    "accept", "accept-language", "cache-control", "dnt", "from", "pragma", "referer",
    "sec-gpc", "upgrade-insecure-requests",
  ]

  private static func host(_ target: WebTarget) -> String {
    target.port == (target.isSecure ? 443 : 80) ? target.host : target.hostKey
  }

  /// As libcurl asks for every coding that it knows.
  private static let codings: String = {
    let features = curl_version_info(CURLVERSION_FIRST)?.pointee.features ?? 0
    let known = [
      (CURL_VERSION_LIBZ, "deflate, gzip"), (CURL_VERSION_BROTLI, "br"),
      (CURL_VERSION_ZSTD, "zstd"),
    ]
    return known.filter { features & Int32($0.0) != 0 }.map(\.1).joined(separator: ", ")
  }()
}
