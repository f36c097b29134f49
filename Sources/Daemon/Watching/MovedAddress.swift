/// Where a source has moved for good. A permanent redirect (301, 308) that several polls in a row
/// found alike is remembered, and the source is asked there; when that place fails it is forgotten.
/// A pure value.
struct MovedAddress: Equatable, Sendable {
  static let pollsToBelieve = 3

  /// Asked in place of the configured address.
  private(set) var current: String?
  private var candidate: String?
  private var seen = 0

  init(_ current: String? = nil) { self.current = current }

  /// The source was asked at its configured address and read.
  ///
  /// - Returns: the new place, when it is believed from now on.
  mutating func read(permanentRedirect: String?) -> String? {
    guard let place = permanentRedirect else {
      candidate = nil
      seen = 0
      return nil
    }
    seen = place == candidate ? seen + 1 : 1
    candidate = place
    guard seen >= Self.pollsToBelieve else { return nil }
    current = place
    candidate = nil
    seen = 0
    return place
  }

  /// The new place failed: back to the configured address.
  mutating func failed() {
    current = nil
    candidate = nil
    seen = 0
  }
}
