internal import Foundation
internal import Markup

/// The next page of an article that is cut into several.
///
/// Pages say `next` of the next article too, so only an address counts that is the article's own with
/// the number of the part: `/story/2/`, `/story/page/2`, `/story?page=2`, `/story-2.html`.
struct NextPart {
  let page: PageOutline
  let head: PageHead
  /// The page that was read.
  let url: String

  /// - Parameters:
  ///   - base: the address of the first part.
  ///   - part: the number of the part that was read, from 1 on.
  func find(base: String, part: Int) -> String? {
    // Most pages hold no address that could be it: then none is made to compare with.
    lazy var wanted = Set(Self.addresses(of: part + 1, base: base).map(URLs.normalised))
    if let next = head.next, wanted.contains(URLs.normalised(next)) { return next }
    for position in 0..<page.count where page.names[position] == .a {
      guard let href = page.attribute(.href, position), href.utf8.count <= 2_000,
        Self.mayEnd(href, in: part + 1), let address = URLs.resolve(href, base: url),
        URLs.isHTTP(address),
        wanted.contains(URLs.normalised(address))
      else { continue }
      return address
    }
    return nil
  }

  /// Whether the last number near an address's end is that of the part: few are, and no other need be
  /// looked at closely.
  private static func mayEnd(_ href: String, in part: Int) -> Bool {
    var number = 0
    var scale = 1
    var skipped = 0
    for byte in href.utf8.reversed() {
      if (0x30...0x39).contains(byte) {
        guard scale < 1_000 else { return false }
        number += Int(byte - 0x30) * scale
        scale *= 10
      } else if scale > 1 {
        break
      } else {
        skipped += 1
        if skipped > 60 { return false }
      }
    }
    return scale > 1 && number == part
  }

  private static let words = ["page", "seite", "pagina", "part", "صفحة"]
  private static let parameters = ["page", "pg", "pn", "pagenum", "page_num", "seite", "part"]

  /// The addresses that a part may have.
  static func addresses(of part: Int, base: String) -> [String] {
    guard var parts = URLComponents(string: base), parts.host != nil else { return [] }
    parts.fragment = nil
    let path = parts.percentEncodedPath
    let query = parts.percentEncodedQuery
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    // The root of a site is a front page; its second page holds older articles.
    guard !trimmed.isEmpty else { return [] }
    var found: [String] = []
    func add(path: String, query: String?) {
      parts.percentEncodedPath = path
      parts.percentEncodedQuery = query
      if let address = parts.string { found.append(address) }
    }
    add(path: "\(trimmed)/\(part)", query: query)
    for word in words {
      let escaped = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? word
      add(path: "\(trimmed)/\(escaped)/\(part)", query: query)
      add(path: "\(trimmed)/\(escaped)-\(part)", query: query)
    }
    for name in parameters {
      let pair = "\(name)=\(part)"
      add(path: path, query: query.map { "\($0)&\(pair)" } ?? pair)
      add(path: path, query: query.map { "\(pair)&\($0)" } ?? pair)
    }
    if let dot = trimmed.lastIndex(of: "."), let slash = trimmed.lastIndex(of: "/"), slash < dot {
      for sign in ["-", "_", ",", "."] {
        add(path: "\(trimmed[..<dot])\(sign)\(part)\(trimmed[dot...])", query: query)
      }
    }
    return found
  }
}
