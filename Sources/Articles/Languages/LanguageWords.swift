/// Common words and tell-tale letters of the languages that share a script.
struct LanguageWords {
  let languages: [String]
  /// Word → the languages (by position) that use it often.
  let voters: [String: [UInt8]]
  /// Letter → the languages that write it, where not all of the script do.
  let letters: [UInt32: [UInt8]]
  private let script: Script

  static func of(_ script: Script) -> LanguageWords {
    switch script {
    case .arabic: arabic
    case .cyrillic: cyrillic
    case .devanagari: devanagari
    case .hebrew: hebrew
    default: latin
    }
  }

  /// What a text of this script most likely is when no word speaks; nil where guessing would be a lottery.
  func fallback(_ census: ScriptCensus) -> String? {
    switch script {
    case .arabic:
      // Letters that Arabic does not write speak against it even in a short line.
      return census.letters.contains { letters[$0.key] != nil } ? nil : "ar"
    case .hebrew: return "he"
    case .devanagari: return "hi"
    default: return nil
    }
  }

  /// Lines of the form `code: word word …` and `code= letters`.
  private init(_ table: String, script: Script) {
    var languages: [String] = []
    var voters: [String: [UInt8]] = [:]
    var letters: [UInt32: [UInt8]] = [:]
    for line in table.split(separator: "\n") {
      guard let mark = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { continue }
      let code = String(line[..<mark])
      let position: UInt8
      if let known = languages.firstIndex(of: code) {
        position = UInt8(known)
      } else {
        position = UInt8(languages.count)
        languages.append(code)
      }
      let rest = line[line.index(after: mark)...]
      if line[mark] == ":" {
        for word in rest.split(separator: " ") {
          voters[String(word), default: []].append(position)
        }
      } else {
        for scalar in rest.unicodeScalars where scalar != " " {
          letters[scalar.value, default: []].append(position)
        }
      }
    }
    self.languages = languages
    self.voters = voters
    self.letters = letters
    self.script = script
  }

  private static let arabic = LanguageWords(
    """
    ar:في من على إلى الى التي الذي أن ان عن مع هذا هذه كان كانت بعد قبل خلال بين أو ما لا لم قال قالت وقال حيث ذلك تلك كما لكن حول ضد عند منذ حتى أكثر كل غير هو هي قد وقد إن ومن وفي التى الذين عام اليوم وأضاف تم عدد لها له
    fa:در به از که این را با است برای آن یک تا هم شد شده بود کرد می های بر نیز خود ها کرده گفت پس اما یا سال دو باید ما هر ای اگر داد کند کنند است؛ وی ایران بین شود دارد خواهد
    ur:کے کی میں ہے کا سے اور کو پر نے ہیں کہ کر تھا یہ بھی اس نہیں ایک ہو جو گیا ان تھے کہا ہوئے والے لیے تو ہوا دیا رہا گی ساتھ بعد تک وہ
    ckb:لە بە کە بۆ ئەو لەگەڵ ئەم و دەکات هەر یان بوو ناوی هەیە کرد لەو لەسەر دوای پێش ئەوەی بەڵام کوردستان هەرێمی وەک هەموو نێوان دەبێت ئەوان کراوە
    ps:په د چې کې او ته له دا سره هم نه شوي وي دي يې یې کړي باندې ده شي خو دی وو کړ هغه پر چي لپاره شو
    sd:جي ۾ جو ۽ کي آهي تي سان کان جا آهن هن نه ته جنهن ڪري ڪيو ويو اهو پر
    ug:بىلەن ۋە بۇ دەپ ئۈچۈن بىر ئۇ بولۇپ خىتاي ئۇيغۇر قىلىپ ھەم كېيىن
    fa= گچپژکی
    ur= ٹڈڑےںھہگچپکی
    ckb= ەۆێڵڕۊگچپژکی
    ps= ښځړڼډټېۍګی
    sd= ٻڀٿٽڊڏڍڙڦڳڱڻڃڄڪ
    ug= ېۈۋۇۆڭھگچپ
    """, script: .arabic)

  private static let hebrew = LanguageWords(
    """
    he:של את על לא כי הוא היא עם זה גם או כל אל מה יותר אבל לפי בין רק כדי היה אחרי לאחר אם יש אנחנו
    yi:און די פון אין איז דער צו מיט דאס אז פאר האט נישט וואס ער דעם
    """, script: .hebrew)

