/// Pages as four WordPress themes that are common in the Arabic press build them: the parts, their
/// nesting and their class names are the themes'; every word is made up.
enum ThemePages: String, CaseIterable, Sendable {
  case sahifa
  case jannah
  case newspaper
  case publisher

  static let headline = "عودة المياه إلى الأحياء الشرقية بعد شهر من الانقطاع"
  static let author = "سلمى الأحمد"
  static let paragraphs = [
    "قالت مديرية المياه إن الضخ عاد صباح اليوم إلى الأحياء الشرقية من المدينة، بعد إصلاح الخط الرئيسي الذي تعطل قبل شهر.",
    "وأضافت أن الورشات عملت على مدار الساعة، وأن الخط سيبقى تحت المراقبة أسبوعين قبل أن تعود ساعات الضخ إلى ما كانت عليه.",
    "وقال أحد السكان إن الصهاريج كانت تبيع المتر المكعب بأضعاف سعره، وإن عودة المياه خففت عن الناس عبئا كبيرا.",
    "وكانت المديرية وعدت بمد خط ثان قبل نهاية العام، على أن يبدأ العمل فيه حين تصل الأنابيب.",
  ]

  /// Headlines beside the article and on the front page; the last is as short as a label.
  static let others = [
    ("/archives/20481", "افتتاح معرض الكتاب في دورته العاشرة بمشاركة مئة دار نشر"),
    ("/archives/20479", "مزارعو الريف الشمالي يبدأون حصاد القمح وسط آمال بموسم جيد"),
    ("/archives/20475", "فريق المدينة يتعادل مع ضيفه في افتتاح الدوري المحلي"),
    (
      "/%D8%A5%D8%B9%D8%A7%D8%AF%D8%A9-%D9%81%D8%AA%D8%AD-%D8%A7%D9%84%D8%AC%D8%B3%D8%B1/",
      "إعادة فتح الجسر القديم أمام المشاة بعد ترميمه"
    ),
    ("/?p=20460", "قرار جديد ينظم عمل الأسواق الشعبية في الأحياء"),
    ("/archives/20455", "أمطار غزيرة"),
  ]

  static let aside = [
    "أخبار عاجلة في شريط يتحرك فوق الصفحة كلها", "ما يقوله الزوار عن هذا الخبر في تعليقاتهم",
  ]

  private static let related = others.prefix(3)
  private static let bio = "صحفية تكتب في شؤون المدينة والريف منذ عشر سنوات، وتدير القسم المحلي."
  private static let clock = "الجمعة, مارس 29 2024"

  private static var text: [String] { paragraphs.map { "<p>\($0)</p>" } }

  private func document(_ bodyClass: String, _ body: String, title: String) -> String {
    """
    <!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="UTF-8"><title>\(title) - صحيفة الضفاف</title></head>
    <body class="rtl \(bodyClass)">\(body)</body></html>
    """
  }

