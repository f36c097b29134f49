internal import Places
internal import Rules
internal import Settings
internal import State

extension MatchableArticle {
  /// What the rules read of an article: the same at its first reading and in each later trial.
  ///
  /// - Parameter source: as it is configured now; nil where it no longer is, and its tags, its
  ///   language and its country are unknown.
  init(_ article: ArchivedArticle, source: SourceSettings?, named name: String) {
    self.init(
      title: article.title, body: article.body, language: article.language ?? source?.language,
      country: source?.country, url: article.url ?? "", authors: article.authors,
      sourceName: name, sourceTags: source?.tags ?? [],
      statedPoint: article.point.map { point in
        StatedPoint(
          coordinate: Coordinate(latitude: point.latitude, longitude: point.longitude),
          reachKilometres: point.reachKilometres, name: point.name)
      })
  }
}

extension ArchivedArticle.Point {
  init(_ point: StatedPoint) {
    self.init(
      latitude: point.coordinate.latitude, longitude: point.coordinate.longitude,
      reachKilometres: point.reachKilometres, name: point.name)
  }
}
