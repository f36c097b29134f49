internal import Glibc
internal import Synchronization

/// A resolver's server that says what a test wants: IPv4 addresses for names, in turn. Made inside a
/// `NetworkNamespace`, where every address is the machine's own, it is what `resolv.conf` names,
/// whatever that is.
package final class NameServer: Sendable {
  package enum Answer: Sendable {
    case addresses([[UInt8]])
    /// The server is in trouble (SERVFAIL).
    case failure
    case noSuchName
  }

  private final class Core: Sendable {
    let answers = Mutex<[String: [Answer]]>([:])
    let asked = Mutex<[String]>([])
  }

  private let core = Core()
  private let listener: Int32

  package init() throws {
    listener = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(53).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) == 0 }
    }
    guard isBound else { throw LoopbackFailure(step: "bind port 53", code: errno) }
    let descriptor = listener
    let core = core
    LoopbackThread.start { Self.serve(descriptor, core) }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// Answers for a name, in turn; the last stays.
  package func answer(_ name: String, _ answers: Answer...) {
    core.answers.withLock { $0[name] = answers }
  }

  /// The names that were asked for their IPv4 addresses.
  package var asked: [String] { core.asked.withLock(\.self) }

  /// The answer leaves from the address that was asked: to a local one the kernel answers so.
  private static func serve(_ listener: Int32, _ core: Core) {
    var question = [UInt8](repeating: 0, count: 1_500)
    while true {
      var peer = sockaddr_in()
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = withUnsafeMutablePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(listener, &question, question.count, 0, $0, &size)
        }
      }
      guard count > 0 else { return }
      guard count > 16 else { continue }
      let reply = Self.reply(Array(question[..<count]), core)
      _ = withUnsafePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(listener, reply, reply.count, 0, $0, size)
        }
      }
    }
  }

  private static func reply(_ question: [UInt8], _ core: Core) -> [UInt8] {
    var labels: [String] = []
    var at = 12
    while at < question.count, question[at] != 0 {
      let end = min(at + 1 + Int(question[at]), question.count)
      labels.append(String(decoding: question[(at + 1)..<end], as: UTF8.self))
      at = end
    }
    let end = min(at + 5, question.count)
    let isIPv4 = at + 2 < question.count && question[at + 2] == 1
    let name = labels.joined(separator: ".")
    var answer = Answer.addresses([])
    if isIPv4 {
      core.asked.withLock { $0.append(name) }
      answer = core.answers.withLock { answers in
        guard let list = answers[name], let first = list.first else { return .noSuchName }
        if list.count > 1 { answers[name] = Array(list.dropFirst()) }
        return first
      }
    }
    var addresses: [[UInt8]] = []
    var code: UInt8 = 0
    switch answer {
    case .addresses(let list): addresses = list
    case .failure: code = 2
    case .noSuchName: code = 3
    }
    var reply = Array(question[..<2]) + [0x81, 0x80 | code, 0, 1, 0, UInt8(addresses.count)]
    reply += [0, 0, 0, 0] + question[12..<end]
    for address in addresses { reply += [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4] + address }
    return reply
  }
}
