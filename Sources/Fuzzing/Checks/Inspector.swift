package import Places
internal import Text

/// Runs one input through the readers of a kind and checks what holds for every input: texts are
/// valid and no longer than the input allows, offsets lie in their text, addresses are absolute,
/// years are years, and a second reading gives the same.
package struct Inspector: Sendable {
  let texts: TextCheck

  /// - Parameter gazetteer: nil where places are not to be looked for.
  package init(gazetteer: Gazetteer?) throws {
    texts = try TextCheck(gazetteer: gazetteer)
  }

  /// Throws what is wrong. An error that a reader names is a right answer.
  package func check(_ kind: FuzzKind, _ bytes: [UInt8]) throws(Finding) {
    switch kind {
    case .feeds: try FeedCheck.check(bytes)
    case .pages: try PageCheck.check(bytes)
    case .dates: try DateCheck.check(bytes)
    case .encodings: try EncodingCheck.check(bytes)
    case .text: try texts.check(bytes)
    case .addresses: try AddressCheck.check(bytes)
    case .restore: try RestoreCheck.check(bytes)
    case .configuration: try ConfigurationCheck.check(bytes)
    case .manners: try MannersCheck.check(bytes)
    case .templates: try TemplateCheck.check(bytes)
    }
  }
}
