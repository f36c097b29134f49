import Foundation
import Glibc
import Markup

/// The arguments of a benchmark: `--name value` pairs and the rest.
struct BenchOptions {
  struct Usage: Error, CustomStringConvertible {
    let description: String
    init(_ text: String) { description = "usage: marsad-bench " + text }
  }

  private var named: [String: String] = [:]
  private(set) var plain: [String] = []

  init(_ arguments: [String]) {
    var rest = arguments[...]
    while let first = rest.popFirst() {
      if first.hasPrefix("--") { named[first] = rest.popFirst() ?? "" } else { plain.append(first) }
    }
  }

  /// A file's bytes, without gzip.
  static func inflatedFile(_ path: String) throws -> [UInt8] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    return Gzip.isCompressed(bytes) ? try Gzip.inflate(bytes, limit: 1 << 30) : bytes
  }

  func text(_ name: String) -> String? { named[name] }
  func number(_ name: String) -> Int? { named[name].flatMap { Int($0) } }
}

/// What this process has used so far.
struct Usage {
  var cpuMicroseconds: Int
  var wallMilliseconds: Double

  static var now: Usage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let cpu =
      (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
      + Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Usage(
      cpuMicroseconds: cpu,
      wallMilliseconds: Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000)
  }

  /// The largest resident size so far.
  static var peakMebibytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1_024
  }

  static func - (left: Usage, right: Usage) -> Usage {
    Usage(
      cpuMicroseconds: left.cpuMicroseconds - right.cpuMicroseconds,
      wallMilliseconds: left.wallMilliseconds - right.wallMilliseconds)
  }
}
