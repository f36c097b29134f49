import Foundation
import Testing

@testable import Alerts

@Suite struct AcknowledgementTests {
  private let at = Date(timeIntervalSince1970: 1_790_000_000)
  private let stored =
    Array(
      #"{"schema":1,"id":"alr_1","type":"article.matched","rule":{"name":"a \"b\" {c}","tags":[]},"#
        .utf8
    )
    + Array(
      #""article":{"title":"عنوان, \\","source":{"name":"x"}},"matches":[{"rule":"no"}]}"#.utf8)

  @Test func `it names the alert and holds its rule and article byte for byte`() throws {
    let told = AlertEvent.acknowledgement(ofAlert: "alr_1", stored: stored, at: at)
    let text = String(decoding: told.event, as: UTF8.self)
    #expect(
      text
        == #"{"schema":1,"id":"\#(told.id)","type":"alert.acknowledged","#
        + #""timestamp":"2026-09-21T14:13:20.000Z","alert":"alr_1","#
        + #""rule":{"name":"a \"b\" {c}","tags":[]},"#
        + #""article":{"title":"عنوان, \\","source":{"name":"x"}}}"#)
    #expect(EventDocument(told.event)?.kind == .acknowledged)
  }

  @Test func `its id depends on the alert alone`() {
    let one = AlertEvent.acknowledgement(ofAlert: "alr_1", stored: stored, at: at)
    let later = AlertEvent.acknowledgement(ofAlert: "alr_1", stored: [], at: at + 60)
    let other = AlertEvent.acknowledgement(ofAlert: "alr_2", stored: stored, at: at)
    #expect(one.id == later.id)
    #expect(one.id != other.id)
    #expect(one.id.hasPrefix("evt_"))
  }

  @Test(arguments: ["", "[]", "{\"rule\":", "{\"rule", "{\"a\":1}", "\"x\"", "{\"rule\\", "}}}}"])
  func `what is no event of a rule gives neither`(text: String) {
    let told = AlertEvent.acknowledgement(ofAlert: "alr_1", stored: Array(text.utf8), at: at)
    #expect(EventDocument(told.event)?.tree["rule"].isNull == true)
  }

  @Test func `a listing adds when, behind all else`() {
    let shown = String(
      decoding: AlertEvent.listing(acknowledged: at, in: stored), as: UTF8.self)
    #expect(shown.hasSuffix(#"],"acknowledged":"2026-09-21T14:13:20.000Z"}"#))
    #expect(AlertEvent.listing(acknowledged: nil, in: stored) == stored)
  }
}
