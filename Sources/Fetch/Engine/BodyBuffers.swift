/// Buffers in which bodies grow, lent for the length of a transfer.
///
/// A body's decoded size is unknown until it has come whole. One that grows from nothing is copied
/// at each doubling and ends up to twice as large as it need be; one that grows where others have
/// grown before is copied once, to its exact size.
///
/// Lives on the engine's thread alone.
final class BodyBuffers {
  /// Few: most bodies come in one go, whatever else is under way.
  private static let kept = 16
  /// A larger one is an exception, and its memory goes back.
  private static let keptBytes = 1 << 20

  private var spare: [[UInt8]] = []

  /// An empty buffer, with room if one is to be had.
  func take() -> [UInt8] { spare.popLast() ?? [] }

  func giveBack(_ buffer: consuming [UInt8]) {
    guard buffer.capacity > 0, buffer.capacity <= Self.keptBytes, spare.count < Self.kept else {
      return
    }
    buffer.removeAll(keepingCapacity: true)
    spare.append(buffer)
  }
}
