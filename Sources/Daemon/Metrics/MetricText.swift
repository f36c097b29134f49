/// The text that Prometheus reads, format 0.0.4.
struct MetricText {
  static let type = "text/plain; version=0.0.4; charset=utf-8"

  private(set) var text = ""

  mutating func family(_ family: MetricFamily, _ samples: [(labels: [String], value: Double)]) {
    begin(family)
    for sample in samples {
      line(family.name, family.labels, sample.labels, sample.value)
    }
  }

  mutating func family(_ family: MetricFamily, _ value: Double) {
    self.family(family, [([], value)])
  }

  mutating func family(_ family: MetricFamily, _ counts: [String: Int]) {
    self.family(family, counts.sorted { $0.key < $1.key }.map { ([$0.key], Double($0.value)) })
  }

  mutating func family(_ family: MetricFamily, _ histograms: [String: Histogram]) {
    begin(family)
    for (label, histogram) in histograms.sorted(by: { $0.key < $1.key }) {
      write(histogram, family, [label])
    }
  }

  mutating func family(_ family: MetricFamily, _ histogram: Histogram) {
    begin(family)
    write(histogram, family, [])
  }

  private mutating func begin(_ family: MetricFamily) {
    text += "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) \(family.kind.rawValue)\n"
  }

  private mutating func write(_ histogram: Histogram, _ family: MetricFamily, _ values: [String]) {
    var below = 0
    for (bound, count) in zip(histogram.bounds.map(Self.number) + ["+Inf"], histogram.counts) {
      below += count
      line(family.name + "_bucket", family.labels + ["le"], values + [bound], Double(below))
    }
    line(family.name + "_sum", family.labels, values, histogram.sum)
    line(family.name + "_count", family.labels, values, Double(below))
  }

  private mutating func line(
    _ name: String, _ labels: [String], _ values: [String], _ value: Double
  ) {
    text += name
    if !labels.isEmpty {
      let pairs = zip(labels, values).map { "\($0)=\"\(Self.escaped($1))\"" }
      text += "{\(pairs.joined(separator: ","))}"
    }
    text += " \(Self.number(value))\n"
  }

  /// Backslash, quote and line feed are escaped; other text is as it is.
  static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
