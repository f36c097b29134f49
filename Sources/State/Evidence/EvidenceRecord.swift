package import Foundation

/// The bytes a finding rests on, as they came (content coding undone), and how they were asked for.
package struct EvidenceRecord: Equatable, Sendable {
  /// Lower-case hexadecimal.
  package var sha256: String
  /// Where they came from, after redirects.
  package var url: String
  package var fetched: Date
  /// nil in files of before, which kept answers of status 200 alone.
  package var status: Int?
  /// The answer's header fields, one a line.
  package var headers: String
  /// The request's fields, one a line, without secrets; nil in files of before.
  package var request: String?
  package var bytes: [UInt8]

  package init(
    sha256: String, url: String, fetched: Date, status: Int? = nil, headers: String,
    request: String? = nil, bytes: [UInt8]
  ) {
    self.sha256 = sha256
    self.url = url
    self.fetched = fetched
    self.status = status
    self.headers = headers
    self.request = request
    self.bytes = bytes
  }
}

/// The body of evidence as the file keeps it.
struct EvidenceBody: Equatable {
  var bytes: [UInt8]
  /// What `bytes`, a zlib stream, unpack to; nil where they are the body itself.
  var size: Int?

  /// Packs a body, unless that gains nothing.
  init(of raw: [UInt8]) {
    var packed: [UInt8] = []
    if Zlib.deflate(raw, to: &packed, .pages), packed.count < raw.count {
      bytes = packed
      size = raw.count
    } else {
      bytes = raw
    }
  }

  init(stored bytes: [UInt8], size: Int?) {
    self.bytes = bytes
    self.size = size
  }

  /// The body; nil where what is stored is damaged.
  var unpacked: [UInt8]? {
    guard let size else { return bytes }
    return Zlib.inflated(bytes, count: size)
  }
}
