/// Pieces that mean something to the readers, to be strewn into inputs.
enum MutationTokens {
  static func bytes(of texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  static let numbers = bytes(of: [
    "0", "-1", "00", "1e309", "-0.0", "127", "256", "65536", "2147483647", "2147483648",
    "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "99999999999999999999999999", "0000000000000000001", "1.7e-400", "NaN",
  ])

  /// Bytes that are no text.
  static let bytes: [[UInt8]] = [
    [0], [0x80], [0xBF, 0xBF], [0xC0, 0x80], [0xC2], [0xE2, 0x80], [0xED, 0xA0, 0x80],
    [0xED, 0xB0, 0x80], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
    [0xF8, 0x88, 0x80, 0x80, 0x80],
    [0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0x1F, 0x8B, 8],
    [0xEF, 0xBF, 0xBD], [0xEF, 0xBF, 0xBE], [0xE2, 0x80, 0xA8], [0xC2, 0x85], [0xC2, 0xAD],
    [0x0D], [0x0D, 0x0A], [0x0C], [0x1B], [0x7F],
  ]

  static let marks = bytes(of: [
    "<", ">", "</", "/>", "<!", "<?", "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "]]", "&",
    "&#", "&#x", ";", "&#x10FFFF;", "&#x110000;", "&#xD800;", "&#0;", "&#128;", "&amp;",
    "&amp;amp;",
    "&lt;", "&lt;b&gt;", "&quot;", "&nbsp;", "&hellip", "&NotEqualTilde;", "&fjlig;", "&undefined;",
    "&#99999999999999999999;", "<!DOCTYPE", "<!DOCTYPE html>", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<!ENTITY a \"&b;&b;\">", "<!ENTITY % p SYSTEM 'file:///etc/passwd'>",
    "<!ENTITY e SYSTEM \"http://127.0.0.1:1/\">", "&a;", "&e;", "%p;", "<?xml version='1.0'?>",
    "<?xml encoding='utf-16'?>", "<?xml version=\"1.0\" encoding=\"shift_jis\"?>", "=", "\"", "'",
    " a=b", " a='", " a=\"", "<a", "<a ", "<a>", "</a>", "<b><i></b></i>", "<p>", "<div>",
    "<table>",
    "<svg>", "<x:y>", "xmlns=''", " xmlns:x='urn:x'", "xmlns:x=''", "xml:base=", " xml:base='a/'",
    " xml:lang='ar'", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud83d", "\\udc00", "\\u0000",
    "{\"a\":", "[[", "null", "\u{202E}", "\u{200B}", "\u{FEFF}", "e\u{301}", "\u{FDFA}", "😀",
  ])

  static let feeds = bytes(of: [
    "<rss version='2.0'>", "<channel>", "</channel>", "<item>", "</item>", "<title>", "</title>",
    "<link>", "</link>", "<link href='", "<link rel='alternate' href='/a'/>", "<guid>",
    "<guid isPermaLink='false'>", "<pubDate>", "<dc:date>", "<description>", "<content:encoded>",
    "<enclosure url='http://a.test/a' length='1'/>", "<media:content url='//b.test/c'/>",
    "<category>", "<author>", "<dc:creator>", "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>", "</entry>", "<id>", "<updated>", "<content type='xhtml'>", "<content type='html'>",
    "<summary>", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "<urlset>",
    "<url>", "<loc>", "<lastmod>", "<sitemapindex>", "<sitemap>", "<news:title>", "<opml>",
    "<outline",
    "<outline xmlUrl='http://a.test/'>", "<ttl>", "<sy:updatePeriod>",
    "<CHANNEL HREF='http://a.test/'>",
    "\"items\":[", "\"url\":\"", "\"title\":\"", "\"content_html\":\"", "\"attachments\":[",
    "\"date_published\":\"", "http://a.test/", "//", "../", "?", "#", "<html>", "<base href='b/'>",
    "<source>", "<image>", "<textInput>", "xmlns:dc='http://purl.org/dc/elements/1.1/'",
    "xmlns:media='http://search.yahoo.com/mrss/'", "<a10:link href='x'/>", "Mon, 01 Jan 2024",
  ])

  static let pages = bytes(of: [
    "<html>", "<head>", "<body>", "</body>", "<meta charset=utf-16>", "<meta charset='gb18030'>",
    "<meta property='og:title' content='", "<meta name=author content='", "<base href='", "<title>",
    "</title>", "<script>", "</script>", "<script type='application/ld+json'>", "<!--<script>",
    "<style>", "<textarea>", "<noscript>", "<template>", "<iframe>", "<xmp>", "<plaintext>",
    "<select>",
    "<option>", "<table>", "<tr>", "<td>", "</table>", "<caption>", "<colgroup>", "<form>",
    "</form>",
    "<h1>", "</h1>", "<h2>", "<article>", "</article>", "<main>", "<section>", "<nav>", "<footer>",
    "<ul>", "<li>", "</li>", "<dl><dt><dd>", "<a href='/2024/01/02/a-story-of-words'>", "</a>",
    "<b>",
    "<i>", "<font>", "<nobr>", "</p>", "<br>", "</br>", "<hr>", "<img alt='", "<time datetime='",
    "<figure><figcaption>", "<blockquote>", "<pre>", "<span class='byline author'>", "<math><mi>",
    "<svg><title>", "<svg><foreignObject>", "<ruby><rt>", " class='article-body content'",
    " id=comments",
    " hidden", " style='display:none'", " itemprop=articleBody", " itemprop=datePublished",
    " rel=author",
    "\"@type\":\"NewsArticle\",", "\"@graph\":[", "\"headline\":\"",
    "\"datePublished\":\"2024-01-02\",",
    "\"author\":{\"name\":\"", "\"mainEntityOfPage\":", "14 March 2024", "By Jane Roe",
    "Share this",
    "A sentence of an article, which has some words in it, and a comma. ", "Подписка", "اشترك الآن",
    "<div class='related'>", "<input type=password>", "<link rel=canonical href='", "<p><p><p>",
    "</div>",
  ])

  static let dates = bytes(of: [
    "2024-03-14", "T10:15:00Z", "+0000", "-2600", "+99:99", "Mon, ", "14 Mar 2024", "March", "AM",
    "PM", "p.m.", "24:00", "23:59:60", ":", "-", "/", ".", ",", " ", "GMT", "EST", "Z", "W10-5",
    "2024-366", "29 Feb 2023", "مارس", "١٤", "۱۴۰۳", "آذار", "марта", "年", "月", "日", "時", "mars",
    "12:00:00.000000001", "1970", "9999", "0000", "10000", "14. März", "yesterday", "T", "\u{200F}",
    "\u{307}", "İ", "Mayıs", "BE 2567", "20240314T101500Z", "1710411300", "1710411300000", "UTC+3",
  ])

  static let encodings =
    bytes(of: [
      "charset=", "encoding=\"", "<?xml version=\"1.0\" encoding=\"", "<meta charset=\"", "\"?>",
      ">",
      "\u{1B}$B", "\u{1B}(B", "\u{1B}$", "~{", "~}", "+AG-", "é", "ü", "中文", "日本語", "한국어",
      "العربية",
      "русский", "ไทย", "\u{FFFD}", "text", " ",
    ]) + [
      [0xFF, 0xFE, 0x00, 0xD8], [0xFE, 0xFF, 0xD8, 0x00], [0x84, 0x31, 0xA4, 0x37], [0xFE, 0x39],
      [0x81, 0x30], [0x8E, 0xA1], [0x8F], [0xA1, 0xFE], [0x88, 0x62], [0x88, 0xA3], [0xC7, 0xE1],
      [0xCF, 0xF0], [0x00, 0x3C], [0x3C, 0x00], [0xDC, 0x00], [0x00, 0xDC], [0x0E], [0x0F],
    ]

  static let text = bytes(of: [
    " ", "\n", "\n\n", ". ", "-", "'", "’", ".", "_", "·", "…", "#", "@", "$", "داعش", "د ا ع ش",
    "داعـ.ـش",
    "d4esh", "d@esh", "I$I$", "ٮحاىل", "ـ", "\u{64B}", "\u{651}", "\u{670}", "\u{200C}", "\u{200D}",
    "\u{200F}", "\u{202E}", "\u{2066}", "e\u{301}", "\u{301}", "ﷺ", "ﷲ", "ﻻ", "ŉ", "ß", "İ", "ı",
    "Σ", "ς",
    "ﬁ", "ǆ", "㍿", "½", "①", "𝐀", "𝟘", "🇸🇾", "👩‍👩‍👧‍👦", "раура", "Дамаск", "Deir ez-Zor", "New York",
    "al-",
    "ال", "لل", "و", "بال", "دير الزور", "الحدود السورية العراقية", "Syria", "border", "north of",
    "中文",
    "日本語", "한국어", "ไทย", "a", "1", "l33t", "a.b.c.d", "a b c d e f", "AAAAAAA", "http://a.test/",
    "\u{0}",
    "\u{FFFF}", "\u{10FFFF}", "\u{E0001}", "\u{1F1E6}", "\u{AC00}", "\u{1100}\u{1161}", "क्षि",
    "\u{F71}\u{F74}",
  ])

  static let addresses = bytes(of: [
    "http:", "https:", "//", "///", "/", "\\", "\\\\", "..", ".", "/../", "/./", "?", "#", "&", "=",
    "%",
    "%2", "%2e", "%2E%2e", "%00", "%ff", "@", ":", ":80", ":443", ":99999", "[", "]", "[::1]",
    "user:pw@",
    "javascript:", "data:", "mailto:", "file:///", "ftp://", "feed:", "HTTP://", "http:/", "http:a",
    "a.test", "A.TEST", "www.", "www.www.", "amp.", "/amp", "/amp/", ".amp.html", "index.html",
    "default.asp",
    "utm_source=", "fbclid=1", "amp=1", "#!", "#!/a", " ", "\t", "\n", "\r", "\u{A0}", "é",
    "ü.test",
    "xn--", "例え.テスト", "\u{202E}", ";", "|", "^", "`", "{", "}", "<", ">", "\"", "'", "~", "+", "*",
    "()",
  ])
}
