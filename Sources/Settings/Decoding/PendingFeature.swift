internal import Text

/// What the configuration may ask for although it is not built yet: accepted, and named by a
/// warning, so that nothing is accepted in silence.
enum PendingFeature: String, CaseIterable, Sendable {
  case preset = "messages in this receiver's own form (nothing is sent there until then)"

  func warn(at mark: SourceMark, _ reading: Reading) {
    reading.warn(mark, "not built yet: \(rawValue)", "it is checked and otherwise ignored")
  }
}
