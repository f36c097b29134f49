internal import Foundation

/// What the system says of this process, in the words of Prometheus' own client libraries.
struct ProcessFigures: Equatable, Sendable {
  var cpuSeconds = 0.0
  var residentBytes = 0
  var openFiles = 0
  var mostFiles = 0
  /// Unix seconds.
  var start = 0.0

  /// Zeros where `/proc` cannot be read.
  static func now() -> ProcessFigures {
    var figures = ProcessFigures()
    let ticks = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    // The name may hold spaces and brackets; what follows it does not.
    let fields = text("/proc/self/stat").split(separator: ")").last?.split(separator: " ") ?? []
    func field(_ number: Int) -> Double {
      fields.indices.contains(number - 3) ? Double(fields[number - 3]) ?? 0 : 0
    }
    figures.cpuSeconds = (field(14) + field(15)) / ticks
    figures.residentBytes = Int(field(24)) * sysconf(Int32(_SC_PAGESIZE))
    var clocks = (wall: timespec(), boot: timespec())
    clock_gettime(CLOCK_REALTIME, &clocks.wall)
    clock_gettime(CLOCK_BOOTTIME, &clocks.boot)
    let booted = clocks.wall.seconds - clocks.boot.seconds
    figures.start = ((booted + field(22) / ticks) * 100).rounded() / 100
    figures.openFiles =
      (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    var limit = rlimit()
    if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 {
      figures.mostFiles = Int(min(limit.rlim_cur, rlim_t(Int32.max)))
    }
    return figures
  }

  private static func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}

extension timespec {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_nsec) / 1e9 }
}
