/// Letters of one script that pass for letters of another (after UTS #39, lower case, folded).
enum Confusables {
  /// Spells the key with every letter turned to the target script; false when one has no double
  /// there.
  static func spell(
    _ key: ArraySlice<UInt8>, in script: Script, into spelled: inout [UInt8]
  ) -> Bool {
    spelled.removeAll(keepingCapacity: true)
    for scalar in String(decoding: key, as: UTF8.self).unicodeScalars {
      let own = Script(ofFolded: scalar.value)
      if own == script || own == .none {
        spelled.append(utf8: scalar.value)
        continue
      }
      let table = script == .latin ? toLatin : toCyrillic
      guard script == .latin || script == .cyrillic, let double = table[scalar.value] else {
        return false
      }
      spelled.append(utf8: double)
    }
    return true
  }

  private static let toLatin = pairs(
    "аaвbеeкkмmнhоoрpсcтtуyхxѕsіiјjһhԁdԛqԝwпnгrшwьbзzиuлnчy"
      + "αaβbγyεeζzηnθoιiκkλlμmνvοoπnρpσoτtυuφfχxωw")
  private static let toCyrillic = pairs(
    "aаbвcсeеhнkкmмoоpрtтxхyуiиjјsѕuиrгnпwшdдlлzзvвgгfф"
      + "αаβвγгεеηпιиκкλлμмνвοоπпρрσсτтυуφфχхωшіи")

  private static func pairs(_ text: String) -> [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    var first: UInt32?
    for scalar in text.unicodeScalars {
      if let letter = first {
        table[letter] = scalar.value
        first = nil
      } else {
        first = scalar.value
      }
    }
    return table
  }
}
