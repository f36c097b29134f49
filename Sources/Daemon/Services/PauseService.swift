internal import Foundation
internal import ServiceLifecycle
internal import State

/// What is paused, and what changes when it is another list. A pure value.
struct PauseList: Equatable, Sendable {
  private struct Subject: Hashable {
    var kind: Pause.Kind
    var name: String
  }

  private var ends: [Subject: Date?] = [:]

  init(_ pauses: [Pause] = []) {
    for pause in pauses { ends[Subject(kind: pause.kind, name: pause.name)] = pause.until }
  }

  var sources: Set<String> { Set(ends.keys.lazy.filter { $0.kind == .source }.map(\.name)) }

  /// What is to be told when `other` takes its place: what goes on, then what stops, by name.
  func changes(to other: PauseList) -> [DaemonEvent] {
    let ended = ends.keys.filter { other.ends[$0] == nil }.sorted { $0.name < $1.name }
    let begun = other.ends.filter { ends[$0.key] != $0.value }.sorted { $0.key.name < $1.key.name }
    return ended.map { .resumed(kind: $0.kind.rawValue, name: $0.name) }
      + begun.map { .paused(kind: $0.key.kind.rawValue, name: $0.key.name, until: $0.value) }
  }
}

/// Looks for what `marsad pause` and `marsad resume` wrote, and for pauses that end by themselves.
/// Sources obey here; rules and destinations where their alerts are delivered.
struct PauseService: Service {
  let state: StateFile
  let loop: PollLoop
  let observer: any DaemonObserver
  let first: PauseList
  let surroundings: Daemon.Surroundings

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var known = first
      while !Task.isCancelled {
        try? await surroundings.clock.sleep(for: DeliveryService.lookWait)
        guard !Task.isCancelled else { return }
        do {
          let now = PauseList(try state.pauses(at: surroundings.now()))
          guard now != known else { continue }
          await loop.pause(now.sources)
          for change in known.changes(to: now) { observer.note(change) }
          known = now
        } catch let error as StateError {
          // What was paused stays so.
          observer.note(.stateFailing(code: error.code, message: error.description))
        } catch {}
      }
    }
  }
}
