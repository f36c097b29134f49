import Foundation
internal import Glibc

/// A disk of a few kilobytes for tests of what happens when it is full.
///
/// A thread steps into a mount namespace of its own, where a tmpfs of that size lies over a folder:
/// nobody else sees it. Needs root and the `mount` command.
package enum SmallDisk {
  /// Whether this process may make one.
  package static let isAvailable: Bool = {
    guard geteuid() == 0, mount != nil else { return false }
    return (try? run(bytes: 65_536) { _ in }) != nil
  }()

  /// The same while the caller's thread does other work.
  package static func runAside<Value: Sendable>(
    bytes: Int, _ body: @escaping @Sendable (_ folder: String) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      LoopbackThread.start {
        continuation.resume(with: Result { try run(bytes: bytes, body) })
      }
    }
  }

  /// Runs the closure with the path of a folder on such a disk. What it does must be done on its
  /// own thread.
  package static func run<Value: Sendable>(
    bytes: Int, _ body: @escaping @Sendable (_ folder: String) throws -> Value
  ) throws -> Value {
    let scratch = try Scratch()
    let folder = scratch.path("")
    let box = Outcome<Value>()
    let gate = Gate()
    LoopbackThread.start {
      box.set(
        Result {
          try separate()
          try command(["--make-rprivate", "/"])
          try command(["-t", "tmpfs", "-o", "size=\(bytes)", "tmpfs", folder])
          return try body(folder)
        })
      gate.open()
    }
    gate.waitUntilOpen()
    withExtendedLifetime(scratch) {}
    return try box.get()
  }

  /// From within `run`: the disk takes nothing any more.
  package static func makeReadOnly(_ folder: String) throws {
    try command(["-o", "remount,ro", folder])
  }

  private static let mount: String? = ["/usr/bin/mount", "/bin/mount"]
    .first { access($0, X_OK) == 0 }

  private static func separate() throws {
    typealias Unshare = @convention(c) (Int32) -> Int32
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "unshare") else {
      throw LoopbackFailure(step: "unshare", code: ENOSYS)
    }
    // CLONE_FS and CLONE_NEWNS, for this thread alone.
    guard unsafeBitCast(symbol, to: Unshare.self)(0x0000_0200 | 0x0002_0000) == 0 else {
      throw LoopbackFailure(step: "unshare", code: errno)
    }
  }

  /// The child is started by this thread and so sees its mounts.
  private static func command(_ arguments: [String]) throws {
    guard let mount else { throw LoopbackFailure(step: "mount", code: ENOENT) }
    var strings: [UnsafeMutablePointer<CChar>?] = ([mount] + arguments).map { strdup($0) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    var child: pid_t = 0
    var status: Int32 = 0
    let code = posix_spawn(&child, mount, nil, nil, strings, environ)
    guard code == 0 else { throw LoopbackFailure(step: "mount", code: code) }
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw LoopbackFailure(step: "mount \(arguments.joined(separator: " "))", code: status >> 8)
    }
  }

  /// One value from a thread to the one that waits for it.
  private final class Outcome<Value: Sendable>: Sendable {
    private let lock = NSLock()
    // Written once before the gate opens and read after: the lock orders both.
    nonisolated(unsafe) private var result: Result<Value, any Error>?

    func set(_ value: Result<Value, any Error>) { lock.withLock { result = value } }

    func get() throws -> Value {
      guard let result = lock.withLock({ result }) else {
        throw LoopbackFailure(step: "small disk", code: 0)
      }
      return try result.get()
    }
  }
}