  /// One article's page.
  var article: String {
    let related = Self.related
    switch self {
    case .sahifa:
      let boxes = related.map {
        """
        <div class="related-item"><div class="post-thumbnail"><a href="\($0.0)"><img src="1.jpg"></a></div>
        <h3><a href="\($0.0)" rel="bookmark">\($0.1)</a></h3><p class="post-meta"><span class="tie-date"><i class="fa fa-clock-o"></i>20 مارس، 2024</span></p></div>
        """
      }.joined()
      return document(
        "single single-post",
        """
        <div class="wrapper-outer"><div id="wrapper" class="boxed"><div class="inner-wrapper">\(sahifaHeader)
        <div id="main-content" class="container"><div class="content">
        <nav id="crumbs"><a href="/">الرئيسية</a><span class="delimiter">/</span><a href="/category/local">محليات</a><span class="current">\(Self.headline)</span></nav>
        <article class="post-listing post-1 post type-post status-publish format-standard has-post-thumbnail" id="the-post">
        <div class="single-post-thumb"><img src="1.jpg"></div><div class="post-inner">
        <h1 class="name post-title entry-title"><span itemprop="name">\(Self.headline)</span></h1>
        <p class="post-meta"><span class="post-meta-author"><i class="fa fa-user"></i><a href="/author/salma">\(Self.author)</a></span>
        <span class="tie-date"><i class="fa fa-clock-o"></i>14 مارس، 2024</span><span class="post-cats"><a href="/category/local" rel="category tag">محليات</a></span>
        <span class="post-comments"><a href="#respond">اضف تعليق</a></span><span class="post-views"><i class="fa fa-eye"></i>412 زيارة</span></p>
        <div class="clear"></div><div class="entry"><div class="share-post"><span class="share-text">شاركها</span><ul class="flat-social"><li><a href="#">فيسبوك</a></li></ul></div>
        \(Self.text.joined(separator: "\n"))
        </div></div></article>
        <p class="post-tag">الوسوم <a href="/tag/water" rel="tag">المياه</a> <a href="/tag/city" rel="tag">المدينة</a></p>
        <section id="author-box"><div class="block-head"><h3>عن \(Self.author)</h3></div><div class="post-listing"><div class="author-bio"><p>\(Self.bio)</p></div></div></section>
        <section id="related_posts"><div class="block-head"><h3>مقالات ذات صلة</h3></div><div class="post-listing">\(boxes)</div></section>
        <section id="check-also-box" class="post-listing check-also-right"><div class="block-head"><h3>شاهد أيضاً</h3></div><div class="check-also-post">
        <h2 class="post-title"><a href="/archives/20401">أسعار الخضار تتراجع في سوق الجملة</a></h2><p>تراجعت أسعار الخضار في سوق الجملة هذا الأسبوع، مع بدء موسم الحصاد في الريف …</p></div></section>
        \(Self.comments)</div><aside id="sidebar"><div class="widget"><h4>الأكثر قراءة</h4><p>\(related[0].1)</p></div></aside></div></div></div></div>
        """, title: Self.headline)
    case .jannah:
      let boxes = related.map {
        """
        <li class="widget-single-post-item widget-post-list"><div class="post-widget-thumbnail"><a href="\($0.0)"><img src="1.jpg"></a></div>
        <div class="post-widget-body"><a class="post-title the-subtitle" href="\($0.0)">\($0.1)</a><div class="post-meta"><span class="date meta-item tie-icon">20 مارس، 2024</span></div></div></li>
        """
      }.joined()
      return document(
        "single single-post post-layout-1 has-sidebar sidebar-left",
        """
        <div id="tie-container"><div id="tie-wrapper">\(jannahHeader)
        <div id="content" class="site-content container"><div id="main-content-row" class="tie-row main-content-row"><div class="main-content tie-col-md-8 tie-col-xs-12" role="main">
        <article id="the-post" class="container-wrapper post-content tie-standard"><header class="entry-header-outer"><nav id="breadcrumb"><a href="/">الرئيسية</a>/<a href="/category/local">محليات</a></nav>
        <div class="entry-header"><span class="post-cat-wrap"><a class="post-cat tie-cat-2" href="/category/local">محليات</a></span><h1 class="post-title entry-title">\(Self.headline)</h1>
        <div class="single-post-meta post-meta clearfix"><span class="author-meta single-author no-avatars"><span class="meta-item meta-author-wrapper"><span class="meta-author"><a href="/author/salma" class="author-name tie-icon">\(Self.author)</a></span></span></span>
        <span class="date meta-item tie-icon">14 مارس، 2024</span><div class="tie-alignright"><span class="meta-views meta-item">412</span><span class="meta-reading-time meta-item">دقيقة واحدة</span></div></div></div></header>
        <div class="featured-area"><figure class="single-featured-image"><img src="1.jpg"></figure></div>
        <div class="entry-content entry clearfix">\(Self.text[0])\(Self.text[1])
        <div id="inline-related-post" class="mag-box mini-posts-box content-only"><div class="container-wrapper"><div class="widget-title the-global-title"><div class="the-subtitle">مقالات ذات صلة</div></div>
        <div class="mag-box-container clearfix"><ul class="posts-items posts-list-container">\(boxes)</ul></div></div></div>
        \(Self.text[2])\(Self.text[3])
        <div class="post-bottom-meta post-bottom-tags"><div class="post-bottom-meta-title">الوسوم</div><span class="tagcloud"><a href="/tag/water" rel="tag">المياه</a></span></div></div>
        <div id="share-buttons-bottom" class="share-buttons share-buttons-bottom"><div class="share-links"><a href="#"><span class="social-text">فيسبوك</span></a></div></div></article>
        <div class="post-components"><div class="about-author container-wrapper"><div class="author-info"><h3 class="author-name"><a href="/author/salma">\(Self.author)</a></h3><div class="author-bio">\(Self.bio)</div></div></div>
        <div id="related-posts" class="container-wrapper"><div class="mag-box-title the-global-title"><h3>مقالات ذات صلة</h3></div><div class="related-posts-list">
        <div class="related-item tie-standard"><h3 class="post-title"><a href="\(related[0].0)">\(related[0].1)</a></h3><div class="post-meta"><span class="date meta-item">20 مارس، 2024</span></div></div></div></div>
        \(Self.comments)</div></div></div></div></div></div>
        """, title: Self.headline)
    case .newspaper:
      let boxes = related.map {
        """
        <div class="td_module_related_posts td-animation-stack td_mod_related_posts"><div class="td-module-image"><a href="\($0.0)" rel="bookmark"><img src="1.jpg"></a></div>
        <div class="item-details"><h3 class="entry-title td-module-title"><a href="\($0.0)" rel="bookmark">\($0.1)</a></h3></div></div>
        """
      }.joined()
      return document(
        "post-template-default single single-post global-block-template-1",
        """
        <div id="td-outer-wrap" class="td-theme-wrap">\(newspaperHeader)
        <div class="td-main-content-wrap td-container-wrap"><div class="td-container td-post-template-default"><div class="td-crumb-container"><div class="entry-crumbs"><a class="entry-crumb" href="/">الرئيسية</a> <a class="entry-crumb" href="/category/local">محليات</a></div></div>
        <div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content">
        <article id="post-1" class="post-1 post type-post status-publish format-standard has-post-thumbnail hentry category-local">
        <div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/category/local">محليات</a></li></ul><header class="td-post-title"><h1 class="entry-title">\(Self.headline)</h1>
        <div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">بواسطة</div> <a href="/author/salma">\(Self.author)</a><div class="td-author-line"> - </div></div>
        <span class="td-post-date"><time class="entry-date updated td-module-date" datetime="2024-03-14T10:15:00+03:00">14 مارس، 2024</time></span><div class="td-post-views"><span class="td-nr-views-1">412</span></div></div></header></div>
        <div class="td-post-sharing-top"><div class="td-post-sharing"><a class="td-social-sharing-button" href="#"><div class="td-social-but-text">Facebook</div></a></div></div>
        <div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><a href="1.jpg"><img src="1.jpg"></a><figcaption class="wp-caption-text">خط المياه الرئيسي، من أرشيف الصحيفة.</figcaption></figure></div>
        \(Self.text[0])<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- إعلان -</span></div>\(Self.text[1])\(Self.text[2])\(Self.text[3])</div>
        <footer><div class="td-post-source-tags"><ul class="td-tags td-post-small-box"><li><span>الوسوم</span></li><li><a href="/tag/water">المياه</a></li></ul></div>
        <div class="td-block-row td-post-next-prev"><div class="td-block-span6 td-post-prev-post"><div class="td-post-next-prev-content"><span>المقال السابق</span><a href="\(related[1].0)">\(related[1].1)</a></div></div></div>
        <div class="author-box-wrap"><div class="desc"><div class="td-author-name vcard author"><span class="fn"><a href="/author/salma">\(Self.author)</a></span></div><div class="td-author-description">\(Self.bio)</div></div></div></footer></article>
        <div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a class="td-related-left" href="#">مقالات ذات صلة</a></h4><div class="td_block_inner">\(boxes)</div></div>
        \(Self.comments)</div></div></div></div></div></div>
        """, title: Self.headline)
    case .publisher:
      let boxes = related.map {
        """
        <div class="post-\($0.0.count) type-post format-standard has-post-thumbnail listing-item listing-item-thumbnail listing-item-tb-3"><div class="item-inner clearfix">
        <div class="featured featured-type-featured-image"><a class="img-holder" href="\($0.0)"></a></div><p class="title"><a class="post-url" href="\($0.0)">\($0.1)</a></p></div></div>
        """
      }.joined()
      return document(
        "single single-post bs-theme bs-publisher active-light-box close-rh page-layout-2-col",
        """
        <div class="main-wrap content-main-wrap">\(publisherHeader)<nav role="navigation" class="bf-breadcrumb clearfix"><ul><li><a href="/">الصفحة الرئيسية</a></li></ul></nav>
        <div class="content-wrap"><main id="content" class="content-container"><div class="container layout-2-col layout-right-sidebar post-template-1"><div class="row main-section"><div class="col-sm-8 content-column"><div class="single-container">
        <article id="post-1" class="post-1 post type-post status-publish format-standard has-post-thumbnail category-local single-post-content">
        <div class="featured clearfix"><a class="post-thumbnail open-lightbox" href="1.jpg"><img src="1.jpg"></a></div><div class="post-header-inner"><div class="post-header-title">
        <div class="term-badges floated"><span class="term-badge term-2"><a href="/category/local">محليات</a></span></div><h1 class="single-post-title"><span class="post-title">\(Self.headline)</span></h1>
        <div class="post-meta single-post-meta"><a href="/author/salma" class="post-author-a post-author-avatar"><span class="post-author-name">بواسطة <b>\(Self.author)</b></span></a>
        <span class="time"><time class="post-published updated" datetime="2024-03-14T10:15:00+03:00">آخر تحديث <b>مارس 14, 2024</b></time></span></div></div></div>
        <div class="post-share single-post-share top-share clearfix style-1"><span class="views post-share-btn">412</span><span class="share-handler post-share-btn"><b class="text">شارك</b></span><a href="#">فيسبوك</a></div>
        <div class="entry-content clearfix single-post-content">\(Self.text[0])\(Self.text[1])
        <div class="bs-irp right bs-irp-thumbnail-3"><div class="bs-irp-heading"><span class="h-text heading-typo">قد يهمك أيضاً</span></div><div class="listing listing-thumbnail clearfix">\(boxes)</div></div>
        \(Self.text[2])\(Self.text[3])</div><div class="entry-terms post-tags clearfix style-10"><span class="terms-label"></span><a href="/tag/water" rel="tag">المياه</a></div></article>
        <section class="post-author clearfix"><div class="author-title heading-typo"><a class="post-author-url" href="/author/salma"><span class="post-author-name">\(Self.author)</span></a><span class="title-counts">120 المشاركات</span></div><div class="post-author-bio">\(Self.bio)</div></section>
        <section class="next-prev-post clearfix"><div class="prev-post"><p class="pre-title heading-typo">السابق بوست</p><p class="title heading-typo"><a href="\(related[1].0)" rel="prev">\(related[1].1)</a></p></div></section>
        </div><div class="post-related"><div class="section-heading"><span class="h-text related-posts-heading">قد يعجبك ايضا</span></div>\(boxes)</div>
        \(Self.comments)</div></div></div></main></div></div>
        """, title: Self.headline)
    }
  }

