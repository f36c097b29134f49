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
    bias: 0.2,
    [
      .country: 2.1, .capital: 1.8, .region: 0.7, .division: 1.2, .hamlet: -2.2, .village: -0.8,
      .town: 0.1, .city: 1.0, .metropolis: 1.5, .abroad: -2.2, .byname: -0.6, .compound: 1.9,
      .short: -1.3, .fourLetters: 0.5, .ordinary: -3.9, .givenName: -2.3, .adjective: -1.6,
      .inside: 1.9, .towards: 0.4, .typed: 1.8, .clitic: -0.4, .row: 1.0, .held: 1.2,
      .afterTitle: -2.0, .afterGivenName: -2.2, .beforeGivenName: -1.1, .afterInstitution: -4.0,
      .beforeInstitution: -2.5, .speaks: -1.0, .tag: 0.7, .repeatedTag: -3.8, .supported: -0.5,
      .home: 0.2, .foreign: -0.9, .sourceCountry: 0.9, .nearby: 1.0, .placedElsewhere: 0.4,
      .personElsewhere: -1.2,
    ])

  /// For scripts with capitals, where a capital already says that a word is a name.
  static let cased = SignWeights(
    bias: 0.7,
    [
      .country: 1.8, .capital: 1.0, .region: 0.9, .division: 1.5, .district: 0.1, .hamlet: -0.5,
      .village: -0.2, .town: -0.1, .city: 0.8, .metropolis: 1.5, .byname: -0.8, .compound: -0.2,
      .short: -1.0, .fourLetters: -1.1, .ordinary: -3.2, .givenName: -2.0, .adjective: -3.0,
      .inside: 1.6, .towards: 0.5, .typed: 2.0, .row: 1.5, .held: 0.6, .afterTitle: -2.6,
      .afterGivenName: -2.7, .beforeGivenName: -1.9, .afterInstitution: -2.6,
      .beforeInstitution: -2.9, .towardsInstitution: -0.5, .beforeDisease: -0.9, .speaks: -0.5,
      .afterCapital: 0.2, .beforeCapital: -1.1, .startsSentence: -0.3, .capitals: -1.2,
      .small: -0.3, .articled: -0.1, .tag: -0.2, .repeatedTag: -1.3, .home: -0.3, .foreign: -0.6,
      .sourceCountry: 0.9, .nearby: -0.2, .placedElsewhere: 0.5, .personElsewhere: -1.1,
    ])
}
