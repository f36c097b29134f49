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

/// What alarms are labelled with.
extension EventDocument {
  /// In its own words, those of a later version too.
  var type: String { ForeignText.line(tree["type"].string ?? "", limit: 60) }

  /// Where it happened: the source, the destination, or Marsad itself.
  var place: String {
    let names = [
      tree["article"]["source"]["name"], tree["source"]["name"], tree["destination"]["name"],
    ]
    let name = names.lazy.compactMap(\.string).first ?? ""
    let shown = ForeignText.line(name, limit: 200)
    return shown.isEmpty ? "Marsad" : shown
  }

  /// On one line; nil where no rule is behind it.
  var ruleName: String? {
    let name = ForeignText.line(tree["rule"]["name"].string ?? "", limit: 200)
    return name.isEmpty ? nil : name
  }
}
