/// How a webhook's message is shaped: a template and what its text is.
package struct BodyTemplate: Equatable, Sendable {
  package let template: Template
  package let contentType: String

  package init(template: Template, contentType: String) {
    self.template = template
    self.contentType = contentType
  }

  /// The body of a stored event: the same for the same bytes.
  package func body(of event: [UInt8]) throws(TemplateFailure) -> [UInt8] {
    guard let tree = JSONTree(event) else { throw .noEvent }
    return try template.render(tree)
  }

  /// The first sample of which the template makes nothing that could be sent.
  package var faultySample: (name: String, problem: String)? {
    for sample in SampleEvent.all {
      do throws(TemplateFailure) {
        let body = try body(of: sample.bytes)
        if template.format == .json, JSONTree(body) == nil {
          return (sample.name, "what comes out is no JSON")
        }
      } catch {
        return (sample.name, error.description)
      }
    }
    return nil
  }
}

extension DestinationSettings.Webhook {
  /// Of what it is sent.
  package var contentType: String { body?.contentType ?? TemplateFormat.standardContentType }

  /// The body of a stored event as this webhook wants it.
  ///
  /// - Throws: the message's failure, of the kind `template`.
  package func shaped(_ event: [UInt8]) throws(DeliveryFailure) -> [UInt8] {
    do throws(TemplateFailure) {
      return try body?.body(of: event) ?? event
    } catch {
      throw DeliveryFailure(
        scope: .message, kind: "template", message: "\(error)", isMisconfigured: true)
    }
  }
}