  private static let devanagari = LanguageWords(
    """
    hi:के में है की को से का और ने पर कि यह हैं एक भी इस नहीं था कर हो जो लिए गया साथ कहा तो वह रहे अपने
    mr:आहे या आणि च्या ते की हे करण्यात मध्ये होते नाही असे त्यांनी एक आहेत यांनी झाली केली तर ही होता
    ne:छ र को मा ले पनि छन् गरेको भएको हो यो गर्न भने थियो लागि गरेका उनले नेपाल छैन तथा
    """, script: .devanagari)

  private static let cyrillic = LanguageWords(
    """
    ru:и в не на что с по как из для это от его но был она они к том также который которые было или быть после года при все мы об если чтобы уже
    uk:і в не на що з та як за до це від його але був вона вони про який які було або після року при є у для під він також щоб зі й вже ще він цього але
    be:і у не на што з па як за да гэта ад яго але быў яна яны пра які якія было або пасля года ён для таксама каб ў іх
    bg:и в не на че с по като за да от това той но беше тя те ще който които са се до или след година при си е във със към още бъде
    mk:и во не на дека со по како за да од тоа тој но беше таа тие ќе кој кои се до или после година при е ги го од сè што ја
    sr:и у не на да са по као за је од то он али био она они ће који које су се до или после године при из би још није што
    kk:және бұл мен да де үшін бар бір деп ол еді болып туралы қазақстан болды жылы бойынша осы
    ky:жана бул менен үчүн бар бир деп ал болгон боюнча кыргызстан эле жылы деген
    tg:ва дар ба аз ки ин бо барои он аст буд шуд тоҷикистон ки дигар соли мешавад
    mn:нь байна юм болон энэ гэж тэр монгол улсын он хийх бол ба
    uk= іїєґ
    be= ўі
    ru= ыэёъ
    be= ыэё
    bg= ъ
    mk= ѓќѕј
    sr= ђћјљњџ
    mk= љњџ
    kk= әғқңөұүһі
    ky= ңөү
    tg= ғӣқӯҳҷ
    mn= өү
    """, script: .cyrillic)

