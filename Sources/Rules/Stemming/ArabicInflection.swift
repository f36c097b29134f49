internal import Text

/// Arabic: what a word with clitics, a sound plural, a dual, a feminine or the accusative may be a
/// form of; and the plurals that a term makes inside the word, by its pattern or by heart.
///
/// Adjectives in ي are words of their own (`عالم`, `عالمي`), as are verbs.
enum ArabicInflection {
  static func forms(of key: ArraySlice<UInt8>, isTerm: Bool) -> Set<[UInt8]> {
    if isTerm {
      var forms = Set(patterned(key) + irregular.lemmas(of: key))
      // مسلحون, عشرون: the same plural in the other cases.
      if key.count >= 10, key.ends(in: "ون") {
        forms.insert(Array(key.dropLast(4)) + Array("ين".utf8))
      }
      return forms
    }
    var forms: Set<[UInt8]> = []
    singular(key, &forms)
    for reading in ArabicClitics.stems(of: key) {
      forms.insert(reading.core)
      singular(reading.core[...], &forms)
    }
    return forms
  }

  private static let alef: [UInt8] = Array("ا".utf8)
  private static let waw: [UInt8] = Array("و".utf8)
  private static let yeh: [UInt8] = Array("ي".utf8)
  private static let heh: [UInt8] = Array("ه".utf8)
  private static let hamza: [UInt8] = Array("ء".utf8)

  /// Endings, the letters that must be left in bytes, and what the singular may have instead.
  private static let endings: [(ending: [UInt8], least: Int, singulars: [[UInt8]])] = [
    (Array("تين".utf8), 4, [Array("ه".utf8)]),
    (Array("تان".utf8), 4, [Array("ه".utf8)]),
    (Array("ات".utf8), 4, [Array("ه".utf8), []]),
    (Array("ون".utf8), 6, [[]]),
    (Array("ين".utf8), 6, [[]]),
    (Array("ان".utf8), 6, [[]]),
    (Array("ه".utf8), 6, [[]]),
    (Array("ا".utf8), 4, [[]]),
  ]

  private static func singular(_ key: ArraySlice<UInt8>, _ forms: inout Set<[UInt8]>) {
    for (ending, least, singulars) in endings
    where key.count >= ending.count + least && key.ends(in: ending) {
      let stem = Array(key.dropLast(ending.count))
      for other in singulars where stem.count + other.count >= 6 { forms.insert(stem + other) }
    }
  }

  /// Broken plurals and feminines by the shape of the singular.
  private static func patterned(_ key: ArraySlice<UInt8>) -> [[UInt8]] {
    guard key.count.isMultiple(of: 2), key.count <= 12 else { return [] }
    var letters = stride(from: key.startIndex, to: key.endIndex, by: 2).map {
      Array(key[$0..<$0 + 2])
    }
    var forms: [[UInt8]] = []
    func add(_ parts: [UInt8]...) { forms.append(parts.flatMap(\.self)) }
    let isFeminine = letters.count >= 4 && letters.last == heh
    if isFeminine { letters.removeLast() }
    func isWeak(_ at: Int) -> Bool {
      letters[at] == alef || letters[at] == waw || letters[at] == yeh
    }
    switch letters.count {
    case 3 where !isFeminine:
      if letters[1] == alef || letters[1] == waw {
        add(alef, letters[0], waw, alef, letters[2])  // باب، نوع: أبواب، أنواع
      } else {
        add(alef, letters[0], letters[1], alef, letters[2])  // حزب: أحزاب
        add(letters[0], letters[1], waw, letters[2])  // حرب، جيش: حروب، جيوش
      }
    case 3 where letters[2] == yeh:
      add(letters[0], letters[1], alef, yeh, alef)  // خلية: خلايا
    case 4: four(letters, isFeminine: isFeminine, isWeak, &forms)
    case 5 where !isFeminine && (letters[3] == waw || letters[3] == yeh):
      if letters[1] != alef && letters[2] != alef {
        // مشروع، تقرير: مشاريع، تقارير
        add(letters[0], letters[1], alef, letters[2], yeh, letters[4])
      } else if letters[1] == alef {
        add(letters[0], waw, alef, letters[2], yeh, letters[4])  // قانون: قوانين
      }
    default: break
    }
    return forms
  }

