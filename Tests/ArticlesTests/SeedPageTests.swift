import Foundation
import TestSupport
import Testing

@testable import Articles

@Suite(.enabled(if: Corpora.isPresent)) struct SeedPageTests {
  @Test func `a page with all the usual neighbours is read as its reader sees it`() throws {
    let file = try #require(Corpora.file("seed/article.html"))
    let bytes = [UInt8](try Data(contentsOf: file))
    let article = try ArticleReader.read(bytes, url: "http://news.test/?p=10452")
    #expect(
      article.title
        == "تحذير من عودة مقلقة لتنظيم داعـ.ـش في دير الزور وسط تساؤلات حول دور الأجهزة الأمنية")
    #expect(article.authors == ["عمر خطاب"])
    #expect(article.published == nil)
    #expect(article.language == "ar")
    #expect(article.isArticle)
    #expect(article.wall == nil)
    #expect(article.body.hasPrefix("تشهد محافظة دير الزور شرق سوريا"))
    #expect(article.body.hasSuffix("وتهديد استقرار المنطقة من جديد."))
    for neighbour in [
      "بسام بربندي", "أمريكا", "حلب", "الموصل", "الحسكة", "دمشق", "الرقة", "إدلب", "شاركها",
    ] {
      #expect(!article.body.contains(neighbour))
    }
  }
}
