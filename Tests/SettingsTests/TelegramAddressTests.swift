import Testing
import Text

@testable import Settings

@Suite struct TelegramAddressTests {
  @Test(arguments: [
    "https://t.me/difaf_news", "https://t.me/difaf_news/", "http://telegram.me/difaf_news",
    "https://T.me/difaf_news/4021", "https://t.me/difaf_news?before=3",
  ])
  func `a channel's card is warned of, and its preview named`(url: String) throws {
    let loaded = load(
      """
      sources:
        - {name: Difaf, url: "\(url)"}
      rules: [{name: isis, match: داعش}]
      destinations: {file: {log: alerts.jsonl}}
      """)
    #expect(
      loaded.faults.map(\.description) == [
        "marsad.yaml:2:24: warning: sources[0].url is a Telegram channel's card without its messages; "
          + "use https://t.me/s/difaf_news"
      ])
    #expect(loaded.configuration != nil)
  }

  @Test(arguments: [
    "https://t.me/s/difaf_news", "https://t.me/s/difaf_news?before=40", "https://t.me/",
    "https://t.me/+AbCdEf", "https://t.me/joinchat/AbCdEf", "https://news.test/t.me/difaf",
  ])
  func `other addresses are not`(url: String) {
    #expect(TelegramAddress.preview(for: url) == nil)
  }
}
