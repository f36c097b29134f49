/// Finds out a document's encoding and turns it into UTF-8.
package enum TextDecoding {
  package enum Kind: Sendable { case html, xml }

  /// The bytes as valid UTF-8, always. In this order: byte order mark; bytes that are plainly UTF-8
  /// whatever was declared; the `charset` of the Content-Type header; the XML declaration or
  /// `meta`; the bytes' own pattern; windows-1252. Names are read as WHATWG Encoding says
  /// (`iso-8859-1` is windows-1252). A claim that the bytes contradict is dropped. In XML, control
  /// signs 80–9F hex are what windows-1252 has there: nobody means anything else by them. What was
  /// encoded twice is decoded twice.
  package static func decode(_ bytes: [UInt8], contentType: String?, kind: Kind) -> Decoded {
    var decoded = decodedAsStated(bytes, contentType: contentType, kind: kind)
    if kind == .xml, let repaired = Windows1252.withoutControls(decoded.utf8) {
      decoded.utf8 = repaired
    }
    if let meant = TwiceEncoded.repaired(decoded.utf8) {
      decoded.utf8 = meant.utf8
      decoded.takenFor = meant.taken
    }
    return decoded
  }

  private static func decodedAsStated(
    _ bytes: [UInt8], contentType: String?, kind: Kind
  ) -> Decoded {
    if let marked = byteOrderMark(bytes) {
      return transcode(bytes, from: marked.length, as: marked.encoding, evidence: .byteOrderMark)
    }
    let header = contentType.flatMap(charset(inContentType:))
    let inside = EncodingDeclaration.find(in: bytes, kind: kind)
    var claims: [(label: String, evidence: Decoded.Evidence)] = []
    if let header { claims.append((header, .header)) }
    if let inside { claims.append((inside, .declaration)) }
    let first = claims.first?.label

    if let wide = EncodingGuess.wide(bytes) {
      return transcode(bytes, from: 0, as: wide, evidence: .bytes).claimed(first)
    }
    let count = UTF8Census(bytes)
    if count.errors == 0, !count.hasEscapes {
      var decoded = utf8(bytes, from: 0, errors: 0, evidence: .bytes)
      if let claim = claims.first(where: { EncodingLabels.name($0.label) == "utf-8" }) {
        decoded.evidence = claim.evidence
      }
      if count.multibyte > 0 || first.map({ EncodingLabels.name($0) == nil }) == true {
        return decoded.claimed(first)
      }
      return decoded
    }
    // A few broken bytes do not make UTF-8 another encoding.
    if count.isMostlyUTF8 {
      return utf8(bytes, from: 0, errors: count.errors, evidence: .bytes).claimed(first)
    }
    for claim in claims {
      guard let name = EncodingLabels.name(claim.label), name != "utf-8",
        !name.hasPrefix("utf-16"), !name.hasPrefix("utf-32")
      else { continue }
      // What claims to be western but is an Arabic or Cyrillic page is a server's default.
      if name == "windows-1252", let better = EncodingGuess.legacy(bytes), better != name {
        return transcode(bytes, from: 0, as: better, evidence: .bytes).claimed(first)
      }
      let decoded = transcode(bytes, from: 0, as: name, evidence: claim.evidence)
      if decoded.errors * 20 <= count.high { return decoded.claimed(first) }
    }
    if let guessed = EncodingGuess.legacy(bytes) {
      return transcode(bytes, from: 0, as: guessed, evidence: .bytes).claimed(first)
    }
    if claims.contains(where: { EncodingLabels.name($0.label) == "utf-8" }), count.multibyte > 0 {
      return utf8(bytes, from: 0, errors: count.errors, evidence: .declaration)
    }
    return transcode(bytes, from: 0, as: "windows-1252", evidence: .assumed).claimed(first)
  }

  /// The `charset` parameter of a Content-Type, or nil.
  package static func charset(inContentType value: String) -> String? {
    let bytes = Array(value.utf8)
    guard let at = bytes.foldedPlace(of: "charset", from: 0, to: bytes.count) else { return nil }
    var rest = bytes[(at + 7)...]
    rest = rest.drop { $0.isMarkupSpace }
    guard rest.first == UInt8(ascii: "=") else { return nil }
    rest = rest.dropFirst().drop {
      $0.isMarkupSpace || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'")
    }
    let label = rest.prefix {
      !$0.isMarkupSpace && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\"")
        && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: ",")
    }
    return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
  }

  private static func byteOrderMark(_ bytes: [UInt8]) -> (encoding: String, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
    if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return ("utf-32be", 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  private static func transcode(
    _ bytes: [UInt8], from start: Int, as encoding: String, evidence: Decoded.Evidence
  ) -> Decoded {
    if encoding == "utf-8" {
      let count = UTF8Census(start == 0 ? bytes : Array(bytes[start...]))
      return utf8(bytes, from: start, errors: count.errors, evidence: evidence)
    }
    let result = Iconv.utf8(bytes, from: start, encoding: encoding)
    return Decoded(
      utf8: withoutNUL(result.bytes), encoding: encoding, evidence: evidence, wrongClaim: nil,
      errors: result.errors)
  }

  private static func utf8(
    _ bytes: [UInt8], from start: Int, errors: Int, evidence: Decoded.Evidence
  ) -> Decoded {
    let body = start == 0 ? bytes : Array(bytes[start...])
    let valid = errors == 0 ? body : UTF8Repair.repaired(body)
    return Decoded(
      utf8: withoutNUL(valid), encoding: "utf-8", evidence: evidence, wrongClaim: nil,
      errors: errors)
  }

  /// NUL stops C code and hides words; no text has it.
  private static func withoutNUL(_ bytes: [UInt8]) -> [UInt8] {
    bytes.place(of: 0, from: 0, to: bytes.count) == bytes.count ? bytes : bytes.filter { $0 != 0 }
  }
}

extension Decoded {
  /// Notes what was claimed, if it was something else.
  fileprivate func claimed(_ label: String?) -> Decoded {
    guard let label, EncodingLabels.name(label) != encoding else { return self }
    var copy = self
    copy.wrongClaim = label
    return copy
  }
}
