extension SampleArticle {
  /// What the sites show when the demo begins. One of them would match the demo's rule: a first
  /// poll only takes note.
  package static let baseline: [SampleArticle] = [
    SampleArticle(
      number: 4101, outlet: .newspaper,
      title: "بلدية دير الزور تفتح جسر المشاة بعد أعمال ترميم استمرت عاماً",
      author: "هدى العبد الله", minutesOld: 2_900,
      text: """
        أعلنت بلدية دير الزور صباح أمس فتح جسر المشاة فوق الفرات بعد عام من أعمال الترميم التي موّلتها لجنة من أبناء المدينة في الخارج.
        وقال مهندس من البلدية إن الورشة استبدلت الكابلات المتآكلة ورفعت أرضية الجسر نحو ثلاثين سنتيمتراً، وإن العبور مسموح للمشاة والدراجات فقط.
        وتجمّع عشرات السكان عند المدخل الشمالي منذ السادسة صباحاً، والتقط كثير منهم الصور مع أطفالهم.
        """),
    SampleArticle(
      number: 4102, outlet: .newspaper,
      title: "مزارعو القمح في الحسكة ينتظرون سعر الشراء قبل الحصاد",
      author: "سامر الخلف", minutesOld: 2_300,
      text: """
        يقول مزارعون في ريف الحسكة إنهم أجّلوا استئجار الحصّادات لأن سعر شراء القمح لم يُعلن بعد، مع أن السنابل نضجت في معظم الحقول.
        ويخشى أصحاب الأراضي الصغيرة أن يضطروا إلى البيع للتجار بسعر أقل من كلفة الإنتاج إذا تأخر الإعلان أسبوعاً آخر.
        وذكر عضو في اتحاد الفلاحين أن الكميات المتوقعة هذا الموسم أعلى من الموسم الماضي بفضل أمطار نيسان.
        """),
    SampleArticle(
      number: 4103, outlet: .newspaper,
      title: "جامعة حلب تستضيف معرضاً لصور آثار تدمر قبل قرن",
      author: "ليلى قدور", minutesOld: 1_700,
      text: """
        افتُتح في قاعة كلية الآداب بجامعة حلب معرض يضم نحو ثمانين صورة لآثار تدمر التقطها رحّالة في عشرينيات القرن الماضي.
        وأوضحت المشرفة على المعرض أن الصور نُسخت من ألواح زجاجية محفوظة لدى عائلة في المدينة، وأن بعضها يُعرض للمرة الأولى.
        ويستمر المعرض حتى نهاية الشهر، والدخول إليه مجاني للطلاب.
        """),
    SampleArticle(
      number: 4104, outlet: .newspaper,
      title: "ارتفاع منسوب الفرات يغمر طرقاً فرعية قرب الميادين",
      author: "هدى العبد الله", minutesOld: 1_100,
      text: """
        غمرت مياه الفرات ثلاثة طرق ترابية قرب مدينة الميادين بعد ارتفاع منسوب النهر نحو نصف متر خلال يومين.
        وطلب المجلس المحلي من أصحاب المضخات سحبها إلى الضفة العليا، وحذّر الأهالي من عبور المخاضات بالجرارات.
        ولم تُسجّل أضرار في البيوت حتى مساء أمس، بحسب متطوعين في فرق الإغاثة.
        """),
    SampleArticle(
      number: 4105, outlet: .newspaper,
      title: "داعش يتبنى تفجير عبوة بسيارة قرب هجين",
      author: "مراسل النهر", minutesOld: 700,
      text: """
        تبنّى تنظيم داعش تفجير عبوة ناسفة بسيارة على الطريق الواصل بين هجين والشعفة شرق دير الزور، من دون أن يسفر التفجير عن ضحايا.
        وقال شهود من أهالي هجين إن السيارة كانت متوقفة منذ الفجر، وإن فرق الهندسة فتشت الطريق بعد الانفجار.
        """),
    SampleArticle(
      number: 4106, outlet: .newspaper,
      title: "تعادل مثير في افتتاح دوري الشباب بكرة القدم",
      author: "رامي السالم", minutesOld: 300,
      text: """
        انتهت مباراة الافتتاح في دوري الشباب بكرة القدم بالتعادل بهدفين لكل فريق أمام نحو ثلاثة آلاف متفرج.
        وسجّل الضيوف هدف التعادل في الدقيقة الأخيرة من ركلة حرة مباشرة اعترض عليها مدرب أصحاب الأرض.
        """),
    SampleArticle(
      number: 210, outlet: .agency,
      title: "Reservoirs on the upper Khabur fill for the first time in four years",
      author: "Nadia Farrow", minutesOld: 1_500,
      text: """
        Three small reservoirs on the upper Khabur are full again after a wet winter, the district water board said, and two villages that had lived from tankers have running water.
        Engineers warned that the dams leak and that half of the stored water could be gone by August without repairs.
        """),
    SampleArticle(
      number: 211, outlet: .agency,
      title: "Truck drivers queue for days after new customs forms are introduced",
      author: "Peter Lindqvist", minutesOld: 400,
      text: """
        Drivers at the crossing said that a new customs form, issued in one language only, has stretched a wait of hours into a wait of days.
        A freight agent counted more than two hundred lorries on the shoulder of the road on Sunday and said perishables were being sold off at the roadside.
        """),
    SampleArticle(
      number: 31, outlet: .weekly,
      title: "عاصفة غبار تقطع الطريق الصحراوي إلى تدمر يومين",
      author: "فريق بادية برس", minutesOld: 2_000,
      text: """
        قطعت عاصفة غبار كثيفة الطريق الصحراوي إلى تدمر مدة يومين، واضطرت حافلات الركاب إلى العودة بعدما انعدمت الرؤية.
        وأعادت ورش الطرق فتح المسار ظهر أمس بعد إزالة الرمال المتراكمة في أربعة مواقع.
        """),
    SampleArticle(
      number: 32, outlet: .weekly,
      title: "مربو الإبل يطالبون بآبار جديدة في البادية",
      author: "فريق بادية برس", minutesOld: 900,
      text: """
        طالب مربو الإبل في البادية بحفر آبار جديدة بعد جفاف ثلاث آبار قديمة هذا الصيف، وقالوا إن القطعان تقطع اليوم ضعف المسافة إلى الماء.
        ووعدت مديرية الموارد المائية بدراسة مواقع جديدة قبل بداية الخريف.
        """),
  ]
}
