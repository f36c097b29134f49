/// Every mapping with known keys, in the order of the reference.
enum Sections {
  static let all: [Section] =
    [
      RootKeys.section, SourceKeys.section, IntervalReader.section, SelectKeys.section,
      LoginKeys.section, SourceKeys.defaultsSection, NetworkKeys.section, HostKeys.section,
      ListKeys.section, PlaceKeys.section, RuleKeys.section,
    ] + ConditionKeys.sections + WhereKeys.sections + [
      PlaceKeys.referenceSection, ThrottleKeys.section, TestKeys.section, DestinationKeys.section,
      MattermostKeys.section, TelegramKeys.section, NtfyKeys.section, MatrixKeys.section,
      PagerDutyKeys.section, OpsgenieKeys.section, AlertmanagerKeys.section,
      PushoverKeys.section, GotifyKeys.section, CloudEventsKeys.section,
      EmailKeys.section, ExecKeys.section,
      SecretReaders.section, TimeoutKeys.section, ClientCertificateKeys.section,
      TemplateKeys.section, RotateKeys.section, QuietKeys.section, DigestKeys.section,
      EvidenceKeys.section,
      ArchiveKeys.section, AliveKeys.section, LimitKeys.section, LimitKeys.sourceSection,
    ]

  /// The keys whose values may be this section, as `section.key`.
  static func uses(of id: String) -> [String] {
    all.flatMap { section in
      section.keys.filter { mentions($0.schema, id) }.map { "\(section.id).\($0.name)" }
    }
  }

  /// Whether a schema names a section, in its own depth.
  static func mentions(_ schema: Schema, _ id: String) -> Bool {
    switch schema {
    case .section(let name): name == id
    case .list(let element, _), .array(let element, _), .map(let element): mentions(element, id)
    case .either(let choices): choices.contains { mentions($0, id) }
    case .text, .amount, .number, .integer, .boolean, .choice: false
    }
  }

  /// The sections that a schema names, in order.
  static func named(in schema: Schema) -> [String] {
    switch schema {
    case .section(let name): [name]
    case .list(let element, _), .array(let element, _), .map(let element): named(in: element)
    case .either(let choices): choices.flatMap(named)
    case .text, .amount, .number, .integer, .boolean, .choice: []
    }
  }
}
