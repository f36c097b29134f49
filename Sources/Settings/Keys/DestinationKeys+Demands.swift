extension DestinationKeys {
  /// What a destination's keys ask of each other, for the schema.
  static var demands: [Section.Demand] {
    let others = receivers.map(\.name) + presets.map(\.name)
    let webhooks = webhookOnly.map(\.name)
    let rate = [WebhookKeys.rate.name]
    return [
      .one(([webhook.name, log.name] + others).map { [$0] }),
      .apart(log.name, webhooks + sendingKeys.map(\.name)),
      .together(WebhookKeys.burst.name, rate),
      .together(burstDigest.name, rate),
    ] + receivers.map { .apart($0.name, webhooks) }
      + ([webhook.name] + others).map { .apart($0, [rotate.name]) }
  }
}
