/// The order of each name's readings in one article, for its mentions from the second on: an article
/// names its places again and again, and their namesakes with them.
struct RankedNames {
  private struct Ranking {
    var readings: [NameReading]
    var sense: TypeWords.Sense?
    var holder: Int?
    var order: [NameReading]
  }

  private var rankings: [Ranking?]

  init(names: Int) {
    rankings = [Ranking?](repeating: nil, count: names)
  }

  /// The likeliest readings of a mention, in order, by a resolver that learns no more.
  mutating func order(
    of readings: [NameReading], _ mention: Mention, by resolver: PlaceResolver
  ) -> [NameReading] {
    guard readings.count > 1 else { return readings }
    if let known = rankings[mention.name], known.sense == mention.sense,
      known.holder == mention.holder, known.readings == readings
    {
      return known.order
    }
    let order = resolver.ranked(readings, mention)
    rankings[mention.name] = Ranking(
      readings: readings, sense: mention.sense, holder: mention.holder, order: order)
    return order
  }
}
