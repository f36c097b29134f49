/// Words whose full stop ends no sentence.
enum Abbreviations {
  static func holds(_ key: [UInt8]) -> Bool { key.count <= 8 && all.contains(key) }

  private static let all: Set<[UInt8]> = {
    let list = """
      mr mrs ms dr prof st gen col lt sgt capt cmdr maj adm gov sen rep rev hon pres jr sr vs etc \
      inc ltd corp no nr vol ed eds cf ca approx dept est fig al jan feb mar apr jun jul aug sep \
      sept oct nov dec mt ft m mme mlle mm me hr fr frau bzw str tel abs art bd usw vgl sog \
      г ул им т тыс млн млрд руб гг стр см др проф акад av cad sok
      """
    return Set(list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }()
}
