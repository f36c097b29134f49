import Testing

@testable import Articles

/// Pages that stand where an article should, and articles that merely speak of such pages.
@Suite struct WallTests {
  private func outcome(_ html: String, url: String = "https://paper.test/2024/a-story") -> String {
    do throws(ArticleError) {
      let article = try ArticleReader.read(Array(html.utf8), url: url)
      return article.body.isEmpty ? "no text" : "article"
    } catch {
      return error.kind.rawValue
    }
  }

  @Test(arguments: [
    // Cloudflare: the managed challenge, the block page.
    """
    <!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="refresh" content="390">
    </head><body><div class="main-wrapper" role="main"><noscript><div class="h2"><span id="challenge-error-text">
    Enable JavaScript and cookies to continue</span></div></noscript></div>
    <script>(function(){window._cf_chl_opt={cvId:'3',cZone:'paper.test'};}());</script></body></html>
    """,
    """
    <!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body><div id="cf-wrapper">
    <h1>Sorry, you have been blocked</h1><h2>You are unable to access paper.test</h2><h2>Why have I been blocked?</h2>
    <p>This website is using a security service to protect itself from online attacks. The action you just performed
    triggered the security solution. There are several actions that could trigger this block including submitting a
    certain word or phrase, a SQL command or malformed data.</p></div></body></html>
    """,
    // DataDome.
    """
    <html lang="en"><head><title>paper.test</title></head><body style="margin:0"><p id="cmsg">Please enable JS and
    disable any ad blocker</p><script data-cfasync="false">var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>
    <script data-cfasync="false" src="https://ct.captcha-delivery.com/c.js"></script></body></html>
    """,
    // Akamai: refusal and interstitial.
    """
    <HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You don't have permission to access
    "http&#58;&#47;&#47;paper&#46;test&#47;a" on this server.<P>Reference&#32;&#35;18&#46;2f1c</BODY></HTML>
    """,
    """
    <html><head><meta http-equiv="refresh" content="5; URL='/a?bm-verify=AAQAAAAJ'"></head><body></body></html>
    """,
    // PerimeterX.
    """
    <html><head><title>Access to this page has been denied</title><meta name="description" content="px-captcha"></head>
    <body><div id="px-captcha"></div><p>Press &amp; Hold to confirm you are a human (and not a bot).</p></body></html>
    """,
    // Imperva.
    """
    <html style="height:100%"><head><META NAME="ROBOTS" CONTENT="NOINDEX, NOFOLLOW"></head><body>
    <iframe id="main-iframe" src="/_Incapsula_Resource?SWUDNSAI=31&xinfo=1" width="100%">Request unsuccessful.
    Incapsula incident ID: 1</iframe></body></html>
    """,
    // Others: AWS, Sucuri, Google, F5, Anubis, ArvanCloud, one in Arabic.
    """
    <html><head><title>Human Verification</title><script>window.awsWafCookieDomainList=[];window.gokuProps={};</script>
    </head><body><div id="captcha-container"></div></body></html>
    """,
    """
    <html><head><title>Sucuri WebSite Firewall - Access Denied</title></head><body><h1>Access Denied</h1></body></html>
    """,
    """
    <html><head><title>https://news.google.test/articles/x</title></head><body><form id="captcha-form"></form>
    <div>Our systems have detected unusual traffic from your computer network. This page checks to see if it's really
    you sending the requests, and not a robot.</div></body></html>
    """,
    """
    <html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your
    administrator.<br><br>Your support ID is: 77</body></html>
    """,
    """
    <html><head><title>Making sure you&#39;re not a bot!</title><script src="/.within.website/x/cmd/anubis/static/js/main.mjs">
    </script></head><body><p>Loading...</p></body></html>
    """,
    """
    <html lang=fa><head><title>در حال انتقال به سایت مورد نظر هستید...</title><script>var __arcsjs=1</script></head>
    <body><p>لطفا کمی صبر کنید.</p></body></html>
    """,
    """
    <html lang=ar dir=rtl><head><title>لحظة من فضلك...</title></head><body><p>نتحقق من أنك إنسان، وقد يستغرق ذلك ثواني.</p></body></html>
    """,
  ])
  func `a bot check is named`(html: String) {
    #expect(outcome(html) == "blocked")
  }

