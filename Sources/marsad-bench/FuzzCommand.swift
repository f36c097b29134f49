import Foundation
import Fuzzing
import Markup
import Places

/// Hostile inputs for all that reads bytes from outside, in a process of its own that may fall: what
/// it was reading is then kept in a file. `--replay FILE` reads such a file again.
enum FuzzCommand {
  private static let usage = """
    fuzz [all|\(FuzzKind.allCases.map(\.rawValue).joined(separator: "|"))] [--seconds N] [--seed N] \
    [--corpus DIR] [--replay FILE]
    """
  /// Falls of one kind of readers before it is given up.
  private static let fallLimit = 40
  /// A case that takes longer hangs.
  private static let hangSeconds = 20.0

  @Sendable static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    let name = options.plain.first ?? "all"
    let kinds = name == "all" ? FuzzKind.allCases : FuzzKind(rawValue: name).map { [$0] } ?? []
    guard options.plain.count <= 1, let first = kinds.first else {
      throw BenchOptions.Usage(usage)
    }
    let seed = UInt64(max(options.number("--seed") ?? 1, 0))
    let seconds = max(options.number("--seconds") ?? 60, 1)
    if let file = options.text("--replay") { return try replay(file, first) }
    let corpus = options.text("--corpus")
    if let path = options.text("--box") {
      guard let box = InputBox(path) else { throw BenchOptions.Usage("fuzz: cannot map \(path)") }
      return try FuzzTrial.run(
        first, box: box, seed: seed, seconds: seconds, corpus: try corpus.map(documents) ?? [])
    }
    var isClean = true
    for kind in kinds {
      let share = max(seconds / kinds.count, 1)
      isClean = try watch(kind, seed: seed, seconds: share, corpus: corpus) && isClean
    }
    if !isClean { exit(1) }
  }

  /// Tries a kind in other processes until the time is over; whether none fell.
  private static func watch(
    _ kind: FuzzKind, seed: UInt64, seconds: Int, corpus: String?
  ) throws -> Bool {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("fuzz-\(kind.rawValue)-\(getpid())").path
    defer { unlink(path) }
    guard let box = InputBox(path) else { throw BenchOptions.Usage("fuzz: cannot map \(path)") }
    let start = ContinuousClock.now
    var falls = 0
    var cases = 0
    var slowest = 0
    var isClean = true
    while falls < fallLimit {
      let left = seconds - Int((ContinuousClock.now - start).components.seconds)
      guard left > 0 else { break }
      box.reset()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments =
        [
          "fuzz", kind.rawValue, "--box", path, "--seconds", String(left), "--seed",
          String((seed &+ UInt64(falls) &* 1_000_003) & UInt64(Int.max)),
        ] + (corpus.map { ["--corpus", $0] } ?? [])
      try process.run()
      let hung = waitOrEnd(process, box)
      cases += box.number
      slowest = max(slowest, box.slowest)
      guard hung || process.terminationReason == .uncaughtSignal else {
        isClean = isClean && process.terminationStatus == 0
        break
      }
      falls += 1
      let held = box.held
      keep(held.bytes, held.kind, hung ? "hangs" : "falls by signal \(process.terminationStatus)")
    }
    let taken = Int((ContinuousClock.now - start).components.seconds)
    print(
      "\(kind.rawValue): \(cases) cases in \(taken) s, \(falls) falls, slowest \(slowest) ms")
    return isClean && falls == 0
  }

  /// Waits for a process and ends one that stays at a case for too long; whether it did.
  private static func waitOrEnd(_ process: Process, _ box: InputBox) -> Bool {
    var number = -1
    var since = Date()
    while process.isRunning {
      if box.number != number {
        number = box.number
        since = Date()
      } else if -since.timeIntervalSinceNow > hangSeconds {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return true
      }
      usleep(50_000)
    }
    process.waitUntilExit()
    return false
  }

  /// Writes a finding's input beside the caller and says how to see it again.
  static func keep(_ bytes: [UInt8], _ kind: FuzzKind, _ fault: String) {
    let file = "fuzz-\(kind.rawValue)-\(String(bytes.caseHash, radix: 16)).bin"
    _ = FileManager.default.createFile(atPath: file, contents: Data(bytes))
    print("\(kind.rawValue): \(fault)\n  marsad-bench fuzz \(kind.rawValue) --replay \(file)")
    fflush(nil)
  }

  private static func replay(_ file: String, _ kind: FuzzKind) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let inspector = try Inspector(gazetteer: kind == .text ? Gazetteer.standard() : nil)
    let start = FuzzTrial.processorMilliseconds
    let fault = FuzzTrial.fault(kind, bytes, inspector, nil)
    print("\(fault ?? "nothing wrong"); \(FuzzTrial.processorMilliseconds - start) ms")
  }

  /// All files below a folder that are small enough to be inputs, at most 2,000; packed ones too.
  private static func documents(_ folder: String) throws -> [[UInt8]] {
    let root = URL(fileURLWithPath: folder)
    guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
    var documents: [[UInt8]] = []
    for case let path as String in files where documents.count < 2_000 {
      guard let data = try? Data(contentsOf: root.appendingPathComponent(path)), !data.isEmpty
      else { continue }
      let bytes = [UInt8](data)
      documents.append(
        Gzip.isCompressed(bytes) ? (try? Gzip.inflate(bytes, limit: 4 << 20)) ?? bytes : bytes)
    }
    return documents
  }
}
