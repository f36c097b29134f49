internal import Text

/// Everyday words that are names when written in capitals: a term `US` does not mean "us".
enum EverydayWords {
  static func holds(_ key: ArraySlice<UInt8>) -> Bool {
    key.count <= 5 && all.contains(Array(key))
  }

  private static let all: Set<[UInt8]> = {
    let list = """
      us who it aids is in on or an as at am be by do go he if me my no of so to up we act all and any \
      are art bad ban bar bat bit but can cap car cat cup cut day did end eye fan far fat few fit for \
      get gas gun had has her him his hit hot how ice its let led may men met mine net new nor not now \
      off old one our out own pay per pet pit put ram raw red rip run sad saw sea see set she sir sit \
      son spot star start stem sun tag tap ten the tip too top two use van war was way win won yes you \
      care core east fast hear here hope less lost mad main must ours past ring safe save seal some \
      spin step time true des est les par sur une ist der die das und von war hat man la le
      """
    return Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }()
}
