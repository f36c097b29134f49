/// Nouns of institutions: a place's name beside one belongs to the institution's name.
extension Lexicon {
  /// Before the place's name: جامعة دمشق, قناة الجزيرة.
  static let institutionsBefore = """
    جامعة قناة صحيفة جريدة مجلة وكالة إذاعة تلفزيون فضائية شبكة موقع مؤسسة شركة بنك مصرف بورصة نادي فريق منتخب مستشفى مشفى مدرسة معهد
    كلية فندق مطعم مول متحف مسرح حزب حركة تنظيم هيئة جبهة كتيبة لواء فيلق ميليشيا مليشيا سرايا كتائب لجنة جمعية منظمة رابطة
    ريال أتلتيكو بايرن بوروسيا انتر إنتر فيردر هيرتا أياكس باير سبورتنغ سبورتنج دينامو لوكوموتيف سسكا أولمبيك أولمبياكوس بنفيكا
    رالي ماراثون سباق
    اتحاد مهرجان جائزة كأس دوري بطولة مسلسل فيلم برنامج أغنية رواية كتاب ديوان منصة مركز مرصد معرض حملة عملية غرفة تجمع تحالف
    شارع دوار برج بوابة
    """

  /// After the place's name: Cairo University, Washington Post. Capitalised only.
  static let institutionsAfter = """
    بوست تايمز تريبيون ديلي جورنال يونايتد سيتي أوبزرفر تلغراف تلجراف بنك إيرلاينز موتورز
    University College Institute Academy School Hospital Clinic Museum Zoo Library Theatre Theater
    Airport Station Bridge Tower Street Road Avenue Square Park Garden Gardens Stadium Arena Hotel Palace
    Castle Cathedral Church Mosque Temple Abbey Court Prison Jail Bank Exchange Times Post Herald Tribune
    Journal Globe Gazette Chronicle Observer Star Sun Mail Telegraph News Press Daily Weekly Magazine
    Service Department Agency Authority Commission Committee Cup Show Fresh Foods Brewing Industries
    Review Radio TV Television Broadcasting Corporation Company Inc Ltd Group Holdings Airlines Airways
    Motors Electric Energy Oil Gas Petroleum Steel Council Association Federation Society Foundation
    Union League Club FC United Rovers Wanderers Athletic Knicks Lakers Bulls Yankees Mets Rangers Cubs
    Giants Cowboys Texans Dolphins Heat Magic Rockets Spurs Mavericks Dodgers Angels Padres Orchestra
    Philharmonic Symphony Opera Ballet Festival Marathon Grand Prix Open Cup Trophy Championship
    Treaty Agreement Accord Accords Protocol Convention Declaration Act Conference Summit Process
    Brigade Battalion Regiment Division Corps Militia Front Party Movement Tribe Bay Beach Harbour Harbor
    River Lake Island Islands Mountain Mountains Valley Forest Hill Hills Creek Canal Dam Glacier Peninsula
    Heights Desert Basin Plain Plains Strait Gulf Sea Ocean Coast Saint Jazz Blues Style Observatory
    """

  /// Whole phrases whose place words name no place, in folded words.
  static let phrases: [[ArraySlice<UInt8>]] = {
    let list = """
      قوات سوريا الديمقراطية
      قوات سوريا الديموقراطية
      سوريا الديمقراطية
      هيئة تحرير الشام
      تحرير الشام
      أحرار الشام
      العراق والشام
      عراق وشام
      فتح الشام
      جند الشام
      حراس الدين
      قناة الجزيرة
      الجزيرة نت
      الجزيرة مباشر
      الجزيرة إنجليزية
      مراسل الجزيرة
      موفد الجزيرة
      شبكة الجزيرة
      الشرق الأوسط الجديدة
      صوت أمريكا
      روسيا اليوم
      بي بي سي
      بيت لحم الأمريكية
      كأس العالم
      دوري أبطال أوروبا
      دوري أبطال آسيا
      أبطال أوروبا
      أبطال آسيا
      دوري أبطال أفريقيا
      أبطال أفريقيا
      حلف شمال الأطلسي
      حلف الأطلسي
      شمال الأطلسي
      كأس أمم أفريقيا
      كأس أمم أوروبا
      كأس أمم آسيا
      أمم أفريقيا
      أمم أوروبا
      كأس أوروبا
      كأس آسيا
      كأس أفريقيا
      باريس سان جيرمان
      إيه سي ميلان
      فيردر بريمن
      القدس العربي
      سرايا القدس
      لواء القدس
      فيلق القدس
      كتائب القدس
      الحشد الشعبي
      بيت الأبيض
      صلاة المغرب
      عند المغرب
      قبيل المغرب
      بعيد المغرب
      وقت المغرب
      حتى المغرب
      الضفة اليسرى
      الضفة العليا
      الضفة السفلى
      الضفة اليمنى
      الضفة الأخرى
      الضفة المقابلة
      الضفة الشرقية
      أذان المغرب
      قبل المغرب
      بعد المغرب
      البيت الأبيض
      يمكن أن
      U.N.
      Al Jazeera
      Agence France Presse
      Agence France-Presse
      وكالة فرانس برس
      فرانس برس
      رويترز
      أسوشيتد برس
      Radio Free Europe
      Voice of America
      Bank of America
      Paris Saint Germain
      Real Madrid
      Atletico Madrid
      Manchester United
      Manchester City
      New York Times
      Wall Street
      White House
      Red Cross
      Islamic State of Iraq
      Organization of American States
      """
    return list.split(separator: "\n").map { line in
      NameKey(String(line)).words.map { $0[...] }
    }
  }()

  /// Phrases of which the first word still names a place: العراق والشام has العراق.
  static let phrasesKeepingFirst: Set<[UInt8]> = Set(
    ["العراق والشام", "عراق وشام"].map { NameKey($0).joined })
}
