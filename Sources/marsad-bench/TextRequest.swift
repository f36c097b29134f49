/// A text that a scorer of places asks about.
struct TextRequest: Decodable {
  var id: String
  var language: String?
  var text: String
}
