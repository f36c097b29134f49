import Foundation
import Testing

@testable import Articles

@Suite struct ThemeTests {
  @Test(arguments: ThemePages.allCases)
  func `an article of a theme is its headline, author, day and paragraphs`(theme: ThemePages)
    throws
  {
    let article = try ArticleReader.read(
      Array(theme.article.utf8), url: "https://paper.test/archives/20482")
    #expect(article.title == ThemePages.headline)
    #expect(article.authors == [ThemePages.author])
    #expect(article.body.components(separatedBy: "\n\n") == ThemePages.paragraphs)
    #expect(article.published.map { String($0.formatted(.iso8601).prefix(10)) } == "2024-03-14")
    #expect(article.language == "ar")
    #expect(article.isArticle)
  }

  @Test(arguments: ThemePages.allCases)
  func `a front page of a theme shows its articles and nothing else`(theme: ThemePages) throws {
    let links = try FrontPage.links(Array(theme.front.utf8), url: "https://paper.test/")
    let expected = ThemePages.others.map { "https://paper.test\($0.0)" }
    #expect(Set(links.map(\.url)) == Set(expected))
    let titles = Dictionary(uniqueKeysWithValues: links.map { ($0.url, $0.title) })
    for (path, title) in ThemePages.others { #expect(titles["https://paper.test\(path)"] == title) }
  }
}
