internal import Alerts

/// `alertmanager:`
enum AlertmanagerKeys {
  static let url = Key(
    "url", NetworkReaders.webAddress, "The server, without `/api`.",
    example: "https://alertmanager.example", isRequired: true)
  static let login = Key(
    "login", LoginKeys.reader, "Who posts, where the server wants to know.",
    example: "{bearer: {credential: alertmanager-token}}")
  static let labels = Key(
    "labels", labelsReader, "Further labels of every alert, by which it may be routed.",
    example: "{team: desk}")
  static let lasts = Key(
    "lasts", Scalars.duration(60...31_622_400),
    "How long an alert fires, from the moment at which it is sent, unless it is acknowledged.",
    default: "24h", example: "12h")
  static let section = Section(
    id: "alertmanager", title: "url", meaning: "An Alertmanager of Prometheus.",
    keys: [url.definition, login.definition, labels.definition, lasts.definition])

  static let alertmanager = Key(
    "alertmanager",
    ReceiverReaders.address({ .alertmanager(AlertmanagerReceiver(server: $0)) }, or: section) {
      fields, _ in
      let url = fields[url]
      let login = fields[login]
      let labels = fields.value(labels, else: [])
      let lasts = fields.value(lasts, else: AlertmanagerReceiver.usualLasting)
      return url.map {
        .alertmanager(
          AlertmanagerReceiver(server: $0, login: login, labels: labels, lasts: lasts))
      }
    },
    "Alerts in Prometheus' Alertmanager: its address.",
    example: "https://alertmanager.example")

  private static let labelsExpected = "labels with their values, such as {team: desk}"

  private static let labelsReader = Reader<[AlertmanagerReceiver.Label]>(
    labelsExpected, .map(.text())
  ) { node, path, reading in
    guard let mapping = node.mapping else {
      reading.refuse(node, path, expected: labelsExpected)
      return nil
    }
    return mapping.compactMap { pair -> AlertmanagerReceiver.Label? in
      guard AlertmanagerReceiver.isLabel(pair.key) else {
        reading.fail(
          pair.keyMark, "\(path): \(YAMLNode.quoted(pair.key)) is no label of your own",
          "expected letters, digits and _; alertname, alert, severity, source and rule are set")
        return nil
      }
      return HeaderReaders.value.read(pair.value, "\(path).\(pair.key)", reading)
        .map { .init(name: pair.key, value: $0) }
    }
  }
}
