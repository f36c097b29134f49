import Fuzzing
import Glibc

/// The input being tried, in a file mapped by the process that tries it and the one that watches:
/// it outlives a trap.
///
/// The trying process alone writes; the watching one reads the numbers of a running process only to
/// see whether they move, and the input only after that process has ended.
struct InputBox {
  private enum Slot: Int { case number, length, kind, slowest }
  private static let head = 64
  private static let size = head + Mutator.lengthLimit + 4096

  private let memory: UnsafeMutableRawPointer

  /// Maps the file, which is made if there is none.
  init?(_ path: String) {
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard ftruncate(file, off_t(Self.size)) == 0,
      let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
      memory != MAP_FAILED
    else { return nil }
    self.memory = memory
  }

  /// Writes the input down before it is tried.
  func hold(_ bytes: [UInt8], kind: FuzzKind) {
    let bytes = bytes.prefix(Self.size - Self.head)
    bytes.withUnsafeBytes {
      memory.advanced(by: Self.head).copyMemory(
        from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count)
    }
    set(.length, bytes.count)
    set(.kind, FuzzKind.allCases.firstIndex(of: kind) ?? 0)
    set(.number, number + 1)
  }

  func noteTime(milliseconds: Int) { if milliseconds > slowest { set(.slowest, milliseconds) } }

  /// Begins again at no case.
  func reset() {
    set(.number, 0)
    set(.slowest, 0)
  }

  /// How many inputs were held.
  var number: Int { word(.number) }
  /// The longest time that a case took, in milliseconds.
  var slowest: Int { word(.slowest) }

  /// The last input and its kind.
  var held: (bytes: [UInt8], kind: FuzzKind) {
    let length = min(max(word(.length), 0), Self.size - Self.head)
    let bytes = UnsafeRawBufferPointer(start: memory.advanced(by: Self.head), count: length)
    let kinds = FuzzKind.allCases
    return (Array(bytes), kinds[min(max(word(.kind), 0), kinds.count - 1)])
  }

  private func word(_ slot: Slot) -> Int {
    memory.load(fromByteOffset: slot.rawValue * 8, as: Int.self)
  }

  private func set(_ slot: Slot, _ value: Int) {
    memory.storeBytes(of: value, toByteOffset: slot.rawValue * 8, as: Int.self)
  }
}
