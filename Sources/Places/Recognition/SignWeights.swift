/// How much each sign speaks for a place: the logarithm of odds, added up.
struct SignWeights: Sendable {
  private let weights: [Double]
  private let bias: Double

  init(bias: Double, _ table: KeyValuePairs<Sign, Double>) {
    var weights = [Double](repeating: 0, count: Sign.allCases.count)
    for (sign, weight) in table { weights[Int(sign.rawValue)] = weight }
    self.weights = weights
    self.bias = bias
  }

  /// Above 0 it is more likely a place than not.
  func strength(_ signs: Signs) -> Double {
    var sum = bias
    var rest = signs.bits
    while rest != 0 {
      sum += weights[rest.trailingZeroBitCount]
      rest &= rest - 1
    }
    return sum
  }

  /// For scripts without capitals.
  static let plain = SignWeights(
    bias: -0.4,
    [
      .country: 2.3, .capital: 2.0, .region: 0.8, .division: 1.3, .hamlet: -2.4, .village: -1.0,
      .town: -0.1, .city: 0.7, .metropolis: 2.0, .abroad: -1.9, .byname: -0.2, .compound: 2.3,
      .short: -0.8, .fourLetters: 0.6, .ordinary: -3.9, .givenName: -2.3, .adjective: -1.3,
      .inside: 0.8, .towards: 0.5, .typed: 1.9, .clitic: -0.2, .row: 1.3, .held: 1.2,
      .afterTitle: -2.0, .afterGivenName: -2.2, .beforeGivenName: -1.5, .afterInstitution: -2.1,
      .beforeInstitution: -2.5, .speaks: -1.0, .tag: 0.1, .repeatedTag: -3.7, .supported: -0.4,
      .foreign: -1.0, .sourceCountry: 0.9, .nearby: 1.2, .placedElsewhere: 0.6,
      .personElsewhere: -1.2,
    ])

  /// For scripts with capitals, where a capital already says that a word is a name.
  static let cased = SignWeights(
    bias: 0.3,
    [
      .country: 2.0, .capital: 1.2, .region: 0.6, .division: 1.7, .district: 0.1, .hamlet: -0.6,
      .village: -0.3, .town: -0.6, .city: 0.9, .metropolis: 1.6, .byname: -0.8, .compound: 0.2,
      .short: -1.3, .fourLetters: -1.2, .ordinary: -3.0, .givenName: -1.0, .adjective: -3.0,
      .inside: 1.5, .towards: 0.8, .typed: 1.5, .row: 1.6, .held: 0.7, .afterTitle: -2.5,
      .afterGivenName: -2.4, .beforeGivenName: -1.6, .afterInstitution: -2.4,
      .beforeInstitution: -2.0, .speaks: -0.5, .afterCapital: -0.1, .beforeCapital: -0.9,
      .startsSentence: -0.3, .capitals: -1.0, .small: -0.4, .articled: -0.6, .repeatedTag: -1.0,
      .supported: -0.1, .home: -0.4, .foreign: -0.7, .sourceCountry: 0.9, .placedElsewhere: 0.5,
      .personElsewhere: -1.0,
    ])
}
