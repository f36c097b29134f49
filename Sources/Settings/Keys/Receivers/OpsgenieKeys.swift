internal import Alerts

/// `opsgenie:`
enum OpsgenieKeys {
  static let key = Key(
    "key", SecretReaders.reference, "The key of an API integration.",
    example: "{credential: opsgenie-key}", isRequired: true)
  static let url = Key(
    "url", NetworkReaders.webAddress, "The server, without a path.",
    default: OpsgenieReceiver.usualURL, example: "https://api.eu.opsgenie.com")
  static let section = Section(
    id: "opsgenie", title: "key and url", meaning: "An account of Opsgenie.",
    keys: [key.definition, url.definition])

  static let opsgenie = Key(
    "opsgenie",
    ReceiverReaders.either({ .opsgenie(OpsgenieReceiver(key: $0)) }, or: section) { fields, _ in
      let url = fields.value(url, else: OpsgenieReceiver.usualURL)
      return fields[key].map { .opsgenie(OpsgenieReceiver(key: $0, server: url)) }
    },
    "Alerts in Opsgenie: the key of an API integration, which is a secret.",
    example: "{credential: opsgenie-key}")
}
