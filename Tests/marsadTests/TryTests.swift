import Foundation
import TestSupport
import Testing

/// `marsad try` on a file: kind, article, places, and why each rule matches or not.
@Suite struct TryTests {
  private let page = """
    <!doctype html><html lang="ar" dir="rtl"><head><title>عودة خلايا داعـ.ـش إلى ريف البوكمال</title></head>
    <body><nav><a href="/">الرئيسية</a></nav><article><h1>عودة خلايا داعـ.ـش إلى ريف البوكمال</h1>
    <div class="entry-content"><p>قال سكان في ريف البوكمال إن تحركات ليلية لعناصر مسلحين عادت إلى القرى القريبة من النهر خلال الأيام الماضية.</p>
    <p>وطالب الأهالي بتسيير دوريات على الطرق الفرعية، وقالوا إن الحركة بعد الغروب صارت محدودة في معظم القرى.</p></div>
    </article><aside class="related"><a href="/x">خبر آخر من الموصل</a></aside></body></html>
    """
  private let configuration = """
    sources: [{name: one, url: "https://news.example/"}]
    rules:
      - {name: near, match: داعش, where: {within: 60 km, of: Al-Bukamal}, alert: file}
      - {name: far, match: داعش, where: {in: Norway}, alert: file}
    destinations: {file: {log: alerts.jsonl}}
    """

  @Test func `a file is read as an article and each rule explains itself`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("page.html", page)
    let config = try scratch.write("marsad.yaml", configuration)
    let result = try Program.run(
      ["try", file, "--url", "https://news.example/a/1", "--config", config, "--json"])
    #expect(result.status == 0, "\(result.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let trial = try #require(object as? [String: Any])
    #expect(trial["kind"] as? String == "article")
    let rules = try #require(trial["rules"] as? [[String: Any]])
    #expect(rules.map { $0["matched"] as? Bool } == [true, false])
    #expect((rules[1]["missing"] as? [String])?.isEmpty == false)
    let places = try #require(trial["places"] as? [[String: Any]])
    #expect(!places.isEmpty && places.allSatisfy { $0["country"] as? String == "SY" })
  }

  @Test func `people see what was found where it stands`() throws {
    let scratch = try Scratch()
    let file = try scratch.write("page.html", page)
    let config = try scratch.write("marsad.yaml", configuration)
    let result = try Program.run(
      ["try", file, "--url", "https://news.example/a/1", "--config", config])
    let lines = result.output.split(separator: "\n")
    let title = try #require(lines.first { $0.hasPrefix("title ") })
    #expect(title.contains("⟦داعـ.ـش⟧") && title.contains("‹البوكمال›"))
    let body = lines.filter { $0.hasPrefix("body ") }
    #expect(body.count == 2 && body[0].contains("‹البوكمال›"))
  }

  @Test func `a file that is not there is wrong usage`() throws {
    #expect(try Program.run(["try", "/nonexistent/page.html"]).status == 2)
  }
}
