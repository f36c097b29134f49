internal import CPCRE2
internal import Text

/// A compiled PCRE2 pattern over UTF-8, with bounded cost.
///
/// PCRE2's own match limit begins anew at each place where a match may start, and does not see how
/// far a repeat runs, so that hostile text costs the limit times its length. Here the engine calls
/// back before each item of the pattern (`PCRE2_AUTO_CALLOUT`), and each call and each stretch of text
/// that was passed is taken from one budget.
///
/// `@unchecked Sendable`: the compiled code is never written after `init` (PCRE2 documents it as
/// safe to share between threads), is freed only in `deinit`, and all that a match writes is made
/// for that call.
final class Regex: @unchecked Sendable {
  /// What a search gave.
  enum Result: Equatable {
    /// Byte ranges, none empty.
    case found([Range<Int>])
    /// The budget or the limit of memory was used up.
    case gaveUp
  }

  struct Refusal: Error, Equatable {
    var message: String
    /// Unicode scalars into the expression.
    var offset: Int
  }

  /// What a search may still cost, and where it was last. One step is one item of the pattern tried
  /// at one place, or sixteen bytes passed.
  private struct Meter {
    var steps: Int
    var position = 0
  }

  /// What one call of the engine costs before its first item.
  private static let stepsOfCall = 8

  private let code: OpaquePointer

  init(_ expression: String) throws(Refusal) {
    var bytes = Array(expression.utf8)
    let count = bytes.count
    bytes.append(0)
    var error: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C) | PCRE2_AUTO_CALLOUT
    let compiled = bytes.withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, count, options, &error, &offset, nil)
    }
    guard let compiled else {
      let read = String(decoding: bytes[0..<min(offset, count)], as: UTF8.self)
      throw Refusal(message: Self.message(error), offset: read.unicodeScalars.count)
    }
    code = compiled
  }

  deinit { pcre2_code_free_8(code) }

  /// The first `limit` matches. Empty matches are passed over.
  ///
  /// - Parameter steps: what the search may cost; less what it cost when this returns.
  func matches(in text: [UInt8], limit: Int, steps: inout Int) -> Result {
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else { return .gaveUp }
    defer { pcre2_match_data_free_8(data) }
    guard let context = pcre2_match_context_create_8(nil) else { return .gaveUp }
    defer { pcre2_match_context_free_8(context) }
    pcre2_set_match_limit_8(context, UInt32(clamping: max(1, steps)))
    pcre2_set_depth_limit_8(context, UInt32(clamping: max(1, steps)))
    pcre2_set_heap_limit_8(context, 20_000)
    var meter = Meter(steps: steps)
    let result = withUnsafeMutablePointer(to: &meter) { meter in
      // The context with its pointer to the meter is used in this closure only.
      pcre2_set_callout_8(context, Self.charge, meter)
      return search(text, limit, data, context, meter)
    }
    steps = max(0, meter.steps)
    return result
  }

  private func search(
    _ text: [UInt8], _ limit: Int, _ data: OpaquePointer, _ context: OpaquePointer,
    _ meter: UnsafeMutablePointer<Meter>
  ) -> Result {
    var found: [Range<Int>] = []
    var at = 0
    while at <= text.count && found.count < limit {
      meter.pointee.steps -= Self.stepsOfCall
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
        // On to the next scalar.
        at = max(at, end) + 1
        while at < text.count && text[at] & 0xC0 == 0x80 { at += 1 }
      }
    }
    return .found(found)
  }

  /// Is called before each item of the pattern and ends the search when the budget is spent.
  private static let charge:
    @convention(c) (UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?) -> Int32 =
      { block, data in
        guard let position = block?.pointee.current_position,
          let meter = data?.assumingMemoryBound(to: Meter.self)
        else { return PCRE2_ERROR_CALLOUT }
        meter.pointee.steps -= 1 + abs(position - meter.pointee.position) / 16
        meter.pointee.position = position
        return meter.pointee.steps >= 0 ? 0 : PCRE2_ERROR_CALLOUT
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
