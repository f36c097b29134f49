import Foundation
internal import Glibc

/// A network of its own for a test that aims at addresses off the loopback: nothing leaves the
/// machine, and a server may stand on any address.
///
///     @Test(.enabled(if: NetworkNamespace.isAvailable))
///     func `…`() async throws {
///       let (server, engine) = try NetworkNamespace.make {
///         (try LoopbackServer(host: "10.1.2.3"), FetchEngine())
///       }
///
/// A thread steps into the new namespace and runs the closure; sockets and threads made there stay
/// in it, whoever uses them later. Needs root and the `ip` command.
package enum NetworkNamespace {
  /// Whether this process may make namespaces.
  package static let isAvailable: Bool = {
    guard geteuid() == 0, ip != nil else { return false }
    return (try? make {}) != nil
  }()

  /// Runs the closure with an empty network in which every address of 0.0.0.0/0 and ::/0 is the
  /// machine's own.
  package static func make<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws
    -> Value
  {
    let result = Box<Value>()
    let gate = Gate()
    LoopbackThread.start {
      result.set(Result { try inside(body) })
      gate.open()
    }
    gate.waitUntilOpen()
    return try result.get()
  }

  private static let ip: String? = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip"]
    .first { access($0, X_OK) == 0 }

  private static func inside<Value>(_ body: () throws -> Value) throws -> Value {
    typealias Unshare = @convention(c) (Int32) -> Int32
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "unshare") else {
      throw LoopbackFailure(step: "unshare", code: ENOSYS)
    }
    let newNetwork: Int32 = 0x4000_0000
    guard unsafeBitCast(symbol, to: Unshare.self)(newNetwork) == 0 else {
      throw LoopbackFailure(step: "unshare", code: errno)
    }
    try command(["link", "set", "lo", "up"])
    try command(["route", "add", "local", "0.0.0.0/0", "dev", "lo"])
    try command(["-6", "route", "add", "local", "::/0", "dev", "lo"])
    return try body()
  }

  /// The child is started by this thread and so has its namespace.
  private static func command(_ arguments: [String]) throws {
    guard let ip else { throw LoopbackFailure(step: "ip", code: ENOENT) }
    var strings: [UnsafeMutablePointer<CChar>?] = ([ip] + arguments).map { strdup($0) }
    strings.append(nil)
    defer { for string in strings { free(string) } }
    var child: pid_t = 0
    var status: Int32 = 0
    let code = posix_spawn(&child, ip, nil, nil, strings, environ)
    guard code == 0 else { throw LoopbackFailure(step: "ip", code: code) }
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw LoopbackFailure(step: "ip \(arguments.joined(separator: " "))", code: status >> 8)
    }
  }

  /// One value from a thread to the one that waits for it.
  private final class Box<Value: Sendable>: Sendable {
    private let lock = NSLock()
    // Written once before the gate opens and read after: the lock orders both.
    nonisolated(unsafe) private var result: Result<Value, any Error>?

    func set(_ value: Result<Value, any Error>) { lock.withLock { result = value } }

    func get() throws -> Value {
      guard let result = lock.withLock({ result }) else {
        throw LoopbackFailure(step: "namespace", code: 0)
      }
      return try result.get()
    }
  }
}
