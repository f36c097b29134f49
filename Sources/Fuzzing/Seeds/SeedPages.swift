/// Small honest pages: an article, a front page, fragments.
enum SeedPages {
  static let all: [[UInt8]] = [article, front, fragment, tables, login, legacy].map {
    Array($0.utf8)
  }

  private static let article = """
    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Blast in Deir ez-Zor | The Paper</title>
    <link rel="canonical" href="/2024/03/14/blast"><meta property="og:title" content="Blast in Deir ez-Zor">
    <meta property="article:published_time" content="2024-03-14T10:15:00+03:00">
    <meta name="author" content="Jane Roe"><script type="application/ld+json">
    {"@context":"https://schema.org","@graph":[{"@type":"NewsArticle","headline":"Blast in Deir ez-Zor",
    "datePublished":"2024-03-14T10:15:00+03:00","author":[{"@type":"Person","name":"Jane Roe"}],
    "mainEntityOfPage":{"@id":"http://a.test/2024/03/14/blast"},"articleBody":"A blast \\u0026 more."}]}
    </script><style>p { color: red }</style></head><body><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a>
    </ul></nav><main><article><h1>Blast in Deir ez-Zor</h1><div class="byline">By <a rel="author" href="/j">Jane
    Roe</a>, <time datetime="2024-03-14">14 March 2024</time></div><figure><img src="a.jpg" alt="x">
    <figcaption>The street.</figcaption></figure><div itemprop="articleBody"><p>A blast shook the eastern city on
    Thursday, residents said, and several people were hurt near the market.</p><p>Nobody claimed the attack,
    which came a day after talks in the capital, officials told reporters there.</p><h2>What is known</h2>
    <blockquote>It was very loud, said a shopkeeper, who did not want to be named.</blockquote><ul><li>One, two
    <li>Three</ul><p>Read more: <a href="/2024/03/13/talks">Talks end without result</a></p></div></article>
    <aside class="related"><h3>Related</h3><a href="/1">One</a></aside></main>
    <footer>© The Paper. Subscribe to our newsletter.</footer></body></html>
    """

  private static let front = """
    <html><head><title>News</title><base href="http://a.test/"></head><body><header><a href=/login>Log in</a>
    </header><section><h2>World</h2><div class=card><h3><a href="/2024/03/14/a-long-story-of-things-123456">A long
    headline about things that happened yesterday</a></h3><p>Summary</p></div><div class=card><h3><a
    href="/2024/03/14/another-story-of-words-123457">Another headline with many words in it</a></h3></div>
    <div class=card><a href="//a.test/news/456789.html"><img alt=""><span>انفجار في مدينة دير الزور شرقي سوريا
    </span></a></div></section><ul class=menu><li><a href="/world">World</a><li><a href="/tag/x">x</a></ul>
    <a href="javascript:void(0)">More</a><a href="#top">Top</a></body></html>
    """

  private static let fragment = """
    <p>One &amp; <b>two <i>three</b> four</i> &copy &#x1F600; &#128;<br>five<!-- no --> <a href="x">link</a>
    <p>Six<pre>
     seven
    </pre><script>if (a < b) { "</scr" + "ipt>" }</script><svg><title>t</title><path/></svg><math><mi>x</mi></math>
    """

  private static let tables = """
    <table><tr><td>a<td>b<tr><th>c<table><tbody><tr><td>d</table></table><form><table><form><tr><input type=hidden>
    <select><option>1<optgroup><option>2</select><dl><dt>x<dd>y</dl><button><p>z</button><h1><h2>q</h1></h2>
    <a href=1><a href=2><div><a href=3></div></a><nobr><nobr></table><ruby>k<rt>r<rp>)</ruby><template><td>t</template>
    """

  private static let login = """
    <html lang=ru><title>Подписка</title><body><h1>Читать дальше</h1><p>Эта статья доступна только подписчикам.</p>
    <form><input type=email><input type=password><button>Войти</button></form><p>Первый абзац статьи, который
    виден всем, кончается здесь, и остальное скрыто.</p></body></html>
    """

  private static let legacy = """
    <HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1256"><TITLE>x</TITLE></HEAD>
    <BODY BGCOLOR=white><CENTER><FONT SIZE=5><B>A headline in big letters</B></FONT><BR>14.03.2024<BR><BR>
    Some text without any paragraph, as it was written in the old days, with commas, and more.<BR><BR>Another
    part of the same text, which goes on for a while, until it ends.</CENTER></BODY></HTML>
    """
}
