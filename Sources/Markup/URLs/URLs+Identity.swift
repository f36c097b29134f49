extension URLs {
  /// A key under which an article's addresses meet: without scheme, `www.` and `amp.`, default port,
  /// fragment, trailing slash, index page, the marks of AMP and print versions and tracking
  /// parameters; percent-encoding in one form, the other parameters sorted. Two articles must never share it, so everything else stays. It is no
  /// address to fetch.
  package static func normalised(_ url: String) -> String {
    if let key = plainKey(url.utf8.span) { return key }
    var bytes = Array(url.utf8)
    if let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    {
      bytes = Array(bytes[first...last])
    }
    let parts = URLParts(bytes)
    guard parts.isHTTP, let host = parts.host, !host.isEmpty else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var key = hostKey(host)
    if let port = parts.port, !port.elementsEqual("80".utf8), !port.elementsEqual("443".utf8) {
      key.append(UInt8(ascii: ":"))
      key += port
    }
    var query = queryParameters(parts.query)
    key += pathKey(parts.path, query: &query)
    if let fragment = parts.fragment, fragment.first == UInt8(ascii: "!") {
      // Old single-page sites name the article in the fragment.
      query.append([UInt8(ascii: "#")] + fragment)
    }
    if !query.isEmpty {
      key.append(UInt8(ascii: "?"))
      key += query.sorted { $0.lexicographicallyPrecedes($1) }
        .joined(separator: CollectionOfOne(UInt8(ascii: "&")))
    }
    return String(decoding: key, as: UTF8.self)
  }

  private static func hostKey(_ host: [UInt8]) -> [UInt8] {
    var rest = host[...]
    if rest.last == UInt8(ascii: ".") { rest = rest.dropLast() }
    for prefix in ["www.", "amp."] where rest.starts(with: prefix.utf8) {
      let without = rest.dropFirst(prefix.utf8.count)
      if without.contains(UInt8(ascii: ".")) { rest = without }
    }
    return Array(rest)
  }

  private static func pathKey(_ path: [UInt8], query: inout [[UInt8]]) -> [UInt8] {
    var segments = canonical(URLParts.removeDots(path))
      .split(separator: UInt8(ascii: "/")).map(Array.init)
    if let last = segments.last, indexPages.contains(String(decoding: last, as: UTF8.self)) {
      segments.removeLast()
    }
    if segments.count > 1, let first = segments.first, TwinMarks.isSegment(first.span) {
      segments.removeFirst()
    }
    if segments.count > 1, let last = segments.last, TwinMarks.isSegment(last.span) {
      segments.removeLast()
    }
    if let last = segments.last, let mark = TwinMarks.ending(last.span) {
      let html = 5
      segments[segments.count - 1] = last.dropLast(html + mark) + last.suffix(html)
    }
    query.removeAll { TwinMarks.isParameter($0.span) }
    return segments.flatMap { [UInt8(ascii: "/")] + $0 }
  }

  static let indexPages: Set<String> = [
    "index.html", "index.htm", "index.php", "default.aspx", "default.asp",
  ]

  private static func queryParameters(_ query: [UInt8]?) -> [[UInt8]] {
    guard let query else { return [] }
    return query.split { $0 == UInt8(ascii: "&") }.map { canonical(Array($0)) }
      .filter { parameter in
        !isTracking(Array(parameter.prefix { $0 != UInt8(ascii: "=") }).span)
      }
  }

  /// Parameters that say where a reader came from, never which article is meant.
  static func isTracking(_ name: Span<UInt8>) -> Bool {
    trackingPrefixes.contains { name.holdsFolded($0, at: 0) }
      || (name.count <= 20 && trackingNames.contains(String(wellFormed: name).lowercased()))
  }

  private static let trackingPrefixes: [StaticString] = [
    "utm_", "utm-", "pk_", "mtm_", "matomo_", "hsa_", "at_medium", "at_campaign", "at_custom",
    "at_link", "at_ptr", "at_bbc", "at_format", "__twitter_", "_hs", "fb_action", "fb_ref",
    "fb_source", "wt.",
    "vero_",
  ]

  private static let trackingNames: Set<String> = [
    "fbclid", "gclid", "dclid", "gclsrc", "gbraid", "wbraid", "msclkid", "yclid", "ysclid",
    "twclid", "igshid", "igsh",
    "ttclid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "cmpid", "ncid", "ocid", "smid",
    "smtyp", "sref",
    "xtor", "__cf_chl_tk", "_ga", "_gl", "s_cid", "wtrid", "wickedid",
    "srsltid",
    "guccounter", "guce_referrer", "guce_referrer_sig",

    "ref_src", "ref_url", "fromrss", "from_rss", "feedtype", "mibextid", "epik", "_openstat",
    "erid",
    "echobox",
  ]

  /// Percent-encoding in one form: what needs none is decoded, the rest has capital digits.
  private static func canonical(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "%"), at + 2 < bytes.count, let high = bytes[at + 1].hexValue,
        let low = bytes[at + 2].hexValue
      {
        let value = high << 4 | low
        if value.isURLUnreserved { text.append(value) } else { appendPercent(value, to: &text) }
        at += 3
      } else {
        if byte <= 0x20 || byte >= 0x7F {
          appendPercent(byte, to: &text)
        } else {
          text.append(byte)
        }
        at += 1
      }
    }
    return text
  }
}

extension UInt8 {
  /// Letters, digits, `-`, `.`, `_`, `~` (RFC 3986 §2.3).
  fileprivate var isURLUnreserved: Bool {
    isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
  }
}
