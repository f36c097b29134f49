/// Small honest documents of every format that the feed reader knows.
enum SeedFeeds {
  static let all: [[UInt8]] =
    texts.map { Array($0.utf8) } + [
      StoredGzip.file(Array(sitemap.utf8)),
      [0xFF, 0xFE] + rss.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
    ]

  private static let texts = [
    rss, atom, rdf, cdf, json, sitemap, sitemapIndex, opml, entities, page, atom03, media,
  ]

  private static let rss = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:base="http://a.test/x/">
    <channel><title>The Paper &amp; more</title><link>http://a.test/</link>
    <description>&lt;b&gt;News&lt;/b&gt;</description><language>ar-SY</language><ttl>60</ttl>
    <lastBuildDate>Thu, 14 Mar 2024 10:15:00 GMT</lastBuildDate>
    <item><title><![CDATA[Blast in <i>Deir ez-Zor</i>]]></title><link>news/1?utm_source=rss</link>
    <guid isPermaLink="false">tag:1</guid><pubDate>Thu, 14 Mar 2024 10:15:00 +0300</pubDate>
    <dc:creator>Jane Roe</dc:creator><category domain="x">Syria</category>
    <description>&lt;p&gt;First &amp;amp; second&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>Full <a href="../b">text</a>.</p>]]></content:encoded>
    <enclosure url="/a.mp3" length="123" type="audio/mpeg"/></item>
    <item><title>انفجار في دير الزور</title><guid>http://a.test/2</guid></item>
    </channel></rss>
    """

  private static let atom = """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">A &lt;em&gt;b&lt;/em&gt;</title>
    <link href="http://a.test/"/><link rel="self" href="feed"/><link rel="hub" href="http://h.test/"/>
    <link rel="next" href="?page=2"/><updated>2024-03-14T10:15:00.5Z</updated><id>urn:uuid:1</id>
    <author><name>Jane</name></author><entry><title>One</title><link rel="alternate" href="/1"/>
    <link rel="enclosure" href="a.pdf" type="application/pdf" length="9"/><id>urn:1</id>
    <published>2024-03-14T10:15:00+03:00</published><updated>2024-03-15</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text <b>of</b> it</p></div></content>
    <category term="a" label="A"/></entry>
    <entry xml:base="b/"><title type="text">Two &amp; &lt;b></title><summary type="html">&lt;p>x</summary>
    <link href="2"/></entry></feed>
    """

  private static let atom03 = """
    <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">T &lt;b&gt;</title>
    <entry><title>E</title><link rel="alternate" type="text/html" href="http://a.test/e"/>
    <issued>2004-01-02T03:04:05Z</issued><modified>2004-01-02T03:04:05Z</modified>
    <content mode="base64">aGVsbG8=</content></entry></feed>
    """

  private static let rdf = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://a.test/"><title>R</title>
    <link>http://a.test/</link><items><rdf:Seq><rdf:li resource="http://a.test/1"/></rdf:Seq></items>
    </channel><item rdf:about="http://a.test/1"><title>One</title><link>http://a.test/1</link>
    <dc:date>2024-03-14T10:15+00:00</dc:date><dc:subject>s</dc:subject></item></rdf:RDF>
    """

  private static let cdf = """
    <CHANNEL HREF="http://a.test/" BASE="http://a.test/c/"><TITLE>C</TITLE><ABSTRACT>About</ABSTRACT>
    <ITEM HREF="1.html" LASTMOD="1998-05-05T12:00"><TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>
    """

  private static let json = """
    {"version":"https://jsonfeed.org/version/1.1","title":"J \\ud83d\\ude00","home_page_url":"http://a.test/",
    "feed_url":"feed.json","next_url":"?2","language":"en","hubs":[{"type":"WebSub","url":"http://h.test/"}],
    "items":[{"id":"1","url":"/1","title":"One \\u0000 \\"two\\"","content_html":"<p>x</p>","summary":"s",
    "date_published":"2024-03-14T10:15:00Z","authors":[{"name":"Jane"}],"tags":["a","b"],
    "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":12}]},
    {"id":2.5e3,"content_text":"plain <text>","author":{"name":"Joe"},"x":[{},[],null,true,-1.5e-7]}]}
    """

  private static let sitemap = """
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://a.test/1</loc>
    <lastmod>2024-03-14</lastmod><news:news><news:publication><news:name>P</news:name>
    <news:language>en</news:language></news:publication>
    <news:publication_date>2024-03-14T10:15Z</news:publication_date><news:title>One &#38; two</news:title>
    <news:keywords>a, b</news:keywords></news:news></url><url><loc> /2 </loc></url></urlset>
    """

  private static let sitemapIndex = """
    <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
    <loc>http://a.test/s.xml.gz</loc><lastmod>2024-03-14T10:15:00Z</lastmod></sitemap></sitemapindex>
    """

  private static let opml = """
    <opml version="2.0"><head><title>Mine</title></head><body><outline text="Folder"><outline text="A"
    title="A &amp; B" type="rss" xmlUrl="http://a.test/feed" htmlUrl="http://a.test/"/></outline></body></opml>
    """

  private static let entities = """
    <!DOCTYPE rss [<!ENTITY a "text"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">
    <!ENTITY % d "<!ENTITY e 'f'>">%d;]><rss><channel><title>&a; &b; &c; &e; &nbsp;</title>
    <item><title>&b;</title><link>http://a.test/?a=1&b=2</link></item></channel></rss>
    """

  private static let media = """
    <rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
    <channel><item><media:group><media:title>M</media:title><media:content url="//b.test/v.mp4" fileSize="1"/>
    <media:description type="html">&lt;i&gt;d&lt;/i&gt;</media:description></media:group>
    <itunes:author>I</itunes:author><source url="http://c.test/">S</source></item></channel></rss>
    """

  private static let page = """
    <!DOCTYPE html><html><head><title>Home</title><base href="/x/">
    <link rel="alternate" type="application/rss+xml" title="RSS" href="feed.xml">
    <link rel=alternate type=application/atom+xml href=comments/feed></head><body><p>Hello</body></html>
    """
}

/// Gzip files (RFC 1952) of bytes that are stored as they are.
package enum StoredGzip {
  package static func file(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var at = 0
    repeat {
      let end = min(at + 65_535, bytes.count)
      let length = UInt16(end - at)
      file.append(end == bytes.count ? 1 : 0)
      file += [
        UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8),
      ]
      file += bytes[at..<end]
      at = end
    } while at < bytes.count
    for word in [checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      for shift in [0, 8, 16, 24] as [UInt32] { file.append(UInt8(word >> shift & 0xFF)) }
    }
    return file
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~sum
  }
}
