/// A document's bytes as UTF-8.
package struct Decoded: Equatable, Sendable {
  /// How sure the encoding is.
  package enum Evidence: String, Equatable, Sendable {
    case byteOrderMark, header, declaration, bytes, assumed
  }

  /// Valid UTF-8 without byte order mark and NUL.
  package var utf8: [UInt8]
  /// The encoding's WHATWG name in lower case: `utf-8`, `windows-1256`.
  package var encoding: String
  /// What the encoding was taken from.
  package var evidence: Evidence
  /// What the document itself claimed, when that was another encoding or an unknown one.
  package var wrongClaim: String?
  /// Bytes that mean nothing in the encoding; each is U+FFFD in `utf8`.
  package var errors: Int
  /// The encoding that its UTF-8 had been taken for before it was encoded again; `utf8` is what was
  /// meant.
  package var takenFor: String?

  package var hadErrors: Bool { errors > 0 }
}
