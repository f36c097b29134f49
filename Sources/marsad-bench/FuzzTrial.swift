import Foundation
import Fuzzing
import Glibc
import Places

/// The process that tries the inputs; it may end at any of them.
enum FuzzTrial {
  /// Processor time that a case may take.
  private static let limitMilliseconds = 1000
  /// Memory that all of a process may take, so that growth without bound ends it.
  private static let limitMemory: rlim_t = 3 << 30
  /// Inputs kept of findings that read alike.
  private static let keptAlike = 2

  static func run(
    _ kind: FuzzKind, box: InputBox, seed: UInt64, seconds: Int, corpus: [[UInt8]]
  ) throws {
    var limit = rlimit(rlim_cur: limitMemory, rlim_max: limitMemory)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    // A trap is found in the box; cores of it would fill the disk.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    let inspector = try Inspector(gazetteer: kind == .text ? Gazetteer.standard() : nil)
    var mutator = Mutator(kind: kind, seed: seed, corpus: corpus)
    var alike: [String: Int] = [:]
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      let bytes = mutator.next()
      box.hold(bytes, kind: kind)
      guard let fault = fault(kind, bytes, inspector, box) else { continue }
      let key = fault.filter { !$0.isNumber }
      alike[key, default: 0] += 1
      if alike[key] ?? 0 <= keptAlike { FuzzCommand.keep(bytes, kind, fault) }
    }
  }

  /// Tries one input; gives what is wrong.
  static func fault(
    _ kind: FuzzKind, _ bytes: [UInt8], _ inspector: Inspector, _ box: InputBox?
  ) -> String? {
    let start = processorMilliseconds
    var fault: String?
    do throws(Finding) { try inspector.check(kind, bytes) } catch { fault = error.description }
    let taken = processorMilliseconds - start
    box?.noteTime(milliseconds: taken)
    if fault == nil, taken > limitMilliseconds {
      fault = "took \(taken) ms of processor time for \(bytes.count) bytes"
    }
    return fault
  }

  /// Of this thread: what else runs on the machine does not count.
  static var processorMilliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
