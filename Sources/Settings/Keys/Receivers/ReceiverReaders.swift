internal import Alerts

/// What the sections of known receivers have in common.
enum ReceiverReaders {
  /// A secret alone, where it says enough.
  static func secret(_ make: @escaping @Sendable (SecretReference) -> Receiver) -> Reader<Receiver>
  {
    SecretReaders.reference.map(make)
  }

  /// A section in which more is said.
  static func section(
    _ section: Section, _ make: @escaping @Sendable (Fields, Reading) -> Receiver?
  ) -> Reader<Receiver> {
    Reader<Receiver>("a mapping with \(section.title)", .section(section.id)) {
      node, path, reading in
      Fields(node, section, path, reading).flatMap { make($0, reading) }
    }
  }

  /// Either of the two: a mapping with `file` or `credential` is a secret.
  static func either(
    _ plain: @escaping @Sendable (SecretReference) -> Receiver, or whole: Section,
    _ make: @escaping @Sendable (Fields, Reading) -> Receiver?
  ) -> Reader<Receiver> {
    let secret = secret(plain)
    let section = section(whole, make)
    let expects = "\(secret.expects), or \(section.expects)"
    return Reader<Receiver>(expects, .either([secret.schema, section.schema])) {
      node, path, reading in
      let secretKeys = SecretReaders.section.keys.map(\.name)
      let isSecret = node.mapping?.contains { secretKeys.contains($0.key) } ?? true
      return isSecret ? secret.read(node, path, reading) : section.read(node, path, reading)
    }
  }
}