  private static var comments: String {
    """
    <div id="comments" class="comments-area"><h3>التعليقات</h3><ol class="commentlist"><li class="comment"><p>\(aside[1])، وهم كثيرون هنا، ولكل منهم رأي.</p></li></ol>
    <form class="comment-form"><label>اترك تعليقا</label><textarea></textarea></form></div>
    """
  }
}

// MARK: - Headers and front pages

extension ThemePages {
  private var menu: String {
    """
    <li><a href="/">الرئيسية</a></li><li><a href="/category/local">أخبار محلية من المدينة والريف</a></li>
    <li><a href="/category/sport">رياضة</a></li><li><a href="/about">من نحن</a></li><li><a href="/contact">اتصل بنا</a></li>
    """
  }

  private var ticker: String { "<a href=\"/archives/20481\">\(Self.aside[0])</a>" }

  private var sahifaHeader: String {
    """
    <header id="theme-header" class="theme-header"><div id="top-nav" class="top-nav"><div class="container"><span class="today-date">\(Self.clock)</span><div class="top-menu"><ul class="menu">\(menu)</ul></div></div></div>
    <nav id="main-nav"><ul class="menu">\(menu)</ul></nav></header><div id="breaking-news" class="breaking-news"><span class="breaking-news-title">عاجل</span><ul><li>\(ticker)</li></ul></div>
    """
  }

