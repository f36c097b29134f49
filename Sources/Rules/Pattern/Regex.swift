internal import CPCRE2
internal import Text

/// A compiled PCRE2 pattern over UTF-8, with bounded cost.
///
/// `@unchecked Sendable`: the compiled code is never written after `init` (PCRE2 documents it as
/// safe to share between threads), is freed only in `deinit`, and all that a match writes is made
/// for that call.
final class Regex: @unchecked Sendable {
  /// What a search gave.
  enum Result: Equatable {
    /// Byte ranges, none empty.
    case found([Range<Int>])
    /// The limit of steps or memory was reached.
    case gaveUp
  }

  struct Refusal: Error, Equatable {
    var message: String
    /// Unicode scalars into the expression.
    var offset: Int
  }

  private let code: OpaquePointer
  private let steps: Int

  init(_ expression: String, steps: Int) throws(Refusal) {
    var bytes = Array(expression.utf8)
    let count = bytes.count
    bytes.append(0)
    var error: Int32 = 0
    var offset = 0
    let options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C
    let compiled = bytes.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, count, UInt32(options), &error, &offset, nil)
    }
    guard let compiled else {
      let read = String(decoding: bytes[0..<min(offset, count)], as: UTF8.self)
      throw Refusal(message: Self.message(error), offset: read.unicodeScalars.count)
    }
    code = compiled
    self.steps = steps
  }

  deinit { pcre2_code_free_8(code) }

  /// The first `limit` matches. Empty matches are passed over.
  func matches(in text: [UInt8], limit: Int) -> Result {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return .gaveUp }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { return .gaveUp }
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, UInt32(clamping: steps))
    pcre2_set_depth_limit_8(context, UInt32(clamping: steps))
    pcre2_set_heap_limit_8(context, 20_000)
    var found: [Range<Int>] = []
    var at = 0
    var emptyMatches = 0
    while at <= text.count && found.count < limit {
      let count = text.withUnsafeBufferPointer { buffer -> Int32 in
        var none: UInt8 = 0
        return withUnsafePointer(to: &none) {
          pcre2_match_8(
            code, buffer.baseAddress ?? $0, buffer.count, at, UInt32(PCRE2_NO_UTF_CHECK), data,
            context)
        }
      }
      if count == PCRE2_ERROR_NOMATCH { break }
      guard count >= 0, let ends = pcre2_get_ovector_pointer_8(data) else {
        return found.isEmpty ? .gaveUp : .found(found)
      }
      let start = ends[0]
      let end = ends[1]
      if end > start {
        found.append(start..<end)
        at = end
      } else {
        // On to the next scalar; a pattern that matches nothing everywhere is not followed for long.
        emptyMatches += 1
        if emptyMatches > 10_000 { break }
        at = max(at, end) + 1
        while at < text.count && text[at] & 0xC0 == 0x80 { at += 1 }
      }
    }
    return .found(found)
  }

  private static func message(_ error: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = buffer.withUnsafeMutableBufferPointer {
      pcre2_get_error_message_8(error, $0.baseAddress, $0.count)
    }
    return length > 0
      ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "error \(error)"
  }
}