  private static func four(
    _ letters: [[UInt8]], isFeminine: Bool, _ isWeak: (Int) -> Bool, _ forms: inout [[UInt8]]
  ) {
    let (first, second, third, fourth) = (letters[0], letters[1], letters[2], letters[3])
    func add(_ parts: [UInt8]...) { forms.append(parts.flatMap(\.self)) }
    if first == alef {
      if !isFeminine && !isWeak(1) && !isWeak(2) {
        add(second, third, fourth, yeh)  // أكبر: كبرى
        add(second, third, fourth, alef, hamza)  // أحمر: حمراء
      }
    } else if second != alef && second != yeh && !isWeak(2) {
      add(first, second, alef, third, fourth)  // عنصر، موقع، منطقة: عناصر، مواقع، مناطق
    }
    if second == alef && !isWeak(2) {
      add(first, waw, alef, third, fourth)  // شارع: شوارع
    }
    if third == yeh && !isWeak(1) {
      add(first, second, alef, yeh, fourth)  // كتيبة، فصيل: كتائب، فصائل
      if !isFeminine { add(first, second, fourth, alef, hamza) }  // زعيم: زعماء
    }
    if third == alef {
      if isFeminine {
        add(first, second, alef, yeh, fourth)  // رسالة: رسائل
      } else {
        add(alef, first, second, fourth, heh)  // سلاح: أسلحة
      }
    }
  }

  /// Singulars and their plurals that no pattern gives, the singular last: the table is read from
  /// the singular to its plurals.
  private static let irregular: Irregular = {
    let lines = """
      سنه سنوات سنين
      عام اعوام
      احد احدي
      يوم ايام
      ليله ليالي ليال
      شهر اشهر
      رجل رجال
      امراه نساء
      ابن ابناء
      اب اباء
      ام امهات
      اخ اخوه
      بنت بنات
      مدينه مدن
      قريه قري
      جزيره جزر
      طريق طرق
      طريقه طرق
      سفينه سفن
      كتاب كتب
      صحيفه صحف
      جبل جبال
      بحر بحار
      كلب كلاب
      دوله دول
      بلد بلدان بلاد
      قصه قصص
      نقطه نقاط
      خطه خطط
      فرصه فرص
      غرفه غرف
      صوره صور
      تهمه تهم
      جثه جثث
      قاعده قواعد
      قوه قوات قوي
      ارض اراضي اراض
      ماء مياه
      شيء اشياء
      فيلم افلام
      اغنيه اغاني اغان
      امر امور اوامر
      شان شوون
      راس رووس
      رييس روساء
      عضو اعضاء
      قايد قاده قواد
      جندي جنود
      ضابط ضباط
      حارس حراس
      عامل عمال
      تاجر تجار
      حاكم حكام
      طالب طلاب طلبه
      ساكن سكان
      زاير زوار
      ثاير ثوار
      شاعر شعراء
      عالم علماء
      ناشط نشطاء
      سجين سجناء
      شهيد شهداء
      قتيل قتلي
      جريح جرحي
      مريض مرضي
      اسير اسري
      صغير صغار
      كبير كبار
      جديد جدد
      اول اولي اوايل
      اعلي عليا
      اقصي قصوي
      سوال اسيله
      مستشفي مستشفيات
      حي احياء
      هدف اهداف
      ملك ملوك
      حق حقوق
      حد حدود
      خط خطوط
      شخص اشخاص
      عربي عرب
      كردي اكراد
      اجنبي اجانب
      مسيحي مسيحيون مسيحيين
      """
    return Irregular(
      lines.split(separator: "\n").flatMap { line -> [String] in
        let words = line.split(separator: " ")
        guard let singular = words.first else { return [] }
        return words.dropFirst().map { "\(singular)=\($0)" }
      }.joined(separator: "\n"))
  }()
}
