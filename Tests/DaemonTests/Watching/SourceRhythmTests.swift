import Testing

@testable import Daemon

@Suite struct SourceRhythmTests {
  private static let hour = 3_600.0
  private static let day = 86_400.0

  /// Watched every ten minutes; one entry an hour by day, none by night.
  private func newspaper(days: Int) -> SourceRhythm {
    var rhythm = SourceRhythm()
    for step in 0..<(days * 144) {
      let isDay = (48..<126).contains(step % 144)
      let change = rhythm.heard(new: isDay && step % 6 == 0 ? 1 : 0, passed: 600, interval: 600)
      #expect(change == nil)
    }
    return rhythm
  }

  private func silence(_ rhythm: inout SourceRhythm, days: Double) -> Double? {
    for _ in 0..<Int(days * 144) {
      if case .fellSilent = rhythm.heard(new: 0, passed: 600, interval: 600) {
        return rhythm.quiet
      }
    }
    return nil
  }

  @Test func `a source is called silent once, after much longer than its longest pause`() throws {
    var rhythm = newspaper(days: 20)
    let told = try #require(silence(&rhythm, days: 10))
    // The nights are eleven hours long.
    #expect(told > 24 * Self.hour && told < 48 * Self.hour)
    #expect(silence(&rhythm, days: 10) == nil)
    let change = rhythm.heard(new: 1, passed: 600, interval: 600)
    guard case .spoke(let after) = change else { throw Unexpected() }
    #expect(after > 9 * Self.day)
    #expect(!rhythm.isSilent)
    // The silence that was told is no part of its way.
    #expect((rhythm.longest.max() ?? 0) < 24 * Self.hour)
  }

  @Test func `a source with little past is never called silent, nor a young one for a weekend`() {
    var young = newspaper(days: 2)
    #expect(silence(&young, days: 60) == nil)
    var week = newspaper(days: 5)
    #expect((silence(&week, days: 10) ?? 0) >= 3 * Self.day)
    var rare = SourceRhythm()
    for _ in 0..<5 {
      for _ in 0..<1_000 { _ = rare.heard(new: 0, passed: 600, interval: 600) }
      _ = rare.heard(new: 1, passed: 600, interval: 600)
    }
    #expect(silence(&rare, days: 300) == nil)
  }

  @Test(arguments: [-86_400.0, 86_400.0, 1e9, -1e9] as [Double])
  func `a jump of the clock or a long stop is no silence`(jump: Double) {
    var rhythm = newspaper(days: 20)
    #expect(rhythm.heard(new: 0, passed: jump, interval: 600) == nil)
    #expect(rhythm.quiet < 24 * Self.hour)
  }

  @Test func `what is written down goes on`() {
    var rhythm = newspaper(days: 20)
    _ = silence(&rhythm, days: 0.5)
    let copy = SourceRhythm(rhythm.text, quiet: rhythm.quiet, isSilent: rhythm.isSilent)
    #expect(copy.limit == rhythm.limit && copy.quiet == rhythm.quiet)
    #expect(SourceRhythm("1e400 x -3", quiet: 5, isSilent: false).limit == nil)
  }

  @Test func `a redesign is news, but teaches nothing`() {
    var rhythm = newspaper(days: 20)
    let pauses = rhythm.pauses
    _ = silence(&rhythm, days: 1)
    #expect(rhythm.beganAnew() == nil)
    #expect(rhythm.quiet == 0 && rhythm.pauses == pauses)
  }

  private struct Unexpected: Error {}
}
