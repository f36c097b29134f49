extension Lexicon {
  static let ordinaryArabic = """
    باب الباب نور صالح الثورة الشرق الغرب الشمال الجنوب الوسط المدينة القرية البلدة الدولة الأمن السلام النصر الحرية الوحدة
    الجزيرة جزيرة الشام العرب النور الخير السيد الشيخ الأمير الملك الحسن الحسين الصالح العلي السعيد الهدى البيت بيت الدار دار القصر
    قصر الجامع المسجد الدير دير التل تل الجبل جبل السهل سهل الوادي وادي العين عين النهر نهر البحر بحر الساحل ساحل الرأس رأس
    الخان خان القلعة قلعة الحصن حصن البرج برج السوق سوق المركز مركز المحطة محطة الميناء ميناء المطار الجسر جسر الطريق طريق
    الحي حي الشارع شارع الساحة ساحة المنطقة منطقة الناحية ناحية المزرعة مزرعة المخيم مخيم الحدود الريف ريف
    صور الصور مشهد المشهد خبر الخبر بيان البيان الداخلية الخارجية العاصمة عاصمة دولة الخليج الشروق الغروب المغرب كورونا
    مرفأ المرفأ القدر الأمل أمل الفجر الصباح المساء الليل الرحمة البركة الكرامة كرامة الشهداء الشهيد المنصورة المنصور
    الصحة التعليم العدل الدفاع المالية الزراعة الصناعة التجارة العمل النقل الطاقة المياه الكهرباء الحكومة الرئاسة البرلمان
    هنا هناك هذا هذه ذلك تلك الذي التي هو هي هم نحن انا انت كان كانت كيف لماذا متى أين ليس لأن لكن أن إن إذا حين بعد قبل
    كل بعض غير مثل أول ثاني ثالث مئة ألف مليون يوم اليوم أمس غدا شهر سنة عام وقت ساعة دقيقة شخص ناس الناس رجل امرأة
    يورو دولار جنيه ريال دينار ليرة درهم ورد خير سر سرت نفس عند عندي فقط أيضا جدا حاليا الآن الله والله ربنا يا ما لا لم
    سيول سيل جديد الجديد بنات هوية بها به فيها هلا وان
    قال قالت قالوا أكد أكدت أضاف أضافت ذكر ذكرت أعلن أعلنت أفاد أفادت صرح نفى نفت كشف كشفت دعا دعت رأى رأت جاء جاءت
    شرقي غربي شمالي جنوبي الشرقي الغربي الشمالي الجنوبي الشرقية الغربية الشمالية الجنوبية
    نجم قمر شمس أرض سماء حرب سلم نار ماء هواء زهرة وردة ربيع خريف صيف شتاء أسد ذئب نسر صقر كلب قط حصان جمل غزال
    """

  static let ordinaryLatin = """
    Of Nice Reading Mobile Bath Orange Split Same Most Best Bar Man Many Much Van Deal Hull Ham Sandwich Battle Eye Rye Bury Wells
    Police Independence Liberty Normal Hope Hell Enterprise Union Commerce Industry Progress Victory Why
    the a an we i you he she it they us but no not can may as if so to at by on in or and for from with who what when where
    god hurricane tsunami tornado storm cyclone earthquake flood fire war peace center centre royal secretary minister president officer
    king queen prince bank university national international federal general major captain south north east west
    southern northern eastern western central new old great grand little big best first second third one two three four five
    street avenue march may april june july august september october november december january february monday tuesday
    wednesday thursday friday saturday sunday today tomorrow yesterday day week month year time home house family world people
    """
}
