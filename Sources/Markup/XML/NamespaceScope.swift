/// The namespace declarations in force at one place of a document (Namespaces in XML 1.0).
struct NamespaceScope {
  private struct Binding {
    /// Empty for the default namespace.
    let prefix: ArraySlice<UInt8>
    /// Index into `uris`, −1 for none.
    let uri: Int32
  }

  /// What a written name means now.
  private struct Resolved {
    var name = NameID(rawValue: -1)
    var generation: Int32 = -1
  }

  /// Declarations beyond this many at one place are not read.
  private static let limit = 256

  private var bindings: [Binding] = []
  private(set) var uris: [String] = []
  private var numbers: [String: Int32] = [:]
  /// Rises whenever a declaration begins or ends.
  private var generation: Int32 = 0
  private var cache: [Resolved] = []

  var count: Int { bindings.count }

  /// Takes in the attribute `xmlns` or `xmlns:…`.
  mutating func declare(_ name: ArraySlice<UInt8>, uri: String) {
    guard bindings.count < Self.limit else { return }
    bindings.append(Binding(prefix: name.dropFirst(6), uri: number(uri)))
    generation += 1
  }

  mutating func leave(to count: Int) {
    guard bindings.count > count else { return }
    bindings.removeLast(bindings.count - count)
    generation += 1
  }

  /// The name of an element in its namespace; as written when it has none.
  mutating func resolve(_ written: NameID, names: inout NameTable) -> NameID {
    let index = Int(written.rawValue)
    if index >= cache.count {
      cache.append(contentsOf: repeatElement(Resolved(), count: index + 32 - cache.count))
    }
    if cache[index].generation == generation { return cache[index].name }
    let name = names.bytes(written)
    let prefix = name.firstIndex(of: UInt8(ascii: ":")).map { name[..<$0] } ?? []
    var resolved = written
    if let binding = bindings.last(where: { $0.prefix.elementsEqual(prefix) }), binding.uri >= 0 {
      let hash = NameTable.hash(name, seed: binding.uri)
      resolved = names.intern(name, hash: hash, namespace: binding.uri)
    }
    cache[index] = Resolved(name: resolved, generation: generation)
    return resolved
  }

  private mutating func number(_ uri: String) -> Int32 {
    guard !uri.isEmpty else { return -1 }
    if let known = numbers[uri] { return known }
    let number = Int32(uris.count)
    uris.append(uri)
    numbers[uri] = number
    return number
  }
}
