extension DestinationKeys {
  /// What a destination's keys ask of each other, for the schema.
  static var demands: [Section.Demand] {
    let others = receivers.map(\.name) + [EmailKeys.email.name, ExecKeys.exec.name]
    let webhooks = webhookOnly.map(\.name)
    let rate = [WebhookKeys.rate.name]
    return [
      .one(([webhook.name, log.name] + others).map { [$0] }),
      .apart(log.name, webhooks + sendingKeys.map(\.name)),
      .together(WebhookKeys.burst.name, rate),
      .apart(ExecKeys.exec.name, networkKeys.map(\.name)),
      .together(TemplateKeys.contentType.name, [TemplateKeys.body.name]),
    ] + others.map { .apart($0, webhooks) }
      + ([webhook.name] + others).map { .apart($0, [rotate.name]) }
  }
}
