/// What an event is to a receiver that keeps alarms: it opens one, is taken note of, or ends it.
struct Alarm: Equatable, Sendable {
  enum Step: Equatable, Sendable {
    case opens
    case acknowledged
    case ends
  }

  /// The alert's id. Of a source or destination in trouble one that its recovery has too.
  var id: String
  var step: Step

  init(_ event: EventDocument) {
    let tree = event.tree
    switch event.kind {
    case .acknowledged:
      self.init(id: tree["alert"].string ?? event.id, step: .acknowledged)
    case .sourceFailing: self.init(id: Self.source(tree, "failing"), step: .opens)
    case .sourceSilent: self.init(id: Self.source(tree, "silent"), step: .opens)
    case .sourceRecovered:
      let wasSilent = tree["measured"]["failing_s"].isNull
      self.init(id: Self.source(tree, wasSilent ? "silent" : "failing"), step: .ends)
    case .destinationFailing, .destinationDisabled:
      self.init(id: Self.destination(tree), step: .opens)
    case .destinationRecovered: self.init(id: Self.destination(tree), step: .ends)
    default: self.init(id: event.id, step: .opens)
    }
  }

  private init(id: String, step: Step) {
    self.id = id
    self.step = step
  }

  /// Without a name it is all sources: the network.
  private static func source(_ tree: JSONTree, _ what: String) -> String {
    StableID.trouble(["source", what, tree["source"]["name"].string ?? ""])
  }

  private static func destination(_ tree: JSONTree) -> String {
    StableID.trouble(["destination", tree["destination"]["name"].string ?? ""])
  }
}
