import Foundation
import Testing

@testable import Alerts

func template(
  _ text: String, _ format: TemplateFormat = .text
) throws(TemplateFaults) -> Template {
  try Template(text, format: format)
}

/// What a template makes of an event.
func rendered(
  _ text: String, _ format: TemplateFormat = .text, of event: [UInt8] = sample("article.matched")
) throws -> String {
  let tree = try #require(JSONTree(event))
  return String(decoding: try template(text, format).render(tree), as: UTF8.self)
}

func sample(_ name: String) -> [UInt8] { SampleEvent.named(name)?.bytes ?? [] }

/// Faults as `line:column: what; hint`.
func faults(_ text: String, _ format: TemplateFormat = .text) -> [String] {
  do throws(TemplateFaults) {
    _ = try template(text, format)
    return []
  } catch {
    return error.all.map {
      "\($0.line):\($0.column): \($0.message)" + ($0.hint.map { "; \($0)" } ?? "")
    }
  }
}