  @Test(arguments: [
    (
      """
      <html lang=ar><head><title>قبل المتابعة إلى Google</title></head><body><div>نستخدم ملفات تعريف الارتباط لتقديم خدماتنا.</div>
      <form action="https://consent.google.test/save"><button>قبول</button></form></body></html>
      """, "https://news.google.test/a"
    ),
    (
      """
      <html><head><title>The Paper</title></head><body><main><p>With your consent, we and our partners use cookies to store
      and read data on your device, to measure content, and to show you advertising. Choose what you agree to.</p></main></body></html>
      """, "https://consent.paper.test/collect?done=1"
    ),
    (
      """
      <html lang=de><head><title>The Paper</title></head><body><h1>Mit Werbung weiterlesen oder Abo abschließen</h1>
      <p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking, oder lesen Sie mit dem Abo, nahezu werbefrei.</p></body></html>
      """, "https://www.paper.test/zustimmung?url=https%3A%2F%2Fwww.paper.test%2Fa"
    ),
    (
      """
      <html><head><title>The Paper</title></head><body><div id="onetrust-consent-sdk"><div class="cookie-dialog"><h2>We care
      about your privacy</h2><p>We and our 800 partners store and access information on a device, such as cookies, and process
      personal data, such as unique identifiers and standard information sent by a device, for personalised advertising.</p>
      <p>With your permission we may use precise geolocation data and identification through device scanning, at any time.</p>
      </div></div></body></html>
      """, "https://paper.test/a"
    ),
  ])
  func `a consent page is named`(html: String, url: String) {
    #expect(outcome(html, url: url) == "blocked")
  }

  @Test(arguments: [
    "<title>Subscribe to read | The Paper</title><body><h1>Subscribe to unlock this article</h1><p>Try unlimited access for 4 weeks.</p>",
    "<title>تسجيل الدخول - الصحيفة</title><body><form><input name=u><input type=password name=p></form>",
    "<title>The Paper</title><body><h1>Log in</h1><form action=/x><input name=u><input type=password></form>",
  ])
  func `a login is named`(html: String) {
    #expect(outcome(html) == "blocked")
  }

  @Test(arguments: [
    "<title>Page not found | The Paper</title><body><h1>404</h1><p>Sorry, we cannot find what you are looking for.</p>",
    """
    <title>الصفحة غير موجودة - صحيفة الضفاف</title><body class="rtl error404 wp-theme"><h1>عذرا! هذه الصفحة غير موجودة.</h1>
    <p>يبدو أننا لم نتمكن من العثور على ما تبحث عنه. ربما يساعدك البحث، أو أحد الروابط التالية.</p>
    """,
    "<title>The Paper</title><body class=error404><h1>Nothing here</h1><p>It seems we can not find what you are looking for, maybe try a search.</p>",
    "<title>Seite nicht gefunden – Die Zeitung</title><body><p>Die gewünschte Seite gibt es nicht, oder nicht mehr.</p>",
    "<title>صفحه یافت نشد</title><body><p>صفحه‌ای که به دنبال آن هستید پیدا نشد.</p>",
    "<title>Sayfa bulunamadı | Gazete</title><body><p>Aradığınız sayfa taşınmış ya da silinmiş olabilir.</p>",
  ])
  func `a missing page that the server calls found is named`(html: String) {
    #expect(outcome("<!doctype html><html><head>" + html) == "missing")
  }

  @Test(arguments: [
    "<title>502 Bad Gateway</title><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>",
    "<title>Database Error</title><body><h1>Error establishing a database connection</h1>",
    "<title>الموقع تحت الصيانة</title><body><p>نعمل على تحسين الموقع، ونعود إليكم بعد قليل، شكرا لصبركم.</p>",
    "<title>Welcome to nginx!</title><body><h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is successfully installed and working.</p>",
  ])
  func `a site out of order is named`(html: String) {
    #expect(outcome("<!doctype html><html><head>" + html) == "broken")
  }

