internal import Glibc
internal import Synchronization

/// A mail relay on the loopback (RFC 5321) that is strict: it writes down whatever a client does
/// that the standard forbids.
///
///     let relay = try MailServer()
///     relay.answering { $0.hasPrefix("RCPT TO:<gone@") ? "550 5.1.1 no such user" : nil }
///     … relay.url …
///     #expect(relay.flaws.isEmpty)
package final class MailServer: Sendable {
  package struct Mail: Sendable {
    package var from: String
    package var to: [String]
    /// As it was sent, the dots before dots taken away.
    package var bytes: [UInt8]
  }

  private struct State {
    var judge: (@Sendable (String) -> String?)?
    var mails: [Mail] = []
    var commands: [String] = []
    var flaws: [String] = []
    var connections: [Int32] = []
    var isStopped = false
  }

  private final class Core: Sendable {
    let state = Mutex(State())
  }

  package let port: Int
  private let listener: Int32
  private let core = Core()

  package init() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw LoopbackFailure(step: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound, listen(descriptor, 16) == 0 else {
      let code = errno
      close(descriptor)
      throw LoopbackFailure(step: "bind", code: code)
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    listener = descriptor
    let core = core
    LoopbackThread.start { Self.accept(descriptor, core) }
  }

  deinit { stop() }

  /// Replies in place of the usual ones: to `greeting`, to commands, and to `message` after one.
  /// `hold` says nothing more.
  package func answering(_ judge: @escaping @Sendable (String) -> String?) {
    core.state.withLock { $0.judge = judge }
  }

  package var url: String { "smtp://127.0.0.1:\(port)" }
  package var mails: [Mail] { core.state.withLock(\.mails) }
  package var commands: [String] { core.state.withLock(\.commands) }
  /// What a client did that the standard forbids.
  package var flaws: [String] { core.state.withLock(\.flaws) }

  package func stop() {
    let connections: [Int32]? = core.state.withLock { state in
      guard !state.isStopped else { return nil }
      state.isStopped = true
      return state.connections
    }
    guard let connections else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in connections { shutdown(connection, Int32(SHUT_RDWR)) }
  }
}

extension MailServer {
  private static func accept(_ listener: Int32, _ core: Core) {
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        close(listener)
        return
      }
      let isTaken = core.state.withLock { state in
        guard !state.isStopped else { return false }
        state.connections.append(connection)
        return true
      }
      guard isTaken else {
        close(connection)
        close(listener)
        return
      }
      LoopbackThread.start {
        var conversation = Conversation(connection: connection, core: core)
        conversation.run()
        core.state.withLock { $0.connections.removeAll { $0 == connection } }
        close(connection)
      }
    }
  }

  private struct Conversation {
    let connection: Int32
    let core: Core
    var buffer: [UInt8] = []
    var from: String?
    var to: [String] = []
    var isGreeted = false

    init(connection: Int32, core: Core) {
      self.connection = connection
      self.core = core
    }

    mutating func run() {
      guard say("greeting", "220 relay.example ESMTP") else { return }
      while let bytes = line() {
        let text = String(decoding: bytes, as: UTF8.self)
        core.state.withLock { $0.commands.append(text) }
        if bytes.count > 510 { note("a command of \(bytes.count) bytes") }
        if !bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) { note("a command that is no ASCII") }
        guard answer(text) else { return }
      }
    }

    private mutating func answer(_ text: String) -> Bool {
      let word = text.prefix(4).uppercased()
      switch word {
      case "EHLO", "HELO":
        isGreeted = true
        return say(text, "250-relay.example\r\n250-SIZE 1000000\r\n250 AUTH PLAIN LOGIN")
      case "AUTH":
        var isOpen = false
        guard say(text, "334 ", { _ in isOpen = true }) else { return false }
        guard isOpen else { return true }
        return line() != nil && say("credentials", "235 2.7.0 welcome")
      case "MAIL":
        if !isGreeted || from != nil { note("MAIL out of turn") }
        guard let address = path(text, after: "MAIL FROM:") else { return say(text, "501 no") }
        return say(text, "250 2.1.0 ok") { $0.from = address }
      case "RCPT":
        if from == nil { note("RCPT out of turn") }
        guard let address = path(text, after: "RCPT TO:") else { return say(text, "501 no") }
        return say(text, "250 2.1.5 ok") { $0.to.append(address) }
      case "DATA":
        guard let from, !to.isEmpty else {
          note("DATA without a recipient")
          return say(text, "503 no recipients")
        }
        var isOpen = false
        guard say(text, "354 go ahead", { _ in isOpen = true }) else { return false }
        guard isOpen else { return true }
        guard let bytes = message() else { return false }
        let mail = Mail(from: from, to: to, bytes: bytes)
        self.from = nil
        to = []
        let core = core
        return say("message", "250 2.0.0 queued") { _ in
          core.state.withLock { $0.mails.append(mail) }
        }
      case "RSET":
        from = nil
        to = []
        return say(text, "250 ok")
      case "QUIT":
        _ = say(text, "221 bye")
        return false
      default:
        note("the command \(word)")
        return say(text, "502 what?")
      }
    }

    /// `<…>` with parameters behind it.
    private func path(_ text: String, after command: String) -> String? {
      guard text.uppercased().hasPrefix(command) else { return nil }
      let rest = text.dropFirst(command.count)
      guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
      let address = rest[rest.index(after: rest.startIndex)..<end]
      let behind = rest[rest.index(after: end)...]
      guard behind.isEmpty || behind.first == " ", address.contains("@"), !address.contains("<")
      else { return nil }
      return String(address)
    }

    /// The lines up to the one dot.
    private mutating func message() -> [UInt8]? {
      var bytes: [UInt8] = []
      while var line = line() {
        if line == [0x2E] { return bytes }
        if line.count > 998 { note("a line of \(line.count) bytes") }
        if line.contains(where: { $0 >= 0x80 }) { note("eight bits where seven were offered") }
        if line.contains(where: { $0 == 0x0D || $0 == 0 }) { note("a stray CR or NUL") }
        if line.first == 0x2E { line.removeFirst() }
        bytes += line + [0x0D, 0x0A]
      }
      return nil
    }

    /// The next line without its CRLF; nil at the end.
    private mutating func line() -> [UInt8]? {
      while true {
        if let end = buffer.firstIndex(of: 0x0A) {
          var line = Array(buffer[..<end])
          buffer.removeSubrange(...end)
          if line.last == 0x0D { line.removeLast() } else { note("a bare LF") }
          return line
        }
        var piece = [UInt8](repeating: 0, count: 16_384)
        let count = recv(connection, &piece, piece.count, 0)
        guard count > 0 else { return nil }
        buffer += piece.prefix(count)
      }
    }

    /// Replies; `then` happens where the reply is the usual one.
    private mutating func say(
      _ command: String, _ usual: String, _ then: (inout Conversation) -> Void = { _ in }
    ) -> Bool {
      let own = core.state.withLock(\.judge)?(command)
      if own == "hold" {
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
        return false
      }
      if own == nil { then(&self) }
      let bytes = Array(((own ?? usual) + "\r\n").utf8)
      return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    private func note(_ flaw: String) { core.state.withLock { $0.flaws.append(flaw) } }
  }
}
