/// Word lists that the place finder reads, each folded once.
enum Lexicon {
  /// Words after which a place's name is likely.
  static let locatives = WordList(
    """
    في من إلى الى قرب قربَ شمال جنوب شرق غرب شرقي غربي شمالي جنوبي وسط داخل خارج باتجاه نحو بين حتى عبر محيط أطراف ضواحي
    ريف سماء أجواء أهالي سكان أبناء شوارع أحياء سواحل مدن قرى بلدات منطقة مناطق حدود قضاء ناحية محور جبهة
    in near from at to outside inside around throughout across of into toward towards via between within
    north south east west northern southern eastern western central downtown
    в из под на около близ возле юге севере востоке западе
    en à dans depuis vers près de sur aus bei nach nahe von im nördlich südlich
    """)

  /// The strongest of them: `in` and its like.
  static let insides = WordList(
    "في داخل قرب وسط شرقي غربي شمالي جنوبي ريف in near outside inside northern southern eastern western central downtown в около близ bei nahe à"
  )

  /// Between an institution and its place: `University of Calgary`.
  static let links = WordList("of de du di da for")

  /// Named after the place where they were first seen.
  static let diseases = WordList(
    "virus viruses flu influenza fever disease syndrome strain ebolavirus hemorrhagic haemorrhagic")

  static let institutionsOf = WordList(
    """
    Times Voice Radio Television Daily Banco
    University College Institute Academy School Museum Bank Church Diocese Archdiocese Bishop Archbishop Board Society
    Ministry Journal Universidad Université Duke Earl Prince Princess
    """)

  /// Their subject is a person. Feminine forms are left out: أعلنت إسرائيل speaks of a state.
  static let speechVerbs = WordList(
    """
    قال يقول أضاف أكد أوضح صرح ذكر أشار أعلن نفى شدد اعتبر رأى لفت تابع أردف استطرد كتب غرد سأل أجاب اعترف زعم
    أدان انتقد رفض توقع حذر طالب دعا أعرب قدم استقبل التقى غادر زار
    said says say told added adds explained noted wrote writes asked insisted argued claimed commented stated tweeted
    believes thinks testified replied recalled warned
    """)

  /// Capitalised words before a name that are no part of another name.
  static let compass = WordList(
    """
    North South East West Northern Southern Eastern Western Central Upper Lower Greater Downtown Inner
    Outer Mainland Metropolitan Old Near In At From To Of And Or The For With Across Outside Inside
    Northwest Northeast Southwest Southeast Northwestern Northeastern Southwestern Southeastern
    Capital Rural Coastal Occupied Federal Republic Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday January February March April May June July August September October November December
    """)

  /// Given as a capitalised word after a name, they leave it a place: `US President`.
  static let officesAfter = WordList(
    """
    President Vice Prime Minister Ministry Government Governor Mayor Senator Congress Parliament
    Secretary Department Army Police Navy Military Air Defence Defense Foreign Health National Coast
    Supreme High Attorney Ambassador Embassy State Federal House Senate Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October November
    December And Or In At On For To Of The With After Before As Is Was Are Has Have I We He She It They
    """)

  /// Ordinary words and first names that some list gives as a place. Alone they are no place; after a
  /// type word (`مدينة الباب`), or with strong support, they may be.
  static func isOrdinary(_ key: ArraySlice<UInt8>) -> Bool {
    ordinary.contains(key) || institutionsBefore.contains(key)
  }

  /// A first or family name.
  static func isPersonal(_ key: ArraySlice<UInt8>) -> Bool {
    givenNames.contains(key) || familyNames.contains(key)
  }

  private static let ordinary = WordList(ordinaryArabic + ordinaryLatin)
}
