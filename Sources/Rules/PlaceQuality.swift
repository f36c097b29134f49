package import Places
package import Text

/// What a place must be besides lying where a condition says.
package struct PlaceQuality: Equatable, Sendable {
  /// How surely the words name a place, and this one.
  package enum Certainty: String, CaseIterable, Sendable {
    /// As sure as every place that is reported at all.
    case any
    case medium
    case high

    /// The least `FoundPlace.confidence`.
    package var least: Double {
      switch self {
      case .any: 0
      case .medium: 0.75
      case .high: 0.9
      }
    }
  }

  /// `{not_in: PLACE}`: it lies in none of these.
  package var outside: [PlaceReference] = []
  /// `{about: true}`: the article is about it, more than naming it.
  package var isSubject = false
  package var certainty: Certainty = .any

  package init() {}

  package var isDemanding: Bool { !outside.isEmpty || isSubject || certainty != .any }
}

/// `{near: {places: […], within: 30 km}}`: a place of each kind, all near each other, on the map or
/// in the text.
package struct PlaceNear: Equatable, Sendable {
  package enum Span: Equatable, Sendable {
    case kilometres(Double)
    case words(Int)
    case sentence
  }

  package var parts: [PlaceCondition]
  package var within: Span
  package var mark: SourceMark

  package init(parts: [PlaceCondition], within: Span, mark: SourceMark) {
    self.parts = parts
    self.within = within
    self.mark = mark
  }
}
