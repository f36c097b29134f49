import Alerts
import Daemon
import Fetch
import Foundation
import State
import TestSupport
import Testing

/// A mail as Python's library reads it.
private struct ReadMail: Decodable {
  var subject: String
  var sender: String
  var to: [String]
  var messageID: String
  var date: String
  var automatic: String
  var types: [String]
  var texts: [String]
  var defects: Int
  var longest: Int

  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  private static let script = """
    import sys, json, email
    from email import policy
    raw = sys.stdin.buffer.read()
    m = email.message_from_bytes(raw, policy=policy.default)
    parts = list(m.iter_parts())
    defects = len(m.defects) + sum(len(p.defects) for p in parts)
    for name in ("Subject", "From", "To", "Date", "Message-ID", "List-Id"):
        assert len(m.get_all(name)) == 1, name
        defects += len(m[name].defects)
    print(json.dumps({
        "subject": str(m["Subject"]), "sender": m["From"].addresses[0].addr_spec,
        "to": [a.addr_spec for a in m["To"].addresses], "messageID": m["Message-ID"],
        "date": m["Date"].datetime.isoformat(), "automatic": m["Auto-Submitted"],
        "types": [p.get_content_type() for p in parts],
        "texts": [p.get_content() for p in parts], "defects": defects,
        "longest": max(len(l) for l in raw.split(b"\\r\\n"))}))
    """

  init(_ mail: MailServer.Mail) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", Self.script]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(mail.bytes))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    self = try JSONDecoder().decode(ReadMail.self, from: data)
  }
}

