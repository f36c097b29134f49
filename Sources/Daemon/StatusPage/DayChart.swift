/// A small bar for each day, drawn by one path, its numbers as the text alternative.
struct DayChart {
  private static let step = 4
  private static let height = 20

  /// The oldest first.
  let values: [Int]
  /// What is counted: "Articles a day".
  let words: String

  /// Days of Unix time up to `today`.
  init(_ counts: [Int: Int], days: Int, today: Int, words: String) {
    values = ((today - days + 1)...today).map { counts[$0] ?? 0 }
    self.words = words
  }

  var svg: HTML {
    let most = max(1, values.max() ?? 0)
    var path = ""
    for (index, value) in values.enumerated() {
      // A day with anything shows, a day with nothing leaves its place marked.
      let bar = value == 0 ? 1 : max(2, value * Self.height / most)
      path += "M\(index * Self.step) \(Self.height)v-\(bar)h3v\(bar)z"
    }
    let numbers = values.map(String.init).joined(separator: " ")
    return """
      <svg class="chart" viewBox="0 0 \(values.count * Self.step) \(Self.height)" role="img" \
      aria-label="\(words), \(values.count) days, the oldest first: \(numbers)">\
      <path d="\(path, limit: .max)"/></svg>
      """
  }
}
