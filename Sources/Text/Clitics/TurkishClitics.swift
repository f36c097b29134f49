/// What Turkish writes onto a word without inflecting it: the copula (`mümkündür`, `yoktu`, `varsa`)
/// and -ki (`sonraki`, `ayındaki`). Works on folded keys: ı as i, ö as o, ü as u.
package enum TurkishClitics {
  /// How many bytes of a folded word are a copula or -ki, or nil.
  ///
  /// The past and the conditional are cut off words that only the copula makes a verb, as they are
  /// tenses of verbs (`yazdı` is no `yaz`); -dir after four letters at least, as it makes verbs of
  /// short stems (`bildir`).
  package static func length(on key: ArraySlice<UInt8>) -> Int? {
    if isKi(key) { return 2 }
    for ending in endings where key.count > ending.count && key.ends(with: ending) {
      let base = key.dropLast(ending.count)
      if predicates.contains(Array(base)) || (isPresent(ending) && base.count >= 4) {
        return ending.count
      }
    }
    return nil
  }

  private static func isKi(_ key: ArraySlice<UInt8>) -> Bool {
    guard key.count >= 5, key.ends(with: ki) || key.ends(with: ku) else { return false }
    let base = key.dropLast(2)
    return times.contains(Array(base))
      || (base.count >= 5 && locatives.contains { base.ends(with: $0) })
  }

  private static func isPresent(_ ending: [UInt8]) -> Bool {
    ending.count == 3 && ending[2] == 0x72
  }

  private static let ki = Array("ki".utf8)
  private static let ku = Array("ku".utf8)
  private static let endings = words("dir dur tir tur di du ti tu sa se mis mus")
  private static let locatives = words("da de ta te")
  /// There is, there is not, not.
  private static let predicates = Set(words("var yok degil"))
  /// After, before, now, today, yesterday, tomorrow, and times of the day.
  private static let times = Set(
    words("sonra once simdi bugun dun yarin sabah aksam gece gecen bura sura ora ote beri"))

  private static func words(_ list: String) -> [[UInt8]] {
    list.split(separator: " ").map { Array($0.utf8) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count).elementsEqual(ending)
  }
}