  private let sentences = """
    <p>The company said on Tuesday that a faulty update had taken thousands of sites off the network for two hours.</p>
    <p>Visitors saw a page that told them to enable JavaScript and cookies to continue, or that they had been blocked.</p>
    """

  @Test(arguments: [
    "Just a moment: Cloudflare outage takes half the web away",
    "Access denied: how a city shut its archive",
    "404: the film that nobody found", "Page not found, and other lies of the ministry",
    "Before you continue: what cookies know of you",
    "Log in or lose out: subscriptions take over the news",
    "Subscribe to read: why papers build paywalls",
    "Under maintenance for ten years, a bridge opens",
    "تسجيل الدخول إلى أوروبا: رحلة لاجئ", "لحظة الحقيقة في مفاوضات الحدود",
    "الصفحة غير موجودة: أرشيف ضاع في الحرب",
  ])
  func `a short article that speaks of walls is read`(title: String) {
    for site in [" | The Paper", " - paper.test", ""] {
      let page = """
        <!doctype html><html><head><title>\(title)\(site)</title></head><body>
        <article><h1>\(title)</h1><div class=entry-content>\(sentences)</div></article></body></html>
        """
      #expect(outcome(page) == "article")
    }
  }

  @Test(arguments: [
    // Guards put these into every page they watch.
    "<script>(function(){window['__CF$cv$params']={r:'1'};a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})()</script>",
    "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
    "<script src='https://js.datadome.co/tags.js'></script>",
    "<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3'></script>",
    "<script src='https://client.perimeterx.net/PXabc/main.min.js'></script>",
    "<script src='https://js.hcaptcha.com/1/api.js'></script><script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>",
    // A login and a consent overlay that wait in every page.
    "<div class='modal login'><form action=/login><input name=u><input type=password></form></div>",
    """
    <div id=onetrust-consent-sdk><p>We and our 800 partners store and access information on a device, such as cookies, and
    process personal data, such as unique identifiers and standard information sent by a device, for advertising.</p>
    <form action=/consent/save><button>Accept</button></form></div>
    """,
  ])
  func `a flash of one sentence is read beside what guards put everywhere`(mark: String) {
    let page = """
      <!doctype html><html><head><title>Border crossing opens again - The Paper</title></head><body>\(mark)
      <article><h1>Border crossing opens again</h1><p>The crossing opened again on Monday at noon, the governor said.</p>
      </article></body></html>
      """
    #expect(outcome(page) == "article")
  }

  @Test func `an article that its metadata name is never taken for a fault`() {
    let page = """
      <!doctype html><html><head><title>Not found</title><meta property=og:type content=article></head><body>
      <article><h1>Not found</h1><p>A poem in two lines, about a key that was lost, and about the door it opened.</p>
      </article></body></html>
      """
    #expect(outcome(page) == "article")
    #expect(outcome(page.replacing("og:type", with: "x")) == "missing")
  }

  @Test func `what a selector finds is read whatever the page's title says`() throws {
    let page = "<title>Please wait</title><div id=t>The lift is out of order until Monday.</div>"
    var settings = ArticleSettings()
    settings.selectors.body = "#t"
    let article = try ArticleReader.read(
      Array(page.utf8), url: "https://paper.test/a", settings: settings)
    #expect(article.body == "The lift is out of order until Monday.")
  }

  @Test func `a front page behind a wall is named`() {
    #expect {
      try FrontPage.links(
        Array("<title>Just a moment...</title><p>Verifying you are human.</p>".utf8),
        url: "https://paper.test/")
    } throws: {
      ($0 as? ArticleError)?.kind == .blocked
    }
  }

  @Test func `a headline behind the text does no harm`() throws {
    let page = """
      <!doctype html><html><head><title>The council votes again</title></head><body><article><p>\(sentences)</p></article>
      \(String(repeating: "<div><span>x</span></div>", count: 120))<h1>The council votes again</h1></body></html>
      """
    #expect(outcome(page) == "article")
  }
}
