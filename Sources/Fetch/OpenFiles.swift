internal import Glibc

/// How many files and sockets this process may hold open, and how they are shared out.
///
/// Running out is prevented, not survived: libdispatch, below all concurrency, ends a process in
/// which it cannot open `/proc/self/task/…/stat`.
package struct OpenFiles: Equatable, Sendable {
  /// The limit in force.
  package let limit: Int
  /// With fewer there is no room for any transfer.
  package static let least = 64
  /// More are of no use.
  private static let most = 65_536
  /// State file, logs, timers, signals, the resolver's files, and what commands need for a moment.
  private static let own = 40

  package init(limit: Int) { self.limit = limit }

  /// Raises this process' own limit to what the system allows it.
  package static func raised() -> OpenFiles {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return OpenFiles(limit: 1_024)
    }
    let wanted = min(limit.rlim_max, rlim_t(most))
    if limit.rlim_cur < wanted {
      let before = limit
      limit.rlim_cur = wanted
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) != 0 { limit = before }
    }
    return OpenFiles(limit: Int(min(limit.rlim_cur, rlim_t(most))))
  }

  /// Whether a socket that was just opened leaves the last few to others. The system gives the
  /// lowest free number.
  package static func leavesRoom(_ descriptor: Int32) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return true }
    return rlim_t(descriptor) + 12 < limit.rlim_cur
  }
}

extension EngineSettings {
  /// No more transfers and idle connections than there are files for. A transfer may hold a socket
  /// and, while its name is looked up, two more.
  package mutating func fit(_ files: OpenFiles, destinations: Int) {
    let room = max(0, files.room - 3 * destinations)
    transfers = max(4, min(transfers, room / 4))
    idleConnections = max(4, min(idleConnections, room / 8))
  }
}

extension OpenFiles {
  /// Connections that people who look on may hold at once; listening takes a few more.
  package var lookers: Int { max(2, min(32, limit / 32)) }

  fileprivate var room: Int { limit - Self.own - lookers - 8 }
}
