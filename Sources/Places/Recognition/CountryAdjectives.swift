internal import Text

/// Adjectives and names of peoples. They are no places, but they tell which country an article is
/// about, and two of them beside a word for a border name that border.
enum CountryAdjectives {
  /// ISO 3166-1 alpha-2 codes of folded words, clitics and article off.
  static let codes: [[UInt8]: String] = {
    var codes: [[UInt8]: String] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let code = fields.first else { continue }
      for stem in fields.dropFirst() {
        let key = NameKey(String(stem)).joined
        guard let first = key.first else { continue }
        // Arabic inflects: سوري سورية سوريين سوريون سوريات سوريا (as سوري + ا, indefinite).
        let isArabic = first >= 0xD8 && first <= 0xDB
        let endings = isArabic ? ["", "ه", "ين", "ون", "ات", "تين", "ان"] : ["", "s"]
        for ending in endings where codes[key + Array(ending.utf8)] == nil {
          codes[key + Array(ending.utf8)] = String(code)
        }
      }
    }
    return codes
  }()

  /// Code, then masculine singular adjectives; no word that is also the country's own name.
  private static let table = """
    SY سوري Syrian
    IQ عراقي Iraqi
    TR تركي Turkish Turk
    IR إيراني Iranian
    LB لبناني Lebanese
    JO أردني Jordanian
    IL إسرائيلي Israeli
    PS فلسطيني Palestinian
    SA سعودي Saudi
    AE إماراتي Emirati
    QA قطري Qatari
    KW كويتي Kuwaiti
    BH بحريني Bahraini
    OM عماني Omani
    YE يمني Yemeni
    EG مصري Egyptian
    LY ليبي Libyan
    TN تونسي Tunisian
    DZ جزائري Algerian
    MA مغربي Moroccan
    SD سوداني Sudanese
    MR موريتاني Mauritanian
    SO صومالي Somali
    DJ Djiboutian
    RU روسي Russian российский российская российские российских
    UA أوكراني Ukrainian украинский украинская украинские украинских
    US أمريكي أميركي American
    GB بريطاني British
    FR فرنسي French
    DE ألماني German
    IT إيطالي Italian
    ES إسباني Spanish
    PT برتغالي Portuguese
    NL هولندي Dutch
    BE بلجيكي Belgian
    SE سويدي Swedish
    NO نرويجي Norwegian
    DK دنماركي Danish
    FI فنلندي Finnish
    PL بولندي Polish
    GR يوناني Greek
    RO روماني Romanian
    BG بلغاري Bulgarian
    HU مجري Hungarian
    CZ تشيكي Czech
    AT نمساوي Austrian
    CH سويسري Swiss
    RS صربي Serbian
    HR كرواتي Croatian
    BA بوسني Bosnian
    AL ألباني Albanian
    XK كوسوفي Kosovar
    BY بيلاروسي Belarusian
    MD مولدوفي Moldovan
    GE جورجي Georgian
    AM أرمني أرميني Armenian
    AZ أذربيجاني أذري Azerbaijani Azeri
    KZ كازاخستاني كازاخي Kazakh
    UZ أوزبكي Uzbek
    TM تركماني Turkmen
    KG قرغيزي Kyrgyz
    TJ طاجيكي Tajik
    AF أفغاني Afghan
    PK باكستاني Pakistani
    IN هندي Indian
    BD بنغلاديشي بنغالي Bangladeshi
    LK سريلانكي
    NP نيبالي Nepalese Nepali
    CN صيني Chinese
    JP ياباني Japanese
    MN منغولي Mongolian
    MM ميانماري Burmese
    TH تايلاندي Thai
    VN فيتنامي Vietnamese
    ID إندونيسي Indonesian
    MY ماليزي Malaysian
    PH فلبيني Filipino Philippine
    AU أسترالي Australian
    NZ نيوزيلندي
    CA كندي Canadian
    MX مكسيكي Mexican
    BR برازيلي Brazilian
    AR أرجنتيني Argentine Argentinian
    CL Chilean
    CO كولومبي Colombian
    VE فنزويلي Venezuelan
    PE Peruvian
    EC Ecuadorian
    BO Bolivian
    CU كوبي Cuban
    HT Haitian
    ET إثيوبي أثيوبي Ethiopian
    ER إريتري Eritrean
    KE كيني Kenyan
    UG أوغندي Ugandan
    TZ تنزاني Tanzanian
    RW رواندي Rwandan
    BI بوروندي Burundian
    CD كونغولي Congolese
    TD تشادي Chadian
    NG نيجيري Nigerian
    NE نيجري Nigerien
    ML Malian
    BF بوركيني
    SN سنغالي Senegalese
    GH غاني Ghanaian
    CM كاميروني Cameroonian
    ZA Afrikaner
    ZW Zimbabwean
    ZM زامبي Zambian
    MW Malawian
    MZ موزمبيقي Mozambican
    AO أنغولي Angolan
    MG Malagasy
    CY قبرصي Cypriot
    """
}
