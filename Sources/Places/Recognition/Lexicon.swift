/// Word lists that the place finder reads, each folded once.
enum Lexicon {
  /// Words after which a place's name is likely.
  static let locatives = """
    في من إلى الى قرب قربَ شمال جنوب شرق غرب شرقي غربي شمالي جنوبي وسط داخل خارج باتجاه نحو بين حتى عبر محيط أطراف ضواحي
    ريف سماء أجواء أهالي سكان أبناء شوارع أحياء سواحل مدن قرى بلدات منطقة مناطق حدود قضاء ناحية محور جبهة
    in near from at to outside inside around throughout across of into toward towards via between within
    north south east west northern southern eastern western central downtown
    в из под на около близ возле юге севере востоке западе
    en dans depuis vers près de sur aus bei nach nahe von im nördlich südlich
    """

  /// The strongest of them: `in` and its like.
  static let insides =
    "في داخل قرب وسط شرقي غربي شمالي جنوبي ريف in near outside inside northern southern eastern western central downtown в около близ bei nahe"

  /// Between an institution and its place: `University of Calgary`.
  static let links = "of de du di da"

  /// Named after the place where they were first seen.
  static let diseases =
    "virus viruses flu influenza fever disease syndrome strain ebolavirus hemorrhagic haemorrhagic"

  static let institutionsOf = """
    Times Voice Radio Television Daily Banco
    University College Institute Academy School Museum Bank Church Diocese Archdiocese Bishop Archbishop
    Journal Universidad Université Duke Earl Prince Princess
    """

  /// Their subject is a person. Feminine forms are left out: أعلنت إسرائيل speaks of a state.
  static let speechVerbs = """
    قال يقول أضاف أكد أوضح صرح ذكر أشار أعلن نفى شدد اعتبر رأى لفت تابع أردف استطرد كتب غرد سأل أجاب اعترف زعم
    أدان انتقد رفض توقع حذر طالب دعا أعرب قدم استقبل التقى غادر زار
    said says say told added adds explained noted wrote writes asked insisted argued claimed commented stated tweeted
    believes thinks testified replied recalled warned
    """

  /// Capitalised words before a name that are no part of another name.
  static let compass = """
    North South East West Northern Southern Eastern Western Central Upper Lower Greater Downtown Inner
    Outer Mainland Metropolitan Old Near In At From To Of And Or The For With Across Outside Inside
    Northwest Northeast Southwest Southeast Northwestern Northeastern Southwestern Southeastern
    Capital Rural Coastal Occupied Federal Republic Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday January February March April May June July August September October November December
    """

  /// Given as a capitalised word after a name, they leave it a place: `US President`.
  static let officesAfter = """
    President Vice Prime Minister Ministry Government Governor Mayor Senator Congress Parliament
    Secretary Department Army Police Navy Military Air Defence Defense Foreign Health National Coast
    Supreme High Attorney Ambassador Embassy State Federal House Senate Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday January February March April May June July August September October November
    December And Or In At On For To Of The With After Before As Is Was Are Has Have I We He She It They
    """

  /// Words of grammar: no name of a place begins with one.
  static let function = """
    من إلى الى عن على علي في فى مع هذا هذه هؤلاء ذلك تلك الذي التي الذين اللذين اللتين ما ماذا لماذا متى كيف هل لا لم لن ليس ليست لكن لكنه
    لكنها إن أن إنه إنها إنهم أنه أنها أنهم أننا بأن بأنه بأنها فإن فإنه لأن لأنه لأنها كأن كما كل كلا بعض أي أية غير سوى حتى إذا إذ لو لولا
    قد لقد سوف كان كانت كانوا يكون تكون سيكون ستكون أصبح أصبحت صار بات باتت ظل مازال مازالت هو هي هم هن هما نحن أنا أنت أنتم له لها لهم لنا لك
    به بها بهم فيه فيها فيهم منه منها منهم عنه عنها عنهم عليه عليها عليهم إليه إليها إليهم لديه لديها لديهم عنده عندها هنا هناك ثم أو أم بل
    قبل بعد خلال منذ عند عندما بينما حين حيث بينهم بينها حول ضد دون بدون أمام تحت فوق أيضا فقط جدا ربما كذلك هكذا نفسه نفسها ذات ذاته ذاتها
    و ف ب ك ل وهو وهي وهم وقد وكان وكانت وأن وإن ولا ولم ولن وما ومن وفي وعلى وإلى وعن ومع وهذا وهذه وذلك وكما ولكن حاليا
    بالرغم رغم لدى عدا خلا حاشا
    """

  /// Names may begin with them (جنوب أفريقيا), but none consists of them.
  static let directions = "شمال جنوب شرق غرب وسط"
}