  private static let latin = LanguageWords(
    """
    en:the of and to in that is was for on with as it by at from his her he she they have has had are were be this which not but an their will who its been said would more after about than also
    fr:le la les des et du que qui en un une dans pour pas sur au par avec est sont ce il elle plus ne se cette mais ont été ses aux son leur nous vous selon après
    de:der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum war haben nur oder aber vor zur bis mehr durch
    es:el la los de que y en un una del las por con para no es se al lo como más su sus pero ha este entre también desde sobre fue está son han hasta cuando donde sin muy ya según
    it:il di che la e un una per non in del della con sono è si da al le nel come dei alla i gli più anche ha lo ma delle nella su dal ci questo loro essere stato hanno tra
    pt:o de que e do da em um uma para com não os no se na por mais as dos como mas foi ao das tem à seu sua ou ser quando muito há nos já está também pelo pela são até isso você
    nl:de het een van en in dat is op te zijn voor met die niet aan er om ook als maar bij naar uit nog door over ze hij wordt heeft worden zich tot deze werd dan meer ik
    sv:och att det som en på är av för med den till inte har de ett om han men från var så vi kan hon nu år vid också efter eller när
    da:og at det som en på er af for med den til ikke har de et om han men fra var så vi kan hun nu år ved også efter eller når blev være
    no:og at det som en på er av for med den til ikke har de et om han men fra var så vi kan hun nå år ved også etter eller når ble være
    fi:ja on ei että se oli hän mutta ovat kun myös niin kuin joka sen ole jo vain mukaan ollut tai olla vuoden noin
    is:og að í á er sem við til um en það ekki var af með hann fyrir eru því hefur
    pl:i w nie na z się do to że jest o jak po co ale od za przez ma dla są tym był tak jego czy już być oraz który które może przed roku
    cs:a v se na je že s z do o to i za ve by ale k od jako po pro jsou byl které který ze jeho jak roku podle bude také už
    sk:a v sa na je že s z do o to aj za vo by ale k od ako po pre sú bol ktoré ktorý zo jeho roku podľa bude tiež už
    hu:a az és hogy nem is egy ez volt meg csak de el már mint még azt ami ki van szerint után lesz majd vagy ha
    ro:și în de la a cu pe care din nu o să un este ce mai au fost pentru că se al lui sunt această prin dar după
    hr:i u je da na se za su od s iz koji o što ne kako će bi ali nije to po biti koje samo kao sve nakon ili više gdje prije tko tijekom također svijet vrijeme uz kojima
    sl:in je v na se da za so z ki ne ni tudi pa bo po od kot s bi ali o pri do več še že
    sr:i u je da na se za su od sa iz koji o što ne kako će bi ali nije to po biti koje samo kao sve nakon ili više gde pre ko tokom takođe svet vreme posle uz
    sq:të në e dhe i me për një që nga është ka së u më janë por do si kjo ai nuk duke
    tr:ve bir bu da de için ile olarak olan çok daha en gibi kadar sonra var ama ne olduğu ise olduğunu ya göre etti dedi yeni değil
    az:və bir bu da üçün ilə olan ki çox daha olub onun isə görə deyib azərbaycan edib
    uz:va bir bu uchun bilan ham deb edi bo lgan oʻzbekiston yil haqida esa
    ku:û li di ku ji bi de ye jî wê bo ev ew re wî hat kir dike gotin
    id:yang dan di dengan untuk pada dari ini itu dalam tidak akan ke juga oleh sebagai ada adalah kata tersebut bisa telah saat menjadi karena mereka bahwa mengatakan sudah pekan hingga
    ms:yang dan di dengan untuk pada dari ini itu dalam tidak akan ke juga oleh sebagai ada adalah kata tersebut beliau boleh kerana telah berkata bahawa iaitu manakala sehingga
    tl:ang ng sa na mga at ay si para ni kay ito hindi may nang din isang pa
    vi:và của là có trong cho được với các một không những người này đã khi để từ đến về năm
    sw:ya wa na kwa ni katika za la kuwa cha hiyo hii huo pia baada wake alisema watu yake vya mwa hilo lakini kama
    so:ee oo ka ku iyo in la uu ah waa soo ayaa waxa waxay si loo lagu
    ha:da a ta ya na ne cewa shi an ba su ce sun kan wannan don
    yo:ni ti ati ń àwọn pé wọn kan tó sì náà
    zu:ukuthi futhi uma kanye ngoba le lo izinto abantu uthe nge kodwa ngesikhathi ngo kwa ezweni
    xh:ukuba kwaye ukuze kunye xa uthi nge kodwa abantu ngokuba le kwi ngaphandle into
    af:die en van in is nie het dat wat met te op sy vir om aan hy ek as dit sal ook maar was deur
    ca:el la de que i a en un una per amb és els les no del al es com més seva ha ser aquest són
    eu:eta da ez du bat dira ere den zen baina izan dute egin gara
    gl:o de que e a do da en un unha para con non os se na por máis as dos como pero foi ao
    et:ja on ei et see ka oli kui aga mis ning tema oma või kes eesti
    lv:un ir ka no ar par uz tas bet lai arī nav kas pēc latvijas gada
    lt:ir kad į iš su yra tai kaip bet ne buvo jis po apie už lietuvos metų
    mt:il u li ta fil għal minn dan din ma hu mill kien
    cy:y yn a i o ar yr ei mae wedi am gan ond fod
    ga:an na a agus ar is go do le ag i sé bhí mar
    sv= åäö
    da= æøå
    no= æøå
    fi= äö
    is= þðæö
    de= ßäöü
    fr= éèêëàçùœîôûâ
    es= ñáéíóú
    it= èàòùì
    pt= ãõçáéêóâ
    pl= łżźćęąńśó
    cs= řůěščžýáíé
    sk= ľĺŕôščžýáíéúť
    hu= őűáéíóöü
    ro= șțăâîşţ
    hr= đćčšž
    sl= čšž
    sr= đćčšž
    sq= ëç
    tr= ğışçöü
    az= əğışçöü
    ku= êîûçş
    vi= ơưđăạảấầậắẹếềểễịọốồộờợụứừựỷ
    uz= ʻ
    ca= ·çàèò
    et= õäöü
    lv= āēīūšžģķļņč
    lt= ėęįųūšžč
    mt= ħġċż
    yo= ẹọṣ
    eo= ĉĝŝŭ
    """, script: .latin)
}
