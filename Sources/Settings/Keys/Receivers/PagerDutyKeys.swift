internal import Alerts

/// `pagerduty:`
enum PagerDutyKeys {
  static let key = Key(
    "key", SecretReaders.reference, "The key of an Events API v2 integration.",
    example: "{credential: pagerduty-key}", isRequired: true)
  static let url = Key(
    "url", NetworkReaders.webAddress, "Where events are posted, if elsewhere.",
    default: PagerDutyReceiver.usualURL, example: "https://events.eu.pagerduty.com/v2/enqueue")
  static let section = Section(
    id: "pagerduty", title: "key and url", meaning: "A service in PagerDuty.",
    keys: [key.definition, url.definition])

  static let pagerduty = Key(
    "pagerduty",
    ReceiverReaders.either({ .pagerduty(PagerDutyReceiver(key: $0)) }, or: section) { fields, _ in
      let url = fields.value(url, else: PagerDutyReceiver.usualURL)
      return fields[key].map { .pagerduty(PagerDutyReceiver(key: $0, address: url)) }
    },
    "Incidents in PagerDuty: the key of an Events API v2 integration, which is a secret.",
    example: "{credential: pagerduty-key}")
}
