/// How much each sign speaks for a place: the logarithm of odds, added up.
///
/// The tables are made by `scripts/places/weigh`: logistic regression over marked posts and news, of
/// which every other one stayed aside, around priors set by hand for what these hold too little of
/// (persons, institutions, datelines).
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
    bias: -0.1,
    [
      .country: 2.2, .capital: 2.0, .region: 0.7, .division: 1.0, .district: -0.4, .hamlet: -2.0,
      .village: -0.6, .town: 0.1, .city: 1.1, .metropolis: 1.5, .abroad: -1.9, .byname: -0.5,
      .compound: 1.9, .short: -1.1, .fourLetters: 0.3, .ordinary: -3.6, .givenName: -3.0,
      .adjective: -1.8, .inside: 1.8, .towards: 0.4, .dateline: 2.0, .typed: 1.7, .clitic: -0.1,
      .row: 1.0, .held: 1.2, .afterTitle: -2.0, .afterGivenName: -2.2, .beforeGivenName: -1.2,
      .afterInstitution: -4.0, .beforeInstitution: -2.5, .speaks: -1.0, .tag: 0.7,
      .repeatedTag: -3.7, .home: 0.4, .foreign: -1.0, .sourceCountry: 0.9, .nearby: 0.7,
      .placedElsewhere: 0.4, .personElsewhere: -1.2,
    ])

  /// For scripts with capitals, where a capital already says that a word is a name.
  static let cased = SignWeights(
    bias: 0.5,
    [
      .country: 1.8, .capital: 1.0, .region: 0.8, .division: 1.2, .district: 0.2, .hamlet: -0.4,
      .village: -0.1, .town: 0.1, .city: 0.9, .metropolis: 1.4, .byname: -0.7, .compound: -0.2,
      .short: -1.0, .fourLetters: -1.2, .ordinary: -3.5, .givenName: -2.5, .adjective: -3.0,
      .inside: 1.7, .towards: 0.5, .dateline: 1.8, .typed: 1.9, .row: 1.6, .held: 0.7,
      .afterTitle: -2.6, .afterGivenName: -2.7, .beforeGivenName: -1.7, .afterInstitution: -2.7,
      .beforeInstitution: -2.4, .towardsInstitution: -0.4, .beforeDisease: -1.1, .speaks: -0.4,
      .afterCapital: 0.2, .beforeCapital: -1.1, .startsSentence: -0.4, .capitals: -1.2,
      .small: -0.2, .articled: -0.2, .tag: -0.1, .repeatedTag: -1.3, .supported: 0.2,
      .home: -0.4, .foreign: -0.7, .sourceCountry: 0.9, .nearby: -0.1, .placedElsewhere: 0.7,
      .personElsewhere: -1.2,
    ])
}
