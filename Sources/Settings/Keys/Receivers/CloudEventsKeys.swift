internal import Alerts

/// `cloudevents:`
enum CloudEventsKeys {
  static let url = Key(
    "url", NetworkReaders.webAddress, "Where events are posted.",
    example: "https://broker.example/desk/default", isRequired: true)
  static let source = Key(
    "source", HeaderReaders.value, "Who sends them (`ce-source`, a URI reference).",
    default: CloudEventsReceiver.usualSource, example: "/desk/marsad")
  static let login = Key(
    "login", LoginKeys.reader, "Who posts, where the bus wants to know.",
    example: "{bearer: {credential: bus-token}}")
  static let section = Section(
    id: "cloudevents", title: "url", meaning: "A bus that takes CloudEvents.",
    keys: [url.definition, source.definition, login.definition])

  static let cloudevents = Key(
    "cloudevents",
    ReceiverReaders.address({ .cloudevents(CloudEventsReceiver(address: $0)) }, or: section) {
      fields, _ in
      let url = fields[url]
      let source = fields.value(source, else: CloudEventsReceiver.usualSource)
      let login = fields[login]
      return url.map {
        .cloudevents(CloudEventsReceiver(address: $0, source: source, login: login))
      }
    },
    "Events to a bus (Knative, Event Grid) as CloudEvents 1.0 in binary mode: its address.",
    example: "https://broker.example/desk/default")
}
