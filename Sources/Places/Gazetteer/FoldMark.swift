/// Tells whether names were folded as this program folds them: keys of another folding are found
/// by nobody, and nobody would notice.
enum FoldMark {
  /// FNV-1a over the keys of names that between them need most of the folding's steps.
  static let current: UInt32 = {
    var value: UInt32 = 2_166_136_261
    for name in names {
      for byte in NameKey(name).joined + [0xFF] {
        value = (value ^ UInt32(byte)) &* 16_777_619
      }
    }
    return value
  }()

  private static let names = [
    "Deir ez-Zor", "Al-Ḩasakah", "İstanbul", "Iğdır", "Łódź", "Straße", "Saint-Étienne", "Ærø",
    "N'Djamena", "Ville-d’Avray", "Ｔｏｋｙｏ", "دير الزُّور", "أبو كمال", "إدلب", "آمد", "الحسـكة",
    "رأس العين", "مئذنة", "مؤتة", "على", "حمص ١٢", "کرمانشاه", "شهرک", "ھەولێر", "ﻻذقية", "לוד",
    "תל אביב–יפו", "Ёлкино", "Київ", "Şanlıurfa", "東京", "서울", "Αθήνα", "Ереван", "Երևան",
    "#دير_الزور", "NewYork", "L’Aquila", "Coeur d'Alene", "Œuvre", "Đà Nẵng",
  ]
}
