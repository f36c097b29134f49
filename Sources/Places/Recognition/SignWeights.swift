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
    bias: -0.0,
    [
      .country: 2.2, .capital: 1.8, .region: 1.0, .division: 1.3, .hamlet: -2.3, .village: -0.8,
      .town: -0.3, .city: 0.8, .metropolis: 1.8, .abroad: -1.9, .byname: -0.3, .compound: 2.0,
      .short: -1.4, .fourLetters: 0.7, .ordinary: -3.9, .givenName: -2.4, .adjective: -1.6,
      .inside: 1.3, .towards: 0.4, .typed: 1.7, .clitic: -0.3, .row: 1.0, .held: 1.2,
      .afterTitle: -2.0, .afterGivenName: -2.2, .beforeGivenName: -1.2, .afterInstitution: -2.3,
      .beforeInstitution: -2.5, .speaks: -1.0, .tag: 0.7, .repeatedTag: -3.7, .supported: -0.5,
      .home: 0.2, .foreign: -0.9, .sourceCountry: 0.9, .nearby: 1.0, .placedElsewhere: 0.5,
      .personElsewhere: -1.2,
    ])

  /// For scripts with capitals, where a capital already says that a word is a name.
  static let cased = SignWeights(
    bias: 0.6,
    [
      .country: 1.8, .capital: 1.0, .region: 0.6, .division: 1.6, .district: 0.1, .hamlet: -0.4,
      .village: -0.2, .town: -0.1, .city: 0.9, .metropolis: 1.5, .byname: -0.7, .compound: -0.2,
      .short: -1.1, .fourLetters: -1.0, .ordinary: -2.8, .givenName: -2.0, .adjective: -3.0,
      .inside: 1.2, .towards: 0.6, .typed: 1.7, .row: 1.5, .held: 0.6, .afterTitle: -2.6,
      .afterGivenName: -2.7, .beforeGivenName: -2.0, .afterInstitution: -2.6,
      .beforeInstitution: -2.9, .towardsInstitution: -0.6, .beforeDisease: -0.6, .speaks: -0.5,
      .afterCapital: 0.3, .beforeCapital: -1.0, .startsSentence: -0.3, .capitals: -1.2,
      .small: -0.3, .articled: -0.1, .tag: -0.2, .repeatedTag: -1.3, .supported: 0.1,
      .home: -0.2, .foreign: -0.6, .sourceCountry: 0.9, .nearby: -0.2, .placedElsewhere: 0.5,
      .personElsewhere: -1.0,
    ])
}
