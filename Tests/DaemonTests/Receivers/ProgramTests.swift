import Alerts
import Daemon
import Foundation
import State
import TestSupport
import Testing

/// Real programs: scripts of the shell that every system has.
@Suite(.timeLimit(.minutes(2))) struct ProgramTests {
  private let post: DeliveryPost

  init() throws { post = try DeliveryPost() }

  private func team(
    _ script: String, arguments: [String] = [], timeout: Duration = .seconds(30)
  ) throws -> DestinationSettings {
    let path = post.scratch.path("notify")
    try post.scratch.write("notify", "#!/bin/bash\n" + script + "\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    let settings = ProgramSettings(
      command: [path] + arguments, variables: [.init(name: "OUT", value: post.scratch.path("out"))],
      timeout: timeout)
    return DestinationSettings(
      name: "team", kind: .program(settings, DestinationSettings.Sending()), mark: post.mark)
  }

  private var out: String {
    (try? String(contentsOfFile: post.scratch.path("out"), encoding: .utf8)) ?? ""
  }

  /// Whether a process is there and no zombie.
  private static func lives(_ process: Int32) -> Bool {
    let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    let state = stat.split(separator: ")").last?.trimmingPrefix(" ").first
    return state != nil && state != "Z" && state != "X"
  }

  @Test func `a program gets each event as it is stored, one line, and its arguments as they are`()
    async throws
  {
    let alerts = SampleAlert.ordinary + SampleAlert.large + SampleAlert.hostileAlerts
    try post.commit(alerts)
    let team = try team(
      #"cat >> "$OUT"; printf '%s\n' "$@" > "$OUT.args""#, arguments: ["--x", "$(id) *"])
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    #expect(out == alerts.map { String(decoding: $0.encoded(), as: UTF8.self) + "\n" }.joined())
    let arguments = try String(contentsOfFile: post.scratch.path("out") + ".args", encoding: .utf8)
    #expect(arguments == "--x\n$(id) *\n")
  }

  @Test func `its surroundings are the few that are named, and no descriptor of ours`()
    async throws
  {
    let alert = SampleAlert.matched()
    try post.commit([alert])
    let team = try team(
      #"env -u _ -u PWD -u SHLVL | sort > "$OUT"; pwd >> "$OUT"; ls /proc/$$/fd >> "$OUT"; cat /proc/$$/status | grep -E "SigBlk|SigIgn" >> "$OUT""#
    )
    // One that is not closed by itself.
    let descriptor = dup(1)
    defer { close(descriptor) }
    #expect(try await post.service([team]).drain(for: .zero) == 0)
    let lines = out.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(8) == [
        "LANG=C.UTF-8", "MARSAD_ALERT=\(alert.id)", "MARSAD_RULE=عودة isis-return",
        "MARSAD_SEVERITY=high", "MARSAD_TYPE=article.matched", "OUT=\(post.scratch.path("out"))",
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "/",
      ])
    // 255 is the shell's own, for its script.
    #expect(lines.dropFirst(8).prefix { !$0.hasPrefix("Sig") } == ["0", "1", "2", "255"])
    // Of HUP, PIPE and TERM; the shell ignores QUIT by itself.
    let ignored = lines.last.flatMap { UInt64($0.dropFirst(8), radix: 16) }
    #expect(ignored.map { $0 & 0x5001 } == 0)
  }

  @Test func `75 asks for another attempt of all, another code refuses the message`() async throws {
    try post.commit([SampleAlert.matched(1), SampleAlert.matched(2)])
    let busy = try team("exit 75")
    #expect(try await post.service([busy]).drain(for: .zero) == 2)
    #expect(try post.everythingTold().contains("exit code 75"))
    let refusing = try team(
      #"grep -q 'news.example/1?' && { echo 'not "this" one' >&2; exit 3; }; exit 0"#)
    #expect(try await post.service([refusing]).drain(for: .seconds(10)) == 1)
    let rows = try post.state.deliveries(destination: "team")
    #expect(rows.filter { $0.state == .delivered }.count == 1)
    #expect(rows.contains { $0.lastError == "the program refuses it (exit code 3)" })
    #expect(try post.everythingTold().contains(#"not "this" one"#))
  }

  @Test func `a program that hangs is ended with all that it started`() async throws {
    try post.commit([SampleAlert.matched()])
    let team = try team(
      #"trap '' TERM; sleep 300 & echo $! > "$OUT"; while :; do sleep 300; done"#,
      timeout: .seconds(1))
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    #expect(try post.everythingTold().contains("did not end within 1 s; raise exec.timeout"))
    let child = try #require(Int32(out.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(await eventually { !Self.lives(child) })
  }

  @Test func `a flood of output is let go, and its beginning is kept`() async throws {
    try post.commit([SampleAlert.matched()])
    let team = try team("head -c 50000000 /dev/zero | tr '\\0' 'x'; exit 3")
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    let row = try #require(try post.state.deliveries(destination: "team").first)
    let attempt = try #require(try post.state.attempts(delivery: row.id).first)
    #expect(attempt.answer == [UInt8](repeating: UInt8(ascii: "x"), count: 4_096))
  }

  @Test func `a program that reads nothing is fine, and so is one that leaves others behind`()
    async throws
  {
    try post.commit(SampleAlert.large)
    let deaf = try team("exec <&-; exit 0")
    #expect(try await post.service([deaf]).drain(for: .zero) == 0)
    try post.commit([SampleAlert.matched()])
    let leaving = try team(#"sleep 300 & echo $! > "$OUT"; exit 0"#)
    #expect(try await post.service([leaving]).drain(for: .zero) == 0)
    let child = try #require(Int32(out.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(Self.lives(child))
    kill(child, SIGKILL)
  }

  @Test func `a stop lets a program end, and one that does not is cut and not counted`()
    async throws
  {
    try post.commit([SampleAlert.matched()])
    let team = try team(#"echo begun > "$OUT"; sleep 300"#, timeout: .seconds(200))
    let service = post.service([team], leaps: false)
    let task = Task { await service.run() }
    let out = post.scratch.path("out")
    #expect(await eventually { FileManager.default.fileExists(atPath: out) })
    service.stop()
    await task.value
    let row = try #require(try post.state.deliveries(destination: "team").first)
    #expect(row.attempts == 0)
    #expect(row.state == .pending)
  }

  @Test func `what cannot be started is told by its name`() async throws {
    try post.commit([SampleAlert.matched()])
    let settings = ProgramSettings(command: ["/nowhere/notify"])
    let team = DestinationSettings(
      name: "team", kind: .program(settings, DestinationSettings.Sending()), mark: post.mark)
    #expect(try await post.service([team]).drain(for: .zero) == 1)
    #expect(
      try post.everythingTold().contains(
        "/nowhere/notify cannot be started: No such file or directory"))
  }
}
