import Fetch
import Testing

@testable import Alerts

@Suite struct EmailAddressTests {
  @Test(arguments: [
    "desk@news.example", "first.last+tag@mail.news.example", "o'hara@x.example", "root@localhost",
  ])
  func `a mailbox is taken`(address: String) { #expect(EmailSettings.isAddress(address)) }

  @Test(arguments: [
    "", "desk", "@news.example", "desk@", "a@b@c", "a b@news.example", "<a@news.example>",
    "a@news.example\r\nBcc: b@c.example", "a..b@news.example", ".a@news.example", "a@-x.example",
    "a@x..example", "مكتب@news.example", "a@أخبار.example", "Desk <desk@news.example>",
    "a@news.example,b@news.example", "\"a b\"@news.example",
  ])
  func `what is no mailbox, or needs extensions, is not`(address: String) {
    #expect(!EmailSettings.isAddress(address))
  }

  @Test func `words of a header are encoded in pieces that fit, between letters`() {
    #expect(EncodedWords.text("HIGH: plain") == "HIGH: plain")
    let text = String(repeating: "عودة داعش إلى البوكمال 👨‍👩‍👧‍👦 ", count: 8)
    let lines = EncodedWords.text(text).split(separator: "\r\n ")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?utf-8?B?") })
    #expect(EncodedWords.text("=?utf-8?Q?fake?=").hasPrefix("=?utf-8?B?"))
  }

  @Test(arguments: [
    ("عودة", TextDirection.rightToLeft), ("2026 عودة", .rightToLeft), ("ISIS عودة", .leftToRight),
    ("12٪", .leftToRight), ("", .leftToRight),
  ])
  func `a text begins where its first letter does`(text: String, direction: TextDirection) {
    #expect(TextDirection.of(text) == direction)
  }
}
