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

  /// Either of the two: a mapping with `file` or `credential` is a secret, as is what is none.
  static func either(
    _ plain: @escaping @Sendable (SecretReference) -> Receiver, or whole: Section,
    _ make: @escaping @Sendable (Fields, Reading) -> Receiver?
  ) -> Reader<Receiver> {
    let secret = secret(plain)
    let section = section(whole, make)
    let expects = "\(secret.expects), or \(section.expects)"
    return Reader<Receiver>(expects, .either([secret.schema, section.schema])) {
      node, path, reading in
      isSecret(node) ? secret.read(node, path, reading) : section.read(node, path, reading)
    }
  }

  /// An address alone, where it says enough, or a section.
  static func address(
    _ plain: @escaping @Sendable (String) -> Receiver, or whole: Section,
    _ make: @escaping @Sendable (Fields, Reading) -> Receiver?
  ) -> Reader<Receiver> {
    let address = NetworkReaders.webAddress
    let section = section(whole, make)
    let expects = "\(address.expects), or \(section.expects)"
    return Reader<Receiver>(expects, .either([address.schema, section.schema])) {
      node, path, reading in
      node.mapping == nil
        ? address.map(plain).read(node, path, reading) : section.read(node, path, reading)
    }
  }

  /// A text that a pattern describes, or a secret that holds it.
  static func plainOrSecret(
    _ expects: String, pattern: String, _ isSound: @escaping @Sendable (String) -> Bool
  ) -> Reader<PlainOrSecret> {
    let both = "\(expects), or \(SecretReaders.expects)"
    return Reader<PlainOrSecret>(
      both, .either([.text(pattern: pattern), SecretReaders.reference.schema])
    ) { node, path, reading in
      if node.mapping != nil {
        return SecretReaders.reference.read(node, path, reading).map { .secret($0) }
      }
      guard let text = node.scalar, isSound(text) else {
        reading.refuse(node, path, expected: both)
        return nil
      }
      return .plain(text)
    }
  }

  /// A text of its own kind.
  static func text(
    _ expects: String, pattern: String, _ isSound: @escaping @Sendable (String) -> Bool
  ) -> Reader<String> {
    .scalar(expects, .text(pattern: pattern)) { isSound($0) ? $0 : nil }
  }

  private static func isSecret(_ node: YAMLNode) -> Bool {
    let keys = SecretReaders.section.keys.map(\.name)
    return node.mapping?.contains { keys.contains($0.key) } ?? true
  }
}
