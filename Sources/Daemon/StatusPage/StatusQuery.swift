/// What of the page was asked for: `?q=` and `?page=` choose sources, `?refresh=off` keeps it still.
struct StatusQuery: Hashable, Sendable {
  /// Sources on one page.
  static let pageSize = 100
  /// A longer text finds nothing that a shorter one does not.
  private static let textScalars = 100

  var text = ""
  var page = 1
  var isStill = false

  init() {}

  init(_ query: [String: String]) {
    let scalars = (query["q"] ?? "").unicodeScalars.prefix(Self.textScalars)
    text = String(String.UnicodeScalarView(scalars))
    page = min(max(Int(query["page"] ?? "") ?? 1, 1), 1_000)
    isStill = query["refresh"] == "off"
  }
}
