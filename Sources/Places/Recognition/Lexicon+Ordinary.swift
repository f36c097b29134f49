extension Lexicon {
  static let ordinaryArabic = """
    باب الباب نور صالح الثورة الشرق الغرب الشمال الجنوب الوسط المدينة القرية البلدة الدولة الأمن السلام النصر الحرية الوحدة
    الجزيرة جزيرة الشام العرب النور الخير السيد الشيخ الأمير الملك الحسن الحسين الصالح العلي السعيد الهدى البيت بيت الدار دار القصر
    قصر الجامع المسجد الدير دير التل تل الجبل جبل السهل سهل الوادي وادي العين عين النهر نهر البحر بحر الساحل ساحل الرأس رأس
    الخان خان القلعة قلعة الحصن حصن البرج برج السوق سوق المركز مركز المحطة محطة الميناء ميناء المطار الجسر جسر الطريق طريق
    الحي حي الشارع شارع الساحة ساحة المنطقة منطقة الناحية ناحية المزرعة مزرعة المخيم مخيم الحدود الريف ريف
    صور الصور مشهد المشهد خبر الخبر بيان البيان الداخلية الخارجية العاصمة عاصمة دولة الشروق الغروب كورونا
    مرفأ المرفأ القدر الأمل أمل الفجر الصباح المساء الليل الرحمة البركة الكرامة كرامة الشهداء الشهيد المنصورة المنصور
    الصحة التعليم العدل الدفاع المالية الزراعة الصناعة التجارة العمل النقل الطاقة المياه الكهرباء الحكومة الرئاسة البرلمان
    هنا هناك هذا هذه ذلك تلك الذي التي هو هي هم نحن انا انت كان كانت كيف لماذا متى أين ليس لأن لكن أن إن إذا حين بعد قبل
    كل بعض غير مثل أول ثاني ثالث مئة ألف مليون يوم اليوم أمس غدا شهر سنة عام وقت ساعة دقيقة شخص ناس الناس رجل امرأة
    يورو دولار جنيه ريال دينار ليرة درهم ورد خير سر سرت نفس عند عندي فقط أيضا جدا حاليا الآن الله والله ربنا يا ما لا لم
    سيول سيل جديد الجديد بنات هوية بها به فيها هلا وان
    قال قالت قالوا أكد أكدت أضاف أضافت ذكر ذكرت أعلن أعلنت أفاد أفادت صرح نفى نفت كشف كشفت دعا دعت رأى رأت جاء جاءت
    شرقي غربي شمالي جنوبي الشرقي الغربي الشمالي الجنوبي الشرقية الغربية الشمالية الجنوبية
    جديدة الجديدة قديمة القديمة بالا ألا جيزة بحيرة زاوية مضائق المضائق الموبوءة حاليا الحالي الحالية الماضي الماضية المقبل المقبلة السابق السابقة
    الأول الثاني الثالث الرابع الخامس الأولى الثانية الثالثة الأخير الأخيرة الكبير الكبيرة الصغير الصغيرة الطويل الطويلة القصير القصيرة
    صباح مساء ظهر فجر عصر ظهرا صباحا مساء ليلا نهار أسبوع الأسبوع شهور أعوام سنوات قرن القرن
    هاربين هاربون عائدين نازحين لاجئين مهاجرين قادمين ملعب استاد ميدان حديقة مسجد جامع جسر سوق
    سفيرة سفير وزيرة رئيسة مديرة نائبة سوري ليبي كرد يهود شط خصب دخان خدر هدر معرب نقاب جناح ملكة ملكا حكما كشك جرم عصب سراب بهار أنار مقلع جوهر طريف سحاب سعير ضماد تربة شجاع نزهة
    أسير أبتر خمار صياد دواب ذباب مبين مجزر موزع نصاب قصور طراز ناسك كيان سكين سبي رماح بندر روم لوم تاني دو كاري بيدر فدا فداء شوط أرض لقاح
    كوع درب مسار محور مسلك نقطة خط خطوط حافة قلب صدر رأس ظهر بطن عظم ريشة جناحي عمق سطح قاع سقف جدار باحة زقاق حارة ساقية
    معسكر عشاق بحري بحرية البحري البحرية جوي الجوي الجوية بري البرية كسل قوم أمان متون ثورة سعيدة رباط ربات الأم أم تازة خالص قبة القبة
    مفرق عقبة العقبات بني الصف صف دخيل زيتون الزيتون نقدا نقدة فضولي قبلي رملة سترة ليمون تمر سند السند دلتا الأبيض أبيض الأسود أسود
    الأحمر أحمر الأخضر أخضر الأزرق أزرق المتوسط متوسط الأقصى الأدنى الأعلى أعلى العليا عليا السفلى الوسطى وسطى الكبرى كبرى
    العمارة عمارة البندقية بندقية الاتحاد اتحاد العصابة المصدر مصدر الصورة صورة الجميل جميلة السجن سجن الدين دين دم دواء غاز
    كلمة ستون متن الحضر فلس البيض بيض يقول يقولون فات العمود عمود مدرس مدرسة الحجب النعمة نعمة ميزان الميزان الوجه وجه كسر
    نوم محلات شباب الشباب ألوان نساء كلي منا سور جل الهجرة هجرة حارس موت مات خمس ست سبع سبعة يد بث ستار برج حرب حربية شأن بشأن
    سحب جنة الجنة دون ليس ليست متر مرة مرات واحد سلامة السلامة منه هل سي سوف لو رصد برد البرد عنه شبه يوما العلم علم
    جبل سير السير صاحب سلالة هوية يرحم بلد البلد بلدان الحد حد طول كرة الكرة حر داخلة الداخلة خارجة كشف الدور دور عسكري
    العسكري قنوات شهيد بل أولي أولى مجال وقف كورنيش الكورنيش شارع طريق زيارة زيارات أميري بسيط إطار سيدة السيدة ميدان الميدان
    عذاب جيد أساس سلطات السلطات قبالة الكنائس كنيسة دورة الدورة ليكون يكون سيكون حصار الحصار الشيوخ تولي عزيز عربي العربي العربية
    يبارك ورود مشرف المشرف الخميس الجمعة السبت الأحد الاثنين الثلاثاء الأربعاء خميس أحد حزيران تموز آب أيلول آذار نيسان أيار شباط
    كانون تشرين مايو يونيو يوليو مارس أغسطس صفر رجب شعبان رمضان شوال محرم رصاص سلاح السلاح قائد القائد قادة جنود لواء فرقة
    فصيل هجوم دفاع قصف غارة جبهة الجبهة كتيبة قوة قوات القوة شركة الشركة بنك البنك سعر أسعار نفط ذهب فضة سهم أسهم
    صحيفة جريدة مجلة وكالة قناة إذاعة موقع تقرير خطاب كتاب لقاء مؤتمر قمة القمة جلسة لجنة مجلس المجلس حزب الحزب حركة
    مباراة هدف أهداف كأس دوري بطولة منتخب فريق لاعب حكم ملعب نهائي نصف ربع فوز خسارة تعادل ركلة مرمى حارس
    بيتي بيته داخل خارج فوق تحت أمام خلف قرب حول ضمن خلال منذ حتى عبر ضد مع بدون سوى رغم مثلا كذلك أيضا
    رمز رتبة رئيس الرئيس نائب وزير الوزير سفير حاكم محافظ عمدة قاض شرطة الشرطة جيش الجيش شعب الشعب أمة الأمة وطن الوطن
    سكر ملح خبز لحم حليب قهوة شاي تفاح ورق خشب حديد الحديد زجاج حجر الحجر رمل طين زيت قطن صوف حرير
    المالكي الحكيم الصدر الأسد الحافظ القاضي الشريف الوفاق المستقبل التيار الشعلة الهلال النجمة النجم الأهلي الاتفاق الوصل
    لأول أولا ثانيا ثالثا أخيرا بأنه فإنه بها فيها عليها إليها منها لها بينها عنها لديها حراري مركزي المركزي مركزية دولي الدولي
    الدولية محلي المحلي وطني الوطني الوطنية شعبي الشعبي الشعبية رسمي الرسمي سياسي السياسي اقتصادي مالي المالي أمني الأمني
    مائة بالمائة المائة ألفين مليار كيلو كيلومتر طن لتر درجة نسبة معدل عدد رقم أرقام حالة حالات وفاة إصابة
    نجم قمر شمس أرض سماء حرب سلم نار ماء هواء زهرة وردة ربيع خريف صيف شتاء أسد ذئب نسر صقر كلب قط حصان جمل غزال
    """

  static let ordinaryLatin = """
    Of Nice Reading Mobile Bath Orange Split Same Most Best Bar Man Many Much Van Deal Hull Ham Sandwich Battle Eye Rye Bury Wells
    Police Independence Liberty Normal Hope Hell Enterprise Union Commerce Industry Progress Victory Why
    the a an we i you he she it they but no not can may as if so to at by on in or and for from with who what when where
    god hurricane tsunami tornado storm cyclone earthquake flood fire war peace center centre royal secretary minister president officer
    king queen prince bank university national international federal general major captain south north east west
    southern northern eastern western central new old great grand little big best first second third one two three four five
    camp camps hill hills farm farms hay grain dog cat none along come our port ports church mart save well google give park parks them hospital
    got drone long road roads congress college allah pay energy river rivers than go island islands capital send wake bridge excellent
    olympic olympics agency do does done per jewish due boil pets pet bay marines marine mine mines cathedral drama financial airport drug drugs
    plant plants samples market markets atlantic pacific say says bush monster rapid walnut hawthorn cherry venus will
    were said more one over time cases case still toll hit re make made she any off area us since much me see far used human early
    home going lives seen four media came put best set sets major reach level levels effort border began point strong story recovery care rain never
    deal taking key ever start non share lead rock front samples air cut change worth rise car cars rate plan plans line lines song post
    farmers farmer force forces exchange base bad side run loss hour sales sale real oil moon mission means lung kill course price job green grant date born
    book turn rest research record name model list law band white stock son content tell happy economy court trip officer friend charge
    station rose red opportunity hope cash zone sweet met heard buy toast rice race possession phone needle gas fully forest dry chance ask trial ten
    shot quarter gaming del carbon brand begun tour label holiday borne bond beach western eastern train trail success spring sad purchase popular minor
    mining miner leader basic advance swan sort sedan rule peace page mind mad discovery dollar tree tool star spoken sing shape reading progress
    pool plenty parent paper mark keys driver deep dan cool colony carry cargo wave transit tore switch ride plate jury haven hall grass globe era dire delay
    cope comfort chili butterfly bullet bee art zoo wing tall sack pond mud mountain mountains lemon hurt freedom earth dock competition busy branch box
    bone beer ball arrest wise temple tank talent tale superior sunrise spark sparks smile saga row root ripe rider republic pound poll plateau plain peer
    parade neo mosquito meter merit mercy mega mason magazine lucky loose logo lock lake lakes lie leg kings joy item iron homestead
    highway hammer grave grants grand glad gateway garden gardens gang fate exhibition engineer empire engine divide dawn darling concrete clever chamber brick
    bishop bid volcano vista villa victor veteran tower towers summit sun straw stone steel spike slope silk shore secret school scale sanctuary sandwich salt
    rustic rural ruse ring retreat reservoir reserve rescue rehab rail prosperity prospect pioneer pigeon peninsula penguin patrol palm palms pact noble nest
    monument mill mills metro mess maize marathon lowland lowlands linen liberal lend levy lay lawn laurel labor labour knock kin keen junction joint
    imperial hunt hunter hook homeland hero heroes heritage help helper harvest harmony harbor harbour hamlet hail guns gun grey gray gold golden
    goodwill gates gate fund friendship flood floods finale fire fires fish emblem echo earnest drums dodge diamond demo cube crest creek countryside
    continental commissioner combine coach chill checkpoint champion champions cave caves cane canal cactus bust bright brewer brave bourse boot bloom
    blade bite betting bell bells belt barn bark bailey ash arsenal arena arch anthem angle angel angels anchor anew alpha agro acre abbey
    democrat democratic republican independent  senate court justice victory faith grace charity star sunday super top total trust truth unity
    university urban valley village villages vice virgin vision voice volunteer voters wall walls war warrior water waters west wind winner winter
    wood woods wool world wright young youth zero everything everyone nothing something please thanks thank love live lost look watch read retweet breaking
    update updates news daily today photo photos video click donate donation donations relief aid alert warning warnings team teams support
    pray prayers prayer emergency disaster crisis victim victims survivor survivors families family people person man woman men women child children
    english french spanish german greek chinese russian italian
    times summer mid council central plateau western occidental oriental saint sunshine franklin mount racing
    street avenue march may april june july august september october november december january february monday tuesday
    wednesday thursday friday saturday sunday today tomorrow yesterday day week month year time home house family world people
    """
}
