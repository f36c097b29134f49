internal import Foundation

/// The HTML of the demo's sites: what a common WordPress news theme serves, with the neighbours
/// that a reader's eye skips.
struct SamplePages: Sendable {
  /// The day the page is viewed, which such themes print on top of every page.
  let today: Date

  /// The newspaper's front page: menus, the latest articles, a sidebar. No feed is announced.
  func front(_ articles: [SampleArticle], opening: Date) -> String {
    let teasers = articles.map { article in
      """
      <article class="post-item">
        <h2 class="post-title"><a href="\(article.path)">\(escaped(article.title))</a></h2>
        <p class="post-meta"><span class="author">\(escaped(article.author))</span>
          <time datetime="\(SampleDates.w3c(article.published(opening: opening)))"></time></p>
        <p class="post-excerpt">\(escaped(String((article.paragraphs.first ?? "").prefix(110))))…</p>
        <a class="more-link" href="\(article.path)">المزيد</a>
      </article>
      """
    }
    return page(
      title: SampleArticle.Outlet.newspaper.name, language: "ar",
      main: """
        <main class="posts-list">
        \(teasers.joined(separator: "\n"))
        <nav class="pagination"><a href="/page/2">الصفحة التالية</a></nav>
        </main>
        """)
  }

  /// One article's page.
  func article(_ article: SampleArticle, neighbours: [SampleArticle]) -> String {
    var paragraphs = article.paragraphs.map { "<p>\(escaped($0))</p>" }
    if let box = seeAlso(article, among: neighbours) {
      paragraphs.insert(box, at: min(2, paragraphs.count))
    }
    let words = Words(language: article.outlet.language)
    return page(
      title: "\(article.title) - \(article.outlet.name)", language: article.outlet.language,
      main: """
        <div class="breadcrumbs"><a href="/">\(words.home)</a> / <a href="/category/now">\(words.now)</a> / <span>\(escaped(article.title))</span></div>
        <article class="single-post" id="post-\(article.number)">
          <h1 class="entry-title">\(escaped(article.title))</h1>
          <div class="entry-meta"><a class="author-name" rel="author" href="/author/\(article.number % 7)">\(escaped(article.author))</a></div>
          <div class="share-buttons"><a href="#">Facebook</a> <a href="#">X</a> <a href="#">Telegram</a></div>
          <div class="entry-content">
        \(paragraphs.joined(separator: "\n"))
          </div>
          <div class="post-tags">\(words.tags): <a href="/tag/1">\(words.local)</a> <a href="/tag/2">\(words.now)</a></div>
        </article>
        \(related(neighbours, heading: words.related))
        \(comments(article.comments, words))
        """)
  }

  private func seeAlso(_ article: SampleArticle, among neighbours: [SampleArticle]) -> String? {
    guard !article.seeAlso.isEmpty else { return nil }
    let links = article.seeAlso.map { headline in
      let path = neighbours.first { $0.title == headline }?.path ?? "/archives/3990"
      return #"<li><a href="\#(path)">\#(escaped(headline))</a></li>"#
    }
    return """
      <div class="see-also-box"><h3>اقرأ أيضاً</h3><ul>\(links.joined())</ul></div>
      """
  }

  private func related(_ neighbours: [SampleArticle], heading: String) -> String {
    let items = neighbours.prefix(4).map {
      #"<li><a href="\#($0.path)">\#(escaped($0.title))</a></li>"#
    }
    return """
      <aside class="related-posts"><h3>\(heading)</h3><ul>\(items.joined())</ul></aside>
      """
  }

  private func comments(_ comments: [String], _ words: Words) -> String {
    let items = comments.map { comment in
      """
      <li class="comment"><cite>\(words.reader)</cite><div class="comment-body"><p>\(escaped(comment))</p></div></li>
      """
    }
    return """
      <section id="comments" class="comments-area">
        <ol class="comment-list">\(items.joined())</ol>
        <form id="commentform" class="comment-form" method="post" action="/comments">
          <h3>\(words.leaveComment)</h3><p>\(words.emailNotShown)</p>
          <textarea name="comment"></textarea><input name="author"><input name="email">
          <input type="submit" value="\(words.send)">
        </form>
      </section>
      """
  }

  private func page(title: String, language: String, main: String) -> String {
    let words = Words(language: language)
    let direction = language == "ar" ? "rtl" : "ltr"
    return """
      <!DOCTYPE html>
      <html lang="\(language)" dir="\(direction)">
      <head>
      <meta charset="UTF-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <meta name="generator" content="WordPress">
      <link rel="stylesheet" href="/wp-content/themes/daily/style.css">
      <script>window.theme = {"now": "<b>not an article</b>"};</script>
      </head>
      <body class="wp-theme">
      <div class="top-bar"><span class="today-date">\(SampleDates.day(today))</span>
        <a href="/about">\(words.about)</a> <a href="/contact">\(words.contact)</a></div>
      <header class="site-header"><a class="logo" href="/">\(escaped(title.components(separatedBy: " - ").last ?? ""))</a>
      <nav class="main-menu"><ul>
        <li><a href="/">\(words.home)</a></li><li><a href="/category/now">\(words.now)</a></li>
        <li><a href="/category/local">\(words.local)</a></li><li><a href="/category/sport">\(words.sport)</a></li>
      </ul></nav></header>
      <div class="content-wrap">
      \(main)
      <aside class="sidebar"><form class="search-form"><input name="s"><button>\(words.search)</button></form>
        <div class="tag-cloud"><a href="/tag/3">\(words.sport)</a> <a href="/tag/1">\(words.local)</a></div></aside>
      </div>
      <footer class="site-footer"><p>© \(words.rights)</p></footer>
      </body>
      </html>

      """
  }
}

/// The theme's own words.
private struct Words {
  var home = "Home"
  var now = "Now"
  var local = "Local"
  var sport = "Sport"
  var about = "About us"
  var contact = "Contact"
  var search = "Search"
  var tags = "Tags"
  var related = "Related stories"
  var reader = "A reader"
  var leaveComment = "Leave a comment"
  var emailNotShown = "Your e-mail address will not be shown."
  var send = "Send"
  var rights = "All rights reserved"

  init(language: String) {
    guard language == "ar" else { return }
    home = "الرئيسية"
    now = "الآن"
    local = "محليات"
    sport = "رياضة"
    about = "من نحن"
    contact = "اتصل بنا"
    search = "بحث"
    tags = "الوسوم"
    related = "مقالات ذات صلة"
    reader = "قارئ"
    leaveComment = "اترك تعليقاً"
    emailNotShown = "لن يظهر عنوان بريدك الإلكتروني."
    send = "إرسال"
    rights = "جميع الحقوق محفوظة"
  }
}
