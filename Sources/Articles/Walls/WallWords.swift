/// What walls say, as words: titles that say nothing else, and lines that open a page.
enum WallWords {
  static let botTitles = phrases(
    """
    just a moment|one moment please|attention required|access denied|access to this page has been denied
    are you a robot|are you human|robot or human|human verification|bot verification|verify you are human
    pardon our interruption|ddos guard|checking your browser|checking your browser before accessing
    please wait|security check|security verification|captcha|client challenge|you have been blocked
    you are being redirected|sorry you have been blocked|vercel security checkpoint|request rejected
    making sure you re not a bot|your access to this site has been limited|sucuri website firewall
    403 forbidden|error 403|403|forbidden|403 access denied|blocked|not acceptable|bot check
    لحظة|لحظة واحدة|لحظة من فضلك|جار التحقق|نقوم بالتحقق|تم رفض الوصول|التحقق من الأمان|تم حظرك
    در حال انتقال به سایت مورد نظر هستید|در حال بررسی مرورگر شما|دسترسی غیرمجاز
    un momento|un instant|un instant s il vous plaît|einen moment|einen moment bitte|nur einen moment
    один момент|зачекайте|bir dakika|bir dakika lütfen|um momento|un momento por favor|accès refusé
    zugriff verweigert|acceso denegado|доступ запрещен|erişim engellendi|しばらくお待ちください|请稍候
    """)

  /// Said by the page of a guard before anything else.
  static let botLines = lines(
    """
    enable javascript and cookies to continue|please enable js and disable any ad blocker
    please enable cookies and reload|verifying you are human|verify you are human by completing
    checking if the site connection is secure|checking your browser before accessing
    needs to review the security of your connection|press hold to confirm you are
    request unsuccessful incapsula incident id|you don t have permission to access
    our systems have detected unusual traffic|please complete the security check to access
    the requested url was rejected please consult|please verify you are a human
    this request seems a bit unusual so we need to confirm|your request has been blocked
    we have detected unusual activity from your|to continue please click the box below to let us know
    you need to enable javascript to run this app|يرجى تفعيل جافا سكريبت|نتحقق من أنك إنسان
    """)

  static let consentTitles = phrases(
    """
    before you continue|before you continue to google|before you continue to google news|cookie consent
    before you continue to youtube|your privacy choices|privacy settings|we value your privacy
    privacy gate|cookie wall|cookie settings|bevor sie fortfahren|bevor sie zu google weitergehen
    avant de continuer|avant d accéder à google|antes de continuar|antes de ir a google|zustimmung
    zustimmung erforderlich|datenschutzeinstellungen|prima di continuare|voordat je verdergaat
    قبل المتابعة إلى google|قبل المتابعة|devam etmeden önce
    """)

  static let loginTitles = phrases(
    """
    log in|login|sign in|log in or sign up|sign in or register|member login|subscriber login
    subscribe to read|subscribe to continue|subscribe to continue reading|register to continue
    log in to continue|sign in to continue|تسجيل الدخول|دخول|سجل الدخول|الدخول|اشترك لمتابعة القراءة
    anmelden|anmeldung|einloggen|connexion|se connecter|identification|iniciar sesión|entrar|вход
    войти|вхід|увійти|accedi|giriş|giriş yap|üye girişi|ورود|ورود به سایت|התחברות|inloggen|logga in
    zaloguj się|ログイン|登录|로그인
    """)

  static let missingTitles = phrases(
    """
    404|404 not found|404 page not found|error 404|404 error|error 404 not found|error 404 page not found
    not found|page not found|page not found 404|nothing found|nothing found for|file not found
    the page you requested was not found|page cannot be found|this page isn t available
    sorry page not found|oops page not found|oops|page unavailable|page does not exist
    الصفحة غير موجودة|عذرا الصفحة غير موجودة|الصفحة المطلوبة غير موجودة|لم يتم العثور على الصفحة
    لم يتم العثور على أي نتائج|صفحة غير موجودة|خطأ 404|404 الصفحة غير موجودة|هذه الصفحة غير موجودة
    صفحه یافت نشد|صفحه مورد نظر یافت نشد|صفحه پیدا نشد|صفحه مورد نظر پیدا نشد|خطای 404
    page introuvable|page non trouvée|erreur 404|seite nicht gefunden|fehler 404|página no encontrada
    error 404 página no encontrada|página não encontrada|pagina non trovata|errore 404|pagina niet gevonden
    страница не найдена|ошибка 404|404 страница не найдена|сторінку не знайдено|сторінка не знайдена
    sayfa bulunamadı|404 sayfa bulunamadı|aradığınız sayfa bulunamadı|הדף לא נמצא|העמוד לא נמצא
    nie znaleziono strony|strona nie istnieje|sidan hittades inte|siden ble ikke funnet
    rûpel nehat dîtin|ページが見つかりません|页面不存在|找不到页面|找不到網頁|페이지를 찾을 수 없습니다
    """)

  static let brokenTitles = phrases(
    """
    500 internal server error|internal server error|502 bad gateway|bad gateway|503 service unavailable
    service unavailable|service temporarily unavailable|503 service temporarily unavailable
    504 gateway time out|504 gateway timeout|gateway timeout|gateway time out|database error
    error establishing a database connection|account suspended|this account has been suspended
    site maintenance|under maintenance|down for maintenance|maintenance mode|maintenance
    welcome to nginx|apache2 ubuntu default page it works|apache2 debian default page it works
    iis windows server|default web site page|index of|web server is down|connection timed out
    الموقع تحت الصيانة|الموقع قيد الصيانة|خطأ في إنشاء اتصال بقاعدة البيانات|تحت الصيانة|تم إيقاف الحساب
    سایت در دست تعمیر است|сайт на техническом обслуживании|технические работы|bakım çalışması
    site en maintenance|wartungsarbeiten|wartungsmodus|sitio en mantenimiento
    """)

  private static func lines(_ text: String) -> [[String]] {
    text.split(whereSeparator: { $0 == "\n" || $0 == "|" }).map { TextKey.words(String($0)) }
  }

  private static func phrases(_ text: String) -> Set<String> {
    Set(lines(text).map { $0.joined(separator: " ") })
  }
}
