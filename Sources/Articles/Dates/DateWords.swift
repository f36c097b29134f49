internal import Foundation

/// The month names, day halves and zones that news pages write, folded as `DateReader` folds text.
enum DateWords {
  enum Meaning: Equatable {
    case month(Int)
    case jalaliMonth(Int)
    /// A month of the lunar Hijri calendar; nil for a word of a month's name that has two.
    case hijriMonth(Int?)
    case morning
    case afternoon
    /// Seconds east of UTC.
    case zone(Int)
  }

  static func meaning(of word: String) -> Meaning? { table[word] }

  /// Lower case, without accents, harakat and the hamza on its seat.
  static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: result.append(Unicode.Scalar(scalar.value + 32) ?? scalar)
      case ..<0x80: result.append(scalar)
      case 0x300...0x36F, 0x591...0x5C7, 0x640, 0x64B...0x65F, 0x670, 0xAD, 0x200B, 0x200D...0x200F,
        0x202A...0x202E, 0x2060...0x2069, 0xFEFF:
        continue
      case 0x200C: continue
      case 0x6CC, 0x649: result.append("\u{64A}")
      case 0x6A9: result.append("\u{643}")
      case 0x660...0x669: result.append(Unicode.Scalar(scalar.value - 0x660 + 0x30) ?? scalar)
      case 0x6F0...0x6F9: result.append(Unicode.Scalar(scalar.value - 0x6F0 + 0x30) ?? scalar)
      case 0x966...0x96F: result.append(Unicode.Scalar(scalar.value - 0x966 + 0x30) ?? scalar)
      case 0x9E6...0x9EF: result.append(Unicode.Scalar(scalar.value - 0x9E6 + 0x30) ?? scalar)
      case 0xE50...0xE59: result.append(Unicode.Scalar(scalar.value - 0xE50 + 0x30) ?? scalar)
      case 0xFF10...0xFF19: result.append(Unicode.Scalar(scalar.value - 0xFF10 + 0x30) ?? scalar)
      default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    return String(result).precomposedStringWithCanonicalMapping
  }

  private static let table: [String: Meaning] = {
    var table: [String: Meaning] = [:]
    // An earlier line wins: `mars` is March before it is anything else.
    func add(_ words: Substring, _ meaning: Meaning) {
      for word in words.split(separator: " ") {
        let key = folded(String(word))
        if table[key] == nil { table[key] = meaning }
      }
    }
    func eachLine(_ text: String, _ body: (Int, Substring) -> Void) {
      for line in text.split(separator: "\n") {
        guard let mark = line.firstIndex(of: ":"), let number = Int(line[..<mark]) else { continue }
        body(number, line[line.index(after: mark)...])
      }
    }
    eachLine(months) { add($1, .month($0)) }
    eachLine(moreMonths) { add($1, .month($0)) }
    eachLine(jalali) { add($1, .jalaliMonth($0)) }
    eachLine(hijri) { add($1, .hijriMonth($0)) }
    add(Substring(hijriParts), .hijriMonth(nil))
    add("am a.m ص صباحا صباحًا الصباح فجرا پیش‌ازظهر 上午 午前 오전 öö đr", .morning)
    add("pm p.m م مساء مساءً المساء ظهرا الظهر عصرا ب.ظ ب‌ظ 下午 午後 오후 ös", .afternoon)
    eachLine(zones) { add($1, .zone($0)) }
    return table
  }()

  /// European languages, and Arabic in its three sets of names (Levant and Iraq, Egypt and Gulf, Maghreb).
  private static let months = """
    1:january jan januar janvier janv enero ene gennaio gen janeiro januari januari jänner jän tammikuu tammikuuta tammi stycznia styczeń sty ledna leden januára január január jan ianuarie ian януари јануари januara siječnja siječanj сијечањ января январь янв січня січень студзеня студзень ιανουαρίου ιανουάριος ιαν ocak yanvar қаңтар januari januar janar eanáir ionawr gener urtarrila xaneiro janvāris janvārī sausio sausis jaanuar janúar يناير كانون٢ جانفي جنفي ژانویه ژانویۀ جنوری
    2:february feb februar février fevrier févr fevr febrero febbraio febbr fevereiro fev februari helmikuu helmikuuta helmi lutego luty lut února únor februára február febr februarie фебруари фебруара veljače veljača февраля февраль фев лютого лютий лютага люты φεβρουαρίου φεβρουάριος φεβ şubat fevral ақпан shkurt febrer otsaila febreiro februāris februārī vasario vasaris veebruar febrúar فبراير شباط فيفري فيڤري فوریه فروری فبروری
    3:march mar mars märz maerz mär marzo março marco maart mrt marts maaliskuu maaliskuuta maalis marca marzec března březen márc marec márca március martie март марта ožujka ožujak березня березень сакавіка сакавік μαρτίου μάρτιος μάρ mart наурыз maret march mac març martxoa martxoaren marts martā kovo kovas märts مارس اذار آذار أذار مارچ
    4:april apr avril avr abril abr aprile huhtikuu huhtikuuta huhti kwietnia kwiecień kwi dubna duben apríla apríl április ápr aprilie април апреля апрель апр квітня квітень красавіка красавік απριλίου απρίλιος απρ nisan aprel сәуір prill apirila aprīlis aprīlī balandžio balandis aprill travnja travanj أبريل ابريل إبريل نيسان أفريل افريل آوریل اپریل
    5:may mai mayo maggio magg maio mei maj toukokuu toukokuuta touko maja května květen mája máj május maí mai май мая мај маја svibnja svibanj травня травень мая травень μαΐου μάιος μαι mayıs мамыр mei maig maiatza maijs maijā gegužės gegužė مايو أيار ايار آيار ماي مه می مئی
    6:june jun juni juin junio jun giugno giu junho kesäkuu kesäkuuta kesä czerwca czerwiec cze června červen júna jún június iunie iun юни јуни јуна lipnja lipanj июня июнь июн червня червень чэрвеня чэрвень ιουνίου ιούνιος ιουν haziran iyun маусым qershor juny ekaina xuño jūnijs jūnijā birželio birželis juuni júní juin يونيو حزيران جوان يونيه ژوئن جون
    7:july jul juli juillet juil julio luglio lug julho heinäkuu heinäkuuta heinä lipca lipiec lip července červenec júla júl július iulie iul юли јули јула srpnja srpanj июля июль июл липня липень ліпеня ліпень ιουλίου ιούλιος ιουλ temmuz iyul шілде korrik juliol uztaila xullo jūlijs jūlijā liepos liepa juuli júlí يوليو تموز جويلية جويليه يوليوز يوليه ژوئیه جولائی
    8:august aug août aout agosto ago augustus elokuu elokuuta elo sierpnia sierpień sie srpna srpen augusta augusztus augusti август августа avgust avgusta авг kolovoza kolovoz серпня серпень жніўня жнівень αυγούστου αύγουστος αυγ ağustos тамыз agustus ogos gusht agost abuztua agosto augusts augustā rugpjūčio rugpjūtis ágúst أغسطس اغسطس آب أوت اوت غشت اوت اگست
    9:september sep sept septembre septiembre setiembre settembre sett setembro set syyskuu syyskuuta syys września wrzesień wrz září septembra szeptember szept septembrie септември септембар септембра сентября сентябрь сен сент rujna rujan вересня вересень верасня верасень σεπτεμβρίου σεπτέμβριος σεπ eylül sentyabr қыркүйек shtator setembre iraila setembro septembris septembrī rugsėjo rugsėjis سبتمبر أيلول ايلول شتنبر سپتامبر ستمبر
    10:october oct oktober okt octobre octubre ottobre ott outubro out lokakuu lokakuuta loka października październik paź října říjen október októbra octombrie октомври октобар октобра октября октябрь окт жовтня жовтень кастрычніка кастрычнік οκτωβρίου οκτώβριος οκτ ekim oktyabr қазан oktober tetor octubre urria outubro oktobris oktobrī spalio spalis oktoober أكتوبر اكتوبر تشرين١ اکتبر اکتوبر
    11:november nov novembre noviembre nov novembro marraskuu marraskuuta marras listopad lis listopadu novembra noiembrie ноември новембар новембра ноября ноябрь ноя studenoga studenog studeni листопада листопад лістапада лістапад νοεμβρίου νοέμβριος νοε kasım noyabr қараша nëntor azaroa novembris novembrī lapkričio lapkritis نوفمبر نونبر تشرين٢ نوامبر نومبر
    12:december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro joulukuu joulukuuta joulu grudnia grudzień gru prosince prosinec decembra decembrie декември децембар децембра декабря декабрь дек prosinca prosinac грудня грудень снежня снежань δεκεμβρίου δεκέμβριος δεκ aralık dekabr желтоқсан desember des disember dhjetor desembre abendua decembro decembris decembrī gruodžio gruodis detsember ديسمبر كانون١ دجنبر دسامبر دسمبر
    """

  /// Other scripts and regions.
  private static let moreMonths = """
    1:ינואר בינואר जनवरी জানুয়ারি জানুয়ারী ஜனவரி జనవరి ജനുവരി ಜನವರಿ જાન્યુઆરી ਜਨਵਰੀ มกราคม ม.ค იანვარი იანვარს հունվարի հունվար يانۋار کانوونی rêbendan çile janayo januwari januwali januarie ufasimbanga enero disi janaayo januari janairu tháng1
    2:פברואר בפברואר फरवरी फ़रवरी ফেব্রুয়ারি பிப்ரவரி ఫిబ్రవరి ഫെബ്രുവരി ಫೆಬ್ರವರಿ ફેબ્રુઆરી ਫਰਵਰੀ กุมภาพันธ์ ก.พ თებერვალი თებერვალს փետրվարի փետրվար شوبات reşemî sibat pebrero februwari februarie
    3:מרץ במרץ מארס मार्च মার্চ மார்ச் మార్చి മാർച്ച് ಮಾರ್ಚ್ માર્ચ ਮਾਰਚ มีนาคม มี.ค მარტი მარტს մարտի մարտ ئادار ئازار adar avdar marso machi maart
    4:אפריל באפריל अप्रैल এপ্রিল ஏப்ரல் ఏప్రిల్ ഏപ്രിൽ ಏಪ್ರಿಲ್ એપ્રિલ ਅਪ੍ਰੈਲ เมษายน เม.ย აპრილი აპრილს ապրիլի ապրիլ نیسان avrêl nîsan aprili abriil
    5:מאי במאי मई মে மே మే മേയ് ಮೇ મે ਮਈ พฤษภาคม พ.ค მაისი მაისს մայիսի մայիս ئایار gulan
    6:יוני ביוני जून জুন ஜூன் జూన్ ജൂൺ ಜೂನ್ જૂન ਜੂਨ มิถุนายน มิ.ย ივნისი ივნისს հունիսի հունիս حوزەیران hezîran hunyo juuni
    7:יולי ביולי जुलाई জুলাই ஜூலை జూలై ജൂലൈ ಜುಲೈ જુલાઈ ਜੁਲਾਈ กรกฎาคม ก.ค ივლისი ივლისს հուլիսի հուլիս تەممووز تەمووز tîrmeh hulyo julai
    8:אוגוסט באוגוסט अगस्त আগস্ট ஆகஸ்ட் ఆగస్టు ഓഗസ്റ്റ് ಆಗಸ್ಟ್ ઓગસ્ટ ਅਗਸਤ สิงหาคม ส.ค აგვისტო აგვისტოს օգոստոսի օգոստոս ئاب tebax gelawêj agosti
    9:ספטמבר בספטמבר सितंबर सितम्बर সেপ্টেম্বর செப்டம்பர் సెప్టెంబర్ സെപ്റ്റംബർ ಸೆಪ್ಟೆಂಬರ್ સપ્ટેમ્બર ਸਤੰਬਰ กันยายน ก.ย სექტემბერი სექტემბერს սեպտեմբերի սեպտեմբեր ئەیلوول ئەیلول îlon rezber setyembre septemba
    10:אוקטובר באוקטובר अक्टूबर অক্টোবর அக்டோபர் అక్టోబర్ ഒക്ടോബർ ಅಕ್ಟೋಬರ್ ઓક્ટોબર ਅਕਤੂਬਰ ตุลาคม ต.ค ოქტომბერი ოქტომბერს հոկտեմբերի հոկտեմբեր cotmeh kewçêr oktubre oktoba
    11:נובמבר בנובמבר नवंबर नवम्बर নভেম্বর நவம்பர் నవంబర్ നവംബർ ನವೆಂಬರ್ નવેમ્બર ਨਵੰਬਰ พฤศจิกายน พ.ย ნოემბერი ნოემბერს նոյեմբերի նոյեմբեր mijdar sermawez nobyembre novemba
    12:דצמבר בדצמבר दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் డిసెంబర్ ഡിസംബർ ಡಿಸೆಂಬರ್ ડિસેમ્બર ਦਸੰਬਰ ธันวาคม ธ.ค დეკემბერი დეკემბერს դեկտեմբերի դեկտեմբեր kanûn berfanbar disyembre desemba
    """

  private static let jalali = """
    1:فروردین حمل وری خاکەلێوە farvardin
    2:اردیبهشت ثور غویی ordibehesht
    3:خرداد جوزا غبرګولی جۆزەردان khordad
    4:تیر سرطان چنګاښ پووشپەڕ
    5:مرداد امرداد اسد زمری گەلاوێژ mordad
    6:شهریور سنبله وږی خەرمانان shahrivar
    7:مهر میزان تله ڕەزبەر mehr
    8:آبان عقرب لړم گەڵاڕێزان aban
    9:آذر قوس لیندۍ سەرماوەز azar
    10:دی جدی مرغومی بەفرانبار dey
    11:بهمن دلو سلواغه ڕێبەندان bahman
    12:اسفند حوت کب ڕەشەمێ esfand
    """

  private static let hijri = """
    1:محرم المحرم muharram
    2:صفر
    7:رجب rajab
    8:شعبان
    9:رمضان ramadan ramazan
    10:شوال shawwal
    11:ذوالقعدة ذیقعده
    12:ذوالحجة ذیحجه
    """

  private static let hijriParts = "ربيع جمادى جمادي ذو ذي القعدة القعده الحجة الحجه"

  private static let zones = """
    0:gmt utc z wet غرينتش جرينتش
    3600:cet mez bst wat
    7200:cest mesz eet sast cat
    10800:eest msk мск eat مكة بغداد الرياض دمشق mekkah mecca
    12600:irst
    14400:gst أبوظبي دبي
    18000:pkt
    19800:ist
    25200:wib ict
    28800:hkt sgt awst pht
    32400:jst kst
    36000:aest
    39600:aedt
    -10800:brt
    -14400:edt
    -18000:est cdt
    -21600:cst mdt
    -25200:mst pdt
    -28800:pst
    """
}