  private var jannahHeader: String {
    """
    <header id="theme-header" class="theme-header"><nav id="top-nav" class="has-date-menu top-nav header-nav"><div class="container"><div class="topbar-wrapper"><div class="topbar-today-date tie-icon">\(Self.clock)</div>
    <div class="breaking"><span class="breaking-title"><span class="breaking-title-text">أخبار عاجلة</span></span><ul id="breaking-news-in-header" class="breaking-news"><li class="news-item">\(ticker)</li></ul></div></div></div></nav>
    <div class="main-nav-wrapper"><nav id="main-nav"><ul class="menu">\(menu)</ul></nav></div></header>
    """
  }

  private var newspaperHeader: String {
    """
    <div class="td-header-wrap td-header-style-1"><div class="td-header-top-menu-full td-container-wrap"><div class="td-container td-header-row td-header-top-menu"><div class="top-bar-style-1"><div class="td-header-sp-top-menu"><div class="td_data_time"><div>\(Self.clock)</div></div>
    <ul class="top-header-menu">\(menu)</ul></div></div></div></div><div class="td-header-menu-wrap-full"><div id="td-header-menu" role="navigation"><ul class="sf-menu">\(menu)</ul></div></div></div>
    <div class="td_block_trending_now"><div class="td-trending-now-title">عاجل</div><div class="td-trending-now-post">\(ticker)</div></div>
    """
  }

