/// Why the state file could not do what it was asked.
package struct StateError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    /// The file is there but it is damaged; it was not touched.
    case damaged(String)
    /// Another program's file stands at the path.
    case notOurs
    /// A newer Marsad made it.
    case tooNew
    /// There is no file and none may be made.
    case missing
    case cannotOpen(String)
    /// Another process holds the state.
    case locked(lockFile: String, holder: Int?)
    /// The disk is full, or a quota is reached.
    case diskFull
    /// Another process wrote for longer than we wait.
    case busy
    case readOnly
    case failed(String)
  }

  package let path: String
  package let reason: Reason

  package init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// A fixed word for logs and metrics.
  package var code: String {
    switch reason {
    case .damaged: "damaged"
    case .notOurs: "not_ours"
    case .tooNew: "too_new"
    case .missing: "missing"
    case .cannotOpen: "cannot_open"
    case .locked: "locked"
    case .diskFull: "disk_full"
    case .busy: "busy"
    case .readOnly: "read_only"
    case .failed: "failed"
    }
  }

  package var description: String {
    switch reason {
    case .damaged(let what):
      "state file \(path) is damaged (\(what)); it was left as it is: restore a backup, or move it "
        + "aside to start anew"
    case .notOurs:
      "\(path) is no Marsad state file; name another path, or move it aside"
    case .tooNew:
      "state file \(path) was made by a newer Marsad; upgrade, or restore an older backup"
    case .missing:
      "there is no state file at \(path); start the daemon first, or name it with --state"
    case .cannotOpen(let why):
      "state file \(path) cannot be opened: \(why)"
    case .locked(let lockFile, let holder):
      "state file \(path) is in use by another Marsad"
        + (holder.map { " (pid \($0))" } ?? "") + ": lock file \(lockFile); stop that one first"
    case .diskFull:
      "state file \(path) cannot grow: the disk is full; free space"
    case .busy:
      "state file \(path) is kept busy by another process; try again"
    case .readOnly:
      "state file \(path) may not be written: it belongs to another user, or its file system is "
        + "read-only"
    case .failed(let why):
      "state file \(path): \(why)"
    }
  }
}