@Suite(.timeLimit(.minutes(2))) struct EmailTests {
  private let post: DeliveryPost
  private let relay: MailServer

  init() throws {
    post = try DeliveryPost()
    relay = try MailServer()
  }

  private func team(
    to: [String] = ["desk@news.example"], encryption: MailRequest.Encryption = .none,
    total: Duration = .seconds(15), _ change: (inout EmailSettings) -> Void = { _ in }
  ) -> DestinationSettings {
    var settings = EmailSettings(
      from: "marsad@news.example", to: to, relay: relay.url, encryption: encryption)
    change(&settings)
    var sending = DestinationSettings.Sending()
    sending.total = total
    if let loopback = AddressBlock("127.0.0.0/8") { sending.fetch.allowPrivate = [loopback] }
    return DestinationSettings(name: "team", kind: .email(settings, sending), mark: post.mark)
  }

  @Test(.enabled(if: ReadMail.isAvailable))
  func `every alert is a sound mail: Arabic, English, large, hostile, and of every type`()
    async throws
  {
    let ids = try post.commitEverything().filter { $0 != Self.acknowledgement }
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    #expect(relay.mails.count == ids.count)
    #expect(relay.flaws == [])
    for (mail, id) in zip(relay.mails, ids) {
      let read = try ReadMail(mail)
      #expect(read.defects == 0)
      #expect(read.longest <= 78)
      #expect(read.to == ["desk@news.example"])
      #expect(read.messageID == "<\(id)@news.example>")
      #expect(read.types == ["text/plain", "text/html"])
      let page = read.texts[1]
      #expect(!page.contains("<script") && !page.contains("<a href=\"https://evil"))
    }
  }

  /// It is told to nobody by mail.
  private static let acknowledgement =
    SampleAlert.stored.first { $0.type == "alert.acknowledged" }?.id

  @Test(.enabled(if: ReadMail.isAvailable))
  func
    `a mail says in its subject how grave it is and what happened, and each text has its direction`()
    async throws
  {
    try post.commit([SampleAlert.matched()])
    #expect(
      try await post.service([team(to: ["a@x.example", "b@y.example"])]).drain(for: .zero) == 0)
    let mail = try #require(relay.mails.first)
    #expect(mail.to == ["a@x.example", "b@y.example"])
    let read = try ReadMail(mail)
    #expect(read.subject.contains("HIGH"))
    #expect(read.subject.contains("عودة داعـ.ـش إلى البوكمال"))
    #expect(read.sender == "marsad@news.example")
    #expect(read.date == "2026-09-21T14:13:20+00:00")
    #expect(read.automatic == "auto-generated")
    #expect(read.texts[0].contains("https://news.example/1?a=1&b=%282%29"))
    #expect(
      read.texts[1].contains(
        "<h3 dir=\"rtl\"><a href=\"https://news.example/1?a=1&amp;b=%282%29\"><b>عودة داعـ.ـش إلى البوكمال</b></a></h3>"
      ))
    #expect(read.texts[1].contains("<bdi dir=\"rtl\">"))
  }

  @Test(.enabled(if: ReadMail.isAvailable))
  func `a headline with line breaks and dots makes no header and ends no mail`() async throws {
    let title = "x\r\nBcc: evil@evil.example\r\n\r\n.\r\nMAIL FROM:<evil@evil.example>\r\n.\r\n"
    try post.commit([SampleAlert.matched(title: title, body: title)])
    #expect(try await post.service([team()]).drain(for: .zero) == 0)
    #expect(relay.flaws == [])
    #expect(relay.mails.count == 1)
    #expect(!relay.commands.contains { $0.contains("evil") })
    let text = String(decoding: relay.mails[0].bytes, as: UTF8.self)
    #expect(!text.contains("\r\nBcc:"))
    #expect(try ReadMail(relay.mails[0]).defects == 0)
  }

  @Test func `who is refused for good keeps nobody else from the mail, and it is told`()
    async throws
  {
    relay.answering { $0.hasPrefix("RCPT TO:<gone@") ? "550 5.1.1 no such user" : nil }
    try post.commit([SampleAlert.matched()])
    let team = team(to: ["gone@news.example", "desk@news.example"])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(relay.mails.map(\.to) == [["desk@news.example"]])
    #expect(try post.everythingTold().contains("refuses gone@news.example (550)"))
  }

  @Test func `who is put off gets the mail later, and the others get it once`() async throws {
    let count = CallCount()
    relay.answering { command in
      command.hasPrefix("RCPT TO:<grey@") && count.next() == 0 ? "450 4.2.0 greylisted" : nil
    }
    try post.commit([SampleAlert.matched()])
    let team = team(to: ["desk@news.example", "grey@news.example"])
    #expect(try await post.service([team]).drain(for: .seconds(600)) == 0)
    #expect(relay.mails.map(\.to) == [["desk@news.example"], ["grey@news.example"]])
  }

  @Test(arguments: [
    ("greeting", "421 4.3.2 too busy", "answered 421 at the greeting", 2),
    (
      "MAIL", "550 5.7.1 sender refused",
      "answered 550 to the sender: 5.7.1 sender refused; check from", 2
    ),
    (
      "RCPT", "550 5.7.1 relaying denied", "check to, and whether the relay takes mail from here", 2
    ),
    ("RCPT", "451 4.7.1 greylisted", "answered 451 to the recipients", 2),
    ("message", "451 4.3.0 later", "answered 451 to the message", 2),
  ])
  func `what the relay says of itself or of us holds the queue`(
    command: String, reply: String, words: String, waiting: Int
  ) async throws {
    relay.answering { $0.hasPrefix(command) ? reply : nil }
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    #expect(try await post.service([team()]).drain(for: .zero) == waiting)
    #expect(relay.mails.isEmpty)
    #expect(relay.commands.filter { $0.hasPrefix("EHLO") }.count <= 1)
    #expect(try post.everythingTold().contains(words))
  }

  @Test func `a message that the relay refuses steps aside, and the next one is sent`()
    async throws
  {
    let count = CallCount()
    relay.answering { $0 == "message" && count.next() == 0 ? "554 5.7.1 looks like spam" : nil }
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    #expect(try await post.service([team()]).drain(for: .zero) == 1)
    #expect(relay.mails.count == 1)
    #expect(try post.everythingTold().contains("answered 554 to the message: 5.7.1 looks like"))
  }

  @Test func `without STARTTLS nothing is said where it is required`() async throws {
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team(encryption: .required)]).drain(for: .zero) == 1)
    #expect(!relay.commands.contains { $0.hasPrefix("MAIL") })
    #expect(try post.everythingTold().contains("offers no STARTTLS"))
  }

  @Test func `a login is made, and a refused one is told without the password`() async throws {
    let password = try post.secret("password", "pa55-of-the-desk")
    try post.commit([SampleAlert.matched()])
    let team = team {
      $0.user = "marsad"
      $0.password = password
    }
    relay.answering { $0.hasPrefix("AUTH") ? "535 5.7.8 no: pa55-of-the-desk" : nil }
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let told = try post.everythingTold()
    #expect(told.contains("answered 535 to the login"))
    #expect(!told.contains("pa55"))
    relay.answering { _ in nil }
    #expect(try await post.service([team]).drain(for: .seconds(600)) == 0)
    #expect(relay.mails.count == 1)
  }

  /// The relay behind TLS, with a login.
  private func team(
    behind front: TLSFront, _ beginning: TLSFront.Beginning, trusting certificate: String?
  ) throws -> DestinationSettings {
    let password = try post.secret("password", "pa55-of-the-desk")
    var team = team(encryption: .required) {
      $0.relay = (beginning == .atOnce ? "smtps" : "smtp") + "://127.0.0.1:\(front.port)"
      $0.user = "marsad"
      $0.password = password
    }
    if case .email(let settings, var sending) = team.kind {
      sending.fetch.certificateFile = certificate
      team.kind = .email(settings, sending)
    }
    return team
  }

  @Test(.enabled(if: TLSFront.isAvailable), arguments: [TLSFront.Beginning.atOnce, .withSTARTTLS])
  func `mail and login go through TLS, from the first byte or after STARTTLS`(
    beginning: TLSFront.Beginning
  ) async throws {
    let front = try TLSFront(of: relay.port, begins: beginning)
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    let team = try team(behind: front, beginning, trusting: front.certificateFile)
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(relay.mails.count == 2)
    #expect(relay.commands.contains { $0.hasPrefix("AUTH") })
    #expect(relay.flaws == [])
  }

  @Test(
    .enabled(if: TLSFront.isAvailable),
    arguments: [TLSFront.Beginning.atOnce, .withSTARTTLS],
    [TLSCertificate.Fault.none, .expired, .otherHost])
  func `a relay whose certificate is not trusted, over or another's is told nothing`(
    beginning: TLSFront.Beginning, fault: TLSCertificate.Fault
  ) async throws {
    let front = try TLSFront(of: relay.port, begins: beginning, fault: fault)
    try post.commit([SampleAlert.matched()])
    let team = try team(
      behind: front, beginning, trusting: fault == .none ? nil : front.certificateFile)
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    #expect(relay.commands.isEmpty)
    let told = try post.everythingTold()
    let words =
      switch fault {
      case .expired: "expired"
      case .otherHost: "another host name"
      default: "certificate"
      }
    #expect(told.contains(words), "\(told)")
  }

  @Test func `a relay at an address that is not allowed is not spoken to`() async throws {
    var team = team()
    if case .email(let settings, var sending) = team.kind {
      sending.fetch.allowPrivate = []
      team.kind = .email(settings, sending)
    }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    #expect(relay.commands.isEmpty)
    #expect(try post.everythingTold().contains("127.0.0.1"))
  }

  @Test func `a relay that falls silent is left when the time is up, and a stop does not count`()
    async throws
  {
    relay.answering { $0 == "DATA" ? "hold" : nil }
    try post.commit([SampleAlert.matched()])
    #expect(try await post.service([team(total: .seconds(1))]).drain(for: .zero) == 1)
    #expect(try post.state.deliveries().first?.attempts == 1)
    let service = post.service([team(total: .seconds(30))], leaps: false)
    let relay = relay
    let task = Task { await service.run() }
    #expect(await eventually { relay.commands.filter { $0 == "DATA" }.count == 2 })
    task.cancel()
    await task.value
    #expect(try post.state.deliveries().first?.attempts == 1)
  }
}
