/// One line of a stranger's text as it grows: white space folded, what is no visible sign escaped.
struct SafeLine {
  /// Scalars after which it ends in `…`.
  let limit: Int
  private var shown = String.UnicodeScalarView()
  private var count = 0
  /// At the line's start there is none to be folded.
  private var hasText = false
  private var isSpacePending = false
  private var isCut = false

  init(limit: Int) { self.limit = limit }

  /// False once the line is full.
  ///
  /// - Parameter shown: what stands for it, where it is a sign of the language it goes into.
  mutating func add(_ scalar: Unicode.Scalar, as shown: String? = nil) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029:
      isSpacePending = hasText
      return true
    default: break
    }
    guard count + (isSpacePending ? 1 : 0) < limit else {
      isCut = true
      return false
    }
    space()
    if SafeDisplay.isUnsafe(scalar) {
      self.shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else if let shown {
      self.shown.append(contentsOf: shown.unicodeScalars)
    } else {
      self.shown.append(scalar)
    }
    hasText = true
    count += 1
    return true
  }

  /// Adds signs of ours, which are not escaped and do not count.
  mutating func add(ours text: String) {
    space()
    shown.append(contentsOf: text.unicodeScalars)
  }

  private mutating func space() {
    guard isSpacePending else { return }
    shown.append(" ")
    count += 1
    isSpacePending = false
  }

  var text: String { String(shown) + (isCut ? "…" : "") }
}
