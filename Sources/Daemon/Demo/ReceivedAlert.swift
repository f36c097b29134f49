internal import Foundation

/// What a receiver reads out of an alert: the fields of the event that the demo prints.
struct ReceivedAlert: Decodable, Equatable {
  struct Rule: Decodable, Equatable {
    var name: String
    var severity: String
  }

  struct Article: Decodable, Equatable {
    var title: String
    var url: String?
  }

  struct Match: Decodable, Equatable {
    var text: String
    var field: String
  }

  struct Place: Decodable, Equatable {
    var name: String
    var text: String
    var relation: String
    var area: String?
    var distance: Double?

    private enum CodingKeys: String, CodingKey {
      case name
      case text
      case relation
      case area
      case distance = "distance_km"
    }
  }

  var id: String
  var type: String
  var rule: Rule
  var article: Article
  var matches: [Match]
  var places: [Place]

  /// Nil when the bytes are no alert of an article.
  init?(_ body: [UInt8]) {
    guard let alert = try? JSONDecoder().decode(Self.self, from: Data(body)) else { return nil }
    self = alert
  }
}
