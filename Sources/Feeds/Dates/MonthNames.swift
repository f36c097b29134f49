/// Names of months in the languages that feeds are written in.
enum MonthNames {
  /// Twelve fields a line, from January on; several names in a field are parted by commas.
  private static let gregorian = """
    january,jan|february,feb|march,mar|april,apr|may|june,jun|july,jul|august,aug|september,sep,sept|october,oct|november,nov|december,dec
    janvier,janv|février,févr,fév,fevrier,fev|mars|avril,avr|mai|juin|juillet,juil|août,aout|septembre|octobre|novembre|décembre,déc,decembre
    januar,jän,jänner|februar|märz,mär,maerz,mrz|april|mai|juni|juli|august|september|oktober,okt|november|dezember,dez
    enero,ene|febrero|marzo|abril,abr|mayo|junio|julio|agosto,ago|septiembre,setiembre,set|octubre|noviembre|diciembre,dic
    janeiro|fevereiro|março,marco|abril|maio|junho|julho|agosto|setembro|outubro,out|novembro|dezembro
    gennaio,gen|febbraio|marzo|aprile|maggio,mag|giugno,giu|luglio,lug|agosto|settembre|ottobre,ott|novembre|dicembre
    januari|februari|maart,mrt|april|mei|juni|juli|augustus|september|oktober|november|december
    января,январь,янв|февраля,февраль,фев|марта,март,мар|апреля,апрель,апр|мая,май|июня,июнь,июн|июля,июль,июл|августа,август,авг|сентября,сентябрь,сен,сент|октября,октябрь,окт|ноября,ноябрь,ноя,нояб|декабря,декабрь,дек
    січня,січень,січ|лютого,лютий,лют|березня,березень,бер|квітня,квітень,квіт|травня,травень,трав|червня,червень,черв|липня,липень,лип|серпня,серпень,серп|вересня,вересень,вер|жовтня,жовтень,жовт|листопада,листопад,лист|грудня,грудень,груд
    ocak,oca|şubat,şub|mart|nisan,nis|mayıs,mayis|haziran,haz|temmuz,tem|ağustos,ağu|eylül,eyl|ekim,eki|kasım,kas|aralık,ara
    يناير,ينایر,جانفي,كانون الثاني,كانون ثاني|فبراير,فيفري,شباط|مارس,آذار,اذار|أبريل,ابريل,إبريل,أفريل,نيسان|مايو,ماي,أيار,ايار|يونيو,يونيه,جوان,حزيران|يوليو,يوليه,جويلية,تموز|أغسطس,اغسطس,أوت,آب|سبتمبر,أيلول,ايلول|أكتوبر,اكتوبر,تشرين الأول,تشرين الاول,تشرين أول|نوفمبر,تشرين الثاني,تشرين ثاني|ديسمبر,كانون الأول,كانون الاول,كانون أول
    ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر
    ιαν,ιανουαρίου|φεβ,φεβρουαρίου|μαρ,μάρ,μάρτ,μαρτίου|απρ,απριλίου|μαι,μάι,μαϊ,μαΐου,μαίου|ιουν,ιούν,ιουνίου|ιουλ,ιούλ,ιουλίου|αυγ,αύγ,αυγούστου|σεπ,σεπτεμβρίου|οκτ,οκτωβρίου|νοε,νοέ,νοεμβρίου|δεκ,δεκεμβρίου
    január|február|március,márc|április,ápr|május,máj|június,jún|július,júl|augusztus|szeptember,szept|október|november|december
    stycznia,styczeń,sty|lutego,luty,lut|marca,marzec|kwietnia,kwiecień,kwi|maja,maj|czerwca,czerwiec,cze|lipca,lipiec,lip|sierpnia,sierpień,sie|września,wrzesień,wrz|października,październik,paź|listopada,listopad,lis|grudnia,grudzień,gru
    ledna,leden|února,únor|března,březen|dubna,duben|května,květen|června,červen|července,červenec|srpna,srpen|září|října,říjen|listopadu|prosince,prosinec
    ianuarie,ian|februarie|martie|aprilie|mai|iunie,iun|iulie,iul|august|septembrie|octombrie|noiembrie,noi|decembrie
    januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
    januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december,des,desember
    januari|februari|maret|april|mei|juni|juli|agustus,agu|september|oktober|november|desember
    ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר
    януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
    जनवरी|फ़रवरी,फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर,सितम्बर|अक्टूबर|नवंबर,नवम्बर|दिसंबर,दिसम्बर
    جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
    çile|sibat,reşemî|adar|nîsan|gulan|hezîran|tîrmeh|tebax|îlon|cotmeh|mijdar|berfanbar
    """

  private static let persian =
    "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند"

  private static let table: [String: (month: Int, isPersian: Bool)] = {
    var table: [String: (month: Int, isPersian: Bool)] = [:]
    for line in gregorian.split(separator: "\n") {
      for (index, names) in line.split(separator: "|").enumerated() {
        for name in names.split(separator: ",") {
          let key = String(name).lowercased()
          if table[key] == nil { table[key] = (index + 1, false) }
        }
      }
    }
    for (index, name) in persian.split(separator: "|").enumerated() {
      table[String(name)] = (index + 1, true)
    }
    return table
  }()

  /// A month's name: one word, or two as in `تشرين الثاني`.
  static func month(_ word: String) -> (month: Int, isPersian: Bool)? { table[word] }
}
