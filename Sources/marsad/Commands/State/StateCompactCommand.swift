import ArgumentParser
import State

/// `marsad state compact`
struct StateCompactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", abstract: "Writes the state file anew, without gaps.",
    discussion: "Refused while a daemon holds the state, and where the disk has too little room.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    let path = common.statePath
    var plan: StateFile.CompactionPlan?
    let after: Int?
    do throws(StateError) {
      after = try StateFile.compact(
        path,
        begin: {
          plan = $0
          if !common.json { Console.out(Self.announcement($0, path)) }
          return $0.isPossible
        },
        around: { plan, work in
          Progress.watching("writing anew", writes: plan.neededBytes, work)
        })
    } catch {
      throw StateCommand.refuse("compact", error)
    }
    guard let plan, let after else {
      Console.error("marsad state compact: too little room on the disk; nothing was changed")
      throw ExitCode.failure
    }
    if common.json {
      Console.out(
        JSONValue.object([
          ("path", .string(path)), ("before_bytes", .count(plan.fileBytes)),
          ("after_bytes", .count(after)), ("needed_bytes", .count(plan.neededBytes)),
        ]).text)
    } else {
      Console.out(
        "Done: \(StateCommand.size(plan.fileBytes)) before, \(StateCommand.size(after)) now.")
    }
  }

  private static func announcement(_ plan: StateFile.CompactionPlan, _ path: String) -> String {
    let room = plan.diskBytes.map { ", which has \(StateCommand.size($0))" } ?? ""
    return "\(StateCommand.shown(path)): \(StateCommand.size(plan.fileBytes)), "
      + "\(StateCommand.size(plan.freeBytes)) of it free. Needs "
      + "\(StateCommand.size(plan.neededBytes)) of its disk for a while\(room)."
  }
}
