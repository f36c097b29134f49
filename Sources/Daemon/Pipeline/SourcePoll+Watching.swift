internal import Alerts
internal import Foundation
internal import Settings
internal import State

/// What a poll says of its source as a whole.
extension SourcePoll {
  struct Rhythm {
    var value: SourceRhythm
    var change: SourceRhythm.Change?
  }

  /// The source's rhythm with this poll in it. Kept by `remember` once the poll is written down.
  func rhythm(new: Int, isAnew: Bool, interval: Double) -> Rhythm {
    let page = pipeline.book[source.name]
    let passed = page.lastHeard.map { started.timeIntervalSince($0) } ?? 0
    var rhythm = Rhythm(value: page.rhythm)
    rhythm.change =
      isAnew
      ? rhythm.value.beganAnew()
      : rhythm.value.heard(new: new, passed: passed, interval: interval)
    return rhythm
  }

  func remember(_ rhythm: Rhythm) throws {
    pipeline.book.update(source.name) { page in
      page.rhythm = rhythm.value
      page.lastHeard = started
    }
    if let change = rhythm.change {
      try pipeline.rhythmChanged(change, source, setup: setup, at: started)
    }
  }

  /// The source said "not modified" while it had news.
  func distrust() throws {
    pipeline.book.update(source.name) { $0.isDistrusted = true }
    try pipeline.noticed(
      .sourceNotice,
      "it said \"not modified\" (304) while it had new entries: from now on it is asked without its "
        + "validators, and always sends the whole",
      source, setup: setup, measured: [], notes: [.distrusted(source.name)], at: started)
  }
}

extension Pipeline {
  /// Writes down and logs where a source is asked from now on. The configuration stays as it is.
  func moved(_ source: SourceSettings, to place: String?, because reason: String?) throws {
    try state.commit(alerts: [], notes: [.moved(source.name, to: place)])
    let message =
      place.map { "has moved for good and is asked there from now on: \($0); correct its url" }
      ?? "the place it had moved to fails (\(reason ?? "")): asked at its configured url again"
    observer.note(.sourceNotice(source: source.name, type: "source.moved", message: message))
  }
}