  private var publisherHeader: String {
    """
    <header id="header" class="site-header header-style-2"><section class="topbar topbar-style-1"><div class="topbar-inner"><div class="section-menu"><ul id="top-navigation"><li id="topbar-date" class="menu-item menu-item-date"><span class="topbar-date">\(Self.clock)</span></li>\(menu)</ul></div></div></section>
    <nav id="menu-main"><ul id="main-navigation">\(menu)</ul></nav></header>
    """
  }

  /// The front page; its articles are `others`.
  var front: String {
    let items = Self.others.map { item($0.0, $0.1) }
    let body: String
    switch self {
    case .sahifa:
      body = """
        <div id="wrapper" class="boxed">\(sahifaHeader)<div id="main-content" class="container"><div class="content">
        <section class="cat-box list-box tie-cat-2"><div class="cat-box-title"><h2><a href="/category/local">أخبار محلية من المدينة والريف</a></h2><div class="stripe-line"></div></div>
        <div class="cat-box-content"><ul>\(items.joined())</ul></div></section>
        <div class="pagination"><span class="current">1</span><a href="/page/2" class="page">2</a><span id="tie-next-page"><a href="/page/2">الصفحة التالية من أخبار الموقع</a></span></div></div></div></div>
        """
    case .jannah:
      body = """
        <div id="tie-container">\(jannahHeader)<section id="tie-block_1" class="slider-area mag-box"><div class="main-slider wide-slider-wrapper">\(items[0])\(items[1])</div></section>
        <div class="mag-box big-post-left-box"><div class="container-wrapper"><div class="mag-box-title the-global-title"><h3><a href="/category/local">أخبار محلية من المدينة والريف</a></h3><div class="tie-alignright"><a class="block-more-link" href="/category/local">عرض المزيد من أخبار هذا القسم</a></div></div>
        <div class="mag-box-container clearfix"><ul class="posts-items posts-list-container">\(items[2...].joined())</ul></div></div></div></div>
        """
    case .newspaper:
      body = """
        <div id="td-outer-wrap">\(newspaperHeader)<div class="td_block_wrap td_block_big_grid"><div class="td_block_inner"><div class="td-big-grid-wrapper">\(items[0])\(items[1])</div></div></div>
        <div class="td_block_wrap td_block_3"><h4 class="block-title"><span>أخبار محلية</span></h4><div class="td_block_inner"><div class="td-block-row">\(items[2...].joined())</div></div>
        <div class="td-next-prev-wrap"><a href="#" class="td-ajax-next-page">التالي</a></div></div></div>
        """
    case .publisher:
      body = """
        <div class="main-wrap content-main-wrap">\(publisherHeader)<main class="content-container"><div class="bs-listing"><h3 class="section-heading"><a href="/category/local" class="main-link"><span class="h-text">أخبار محلية من المدينة والريف</span></a></h3>
        <div class="listing listing-blog listing-blog-1 clearfix">\(items.joined())</div></div></main></div>
        """
    }
    let footer = """
      <footer id="footer" class="site-footer"><ul class="menu">\(menu)</ul><a href="/privacy-policy">سياسة الخصوصية وشروط استخدام الموقع</a>
      <a href="https://www.facebook.com/paper.test">تابعونا على فيسبوك لآخر الأخبار</a></footer>
      """
    return document("home blog", body + footer, title: "الرئيسية")
  }

