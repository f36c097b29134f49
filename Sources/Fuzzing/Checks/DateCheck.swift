internal import Articles
internal import Feeds
internal import Foundation

/// Dates of feeds and of pages.
enum DateCheck {
  private static let languages: [String?] = [nil, "en", "ar", "fa", "de", "th", "ja", "en-US", ""]

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    let first = FeedDate.parse(text)
    try Finding.unless(first == FeedDate.parse(text), "a second reading gives another date")
    try isSane(first)
    for language in languages {
      let date = DateReader.read(text, language: language)
      try Finding.unless(
        date == DateReader.read(text, language: language), "a second reading gives another date")
      try isSane(date)
    }
  }

  /// Years 1 to 9999, with two days for zones.
  static func isSane(_ date: Date?) throws(Finding) {
    guard let date else { return }
    let seconds = date.timeIntervalSince1970
    try Finding.unless(
      seconds > -62_135_596_800 - 172_800 && seconds < 253_402_300_800 + 172_800,
      "a date \(seconds) seconds from 1970")
  }
}
