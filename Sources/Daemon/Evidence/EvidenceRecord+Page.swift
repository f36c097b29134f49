internal import Alerts
internal import Fetch
internal import State

extension EvidenceRecord {
  /// What an article was read from, or what stood in its place when it was gone.
  init(_ page: ArticlePass.FeedPage) {
    self.init(
      sha256: Digest.hex(Digest.sha256(page.bytes)), url: page.url, fetched: page.fetched,
      status: page.status, headers: HeaderLines.text(page.headers),
      request: HeaderLines.text(page.request), bytes: page.bytes)
  }
}

/// Header fields as evidence keeps them: one a line.
enum HeaderLines {
  static func text(_ fields: [HTTPHeader]) -> String {
    fields.map { "\(oneLine($0.name)): \(oneLine($0.value))" }.joined(separator: "\n")
  }

  /// Control characters would make more fields of one.
  static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: isControl) else { return text }
    return String(decoding: text.utf8.map { isControl($0) ? 0x20 : $0 }, as: UTF8.self)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && byte != 0x09 || byte == 0x7F
  }
}