  private func item(_ path: String, _ title: String) -> String {
    let author = "<a href=\"/author/salma\">\(Self.author)</a>"
    switch self {
    case .sahifa:
      return """
        <li class="first-news"><div class="inner-content"><div class="post-thumbnail"><a href="\(path)" rel="bookmark"><img src="1.jpg" alt=""><span class="fa overlay-icon"></span></a></div>
        <h2 class="post-box-title"><a href="\(path)" rel="bookmark">\(title)</a></h2><p class="post-meta"><span class="tie-date"><i class="fa fa-clock-o"></i>14 مارس، 2024</span><span class="post-comments"><a href="\(path)#respond">اضف تعليق</a></span></p>
        <div class="entry"><p>\(Self.paragraphs[0].prefix(60))…</p><a class="more-link" href="\(path)">أكمل القراءة »</a></div></div></li>
        """
    case .jannah:
      return title == Self.others[0].1 || title == Self.others[1].1
        ? """
        <div class="slide tie-slide-1 tie-standard"><a href="\(path)" class="all-over-thumb-link"></a><div class="thumb-overlay"><div class="container"><span class="post-cat-wrap"><a class="post-cat" href="/category/local">محليات</a></span>
        <div class="thumb-content"><div class="thumb-meta"><span class="date meta-item tie-icon">14 مارس، 2024</span></div><h2 class="thumb-title"><a href="\(path)">\(title)</a></h2></div></div></div></div>
        """
        : """
        <li class="post-item tie-standard"><a href="\(path)" class="post-thumb"><img src="1.jpg"></a><div class="post-details"><div class="post-meta"><span class="author-meta">\(author)</span><span class="date meta-item tie-icon">14 مارس، 2024</span></div>
        <h2 class="post-title"><a href="\(path)">\(title)</a></h2><p class="post-excerpt">\(Self.paragraphs[1].prefix(60))…</p><a class="more-link button" href="\(path)">أكمل القراءة »</a></div></li>
        """
    case .newspaper:
      return """
        <div class="td-block-span6"><div class="td_module_1 td_module_wrap td-animation-stack"><div class="td-module-image"><div class="td-module-thumb"><a href="\(path)" rel="bookmark" class="td-image-wrap"><img src="1.jpg"></a></div><a href="/category/local" class="td-post-category">محليات</a></div>
        <div class="td-meta-info-container"><h3 class="entry-title td-module-title"><a href="\(path)" rel="bookmark">\(title)</a></h3><div class="td-module-meta-info"><span class="td-post-author-name">\(author)</span><span class="td-post-date"><time class="entry-date" datetime="2024-03-14T10:15:00+03:00">14 مارس، 2024</time></span></div></div></div></div>
        """
    case .publisher:
      return """
        <article class="post-1 type-post format-standard has-post-thumbnail listing-item listing-item-blog main-term-2"><div class="item-inner clearfix"><div class="featured"><div class="term-badges floated"><span class="term-badge"><a href="/category/local">محليات</a></span></div><a class="img-holder" href="\(path)"></a></div>
        <h2 class="title"><a href="\(path)" class="post-url post-title">\(title)</a></h2><div class="post-meta">\(author)<span class="time"><time class="post-published" datetime="2024-03-14T10:15:00+03:00">مارس 14, 2024</time></span></div><div class="post-summary">\(Self.paragraphs[2].prefix(60))…</div></div></article>
        """
    }
  }
}
