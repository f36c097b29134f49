import Alerts
import Fetch
import Testing

@testable import Settings

@Suite struct PagerKeysTests {
  private static let head = "sources: [{name: S, url: https://news.example/}]\n"

  private func messages(_ destination: String, beside files: [String: String] = [:]) -> [String] {
    load("\(Self.head)destinations:\n  d: \(destination)\n", beside: files).faults
      .map { "\($0)" }
  }

  private func settings(
    _ destination: String, beside files: [String: String] = [:]
  ) -> DestinationSettings? {
    load("\(Self.head)destinations:\n  d: \(destination)\n", beside: files)
      .configuration?.destinations.first
  }

  @Test func `each receiver is made of what is written, plain or as a section`() {
    let files = ["k": "R0ABCDEFGHIJ0123456789abcdefghij", "t": "azGDORePK8gMaC0QOYAMyEEuzJnyUi"]
    let words = [
      ("{pagerduty: {file: k}}", "pagerduty"),
      (
        "{pagerduty: {key: {file: k}, url: https://events.eu.pagerduty.com/v2/enqueue}}",
        "pagerduty"
      ),
      ("{opsgenie: {file: k}}", "opsgenie"),
      ("{alertmanager: https://am.example}", "alertmanager"),
      (
        "{alertmanager: {url: https://am.example, labels: {team: desk}, lasts: 2h}}", "alertmanager"
      ),
      ("{pushover: {token: {file: t}, user: {file: t}}}", "pushover"),
      ("{gotify: {url: https://g.example, token: {file: t}}}", "gotify"),
      ("{cloudevents: https://bus.example/x}", "cloudevents"),
    ]
    for (text, word) in words {
      guard case .receiver(let receiver, _) = settings(text, beside: files)?.kind else {
        Issue.record("\(text) gives no receiver: \(messages(text, beside: files))")
        continue
      }
      #expect(receiver.form.word == word)
    }
  }

  @Test func `a relay on this machine needs no TLS and no leave, any other one does`() throws {
    func email(_ more: String, _ beside: String = "") -> (
      EmailSettings, DestinationSettings.Sending
    )? {
      let text = "{email: {to: a@x.example, from: m@x.example\(more)}\(beside)}"
      guard case .email(let email, let sending) = settings(text)?.kind else { return nil }
      return (email, sending)
    }
    let own = try #require(email(""))
    #expect(own.0.relay == "smtp://127.0.0.1:25")
    #expect(own.0.encryption == .none)
    #expect(own.1.fetch.allowPrivate.contains { $0 == AddressBlock("127.0.0.0/8") })
    #expect(try #require(email(", relay: smtp://localhost:2525")).0.encryption == .none)
    let other = try #require(email(", relay: smtp://mail.example"))
    #expect(other.0.encryption == .required)
    #expect(other.1.fetch.allowPrivate.isEmpty)
    #expect(
      try #require(email(", relay: smtp://mail.example", ", insecure: true")).0.encryption
        == .ifOffered)
  }

  @Test(arguments: [
    ("{pagerduty: R0ABC}", "3:18: destinations.d.pagerduty is no reference to a secret"),
    ("{pagerduty: {file: k}}", "the secret is no integration key; expected the 32 letters"),
    ("{pagerduty: {kye: {file: k}}}", "unknown key \"kye\""),
    ("{alertmanager: http://am.example}", "is plain http; use https, or add insecure: true"),
    (
      "{alertmanager: {url: https://a.example, labels: {alertname: x}}}",
      "\"alertname\" is no label of your own"
    ),
    (
      "{alertmanager: {url: https://a.example, labels: {a-b: x}}}",
      "\"a-b\" is no label of your own"
    ),
    ("{gotify: {url: https://g.example}}", "has no \"token\""),
    ("{email: {to: [], from: m@x.example}}", "is an empty list"),
    (
      "{email: {to: [desk], from: m@x.example}}",
      "3:20: destinations.d.email.to[0] is \"desk\", which is no mail address"
    ),
    (
      "{email: {to: a@x.example, from: m@x.example, relay: mail.example}}",
      "it does not begin with smtp:// or smtps://"
    ),
    ("{email: {to: a@x.example, from: m@x.example, relay: smtp://u:p@mail.example}}", "use login:"),
    (
      "{email: {to: a@x.example, from: m@x.example, login: {bearer: {file: k}}}}",
      "is a bearer token"
    ),
    (
      "{email: {to: a@x.example, from: m@x.example}, secret: {file: k}}",
      "\"secret\" does not go with \"email\""
    ),
    (
      "{email: {to: a@x.example, from: m@x.example, relay: smtp://10.0.0.1}}",
      "destinations.d.email.relay is a private address and will be refused; add allow_private"
    ),
    ("{exec: notify}", "\"notify\" is no absolute path"),
    ("{exec: []}", "expected a program such as"),
    ("{exec: [/bin/x, [a]]}", "destinations.d.exec[1]"),
    ("{exec: [/bin/x], insecure: true}", "\"insecure\" does not go with \"exec\""),
    (
      "{exec: {command: /bin/x, env: {MARSAD_RULE: x}}}",
      "\"MARSAD_RULE\" is no variable of your own"
    ),
    ("{exec: {command: /bin/x, timeout: 1h}}", "destinations.d.exec.timeout"),
  ])
  func `what is wrong is told where it stands`(destination: String, words: String) {
    let told = messages(destination, beside: ["k": "short"])
    #expect(told.contains { $0.contains(words) }, "\(told)")
  }

  @Test func `a program that cannot be run is refused`() {
    var files = TestFiles()
    files.contents["marsad.yaml"] = Array(
      "\(Self.head)destinations:\n  d: {exec: [/usr/local/bin/notify]}\n".utf8)
    var machine = files.files
    machine.hindranceToRun = { _ in .missing }
    let missing = ConfigurationLoader.load(file: "marsad.yaml", environment: [:], files: machine)
    #expect(missing.faults.contains { "\($0)".contains("there is no such file") })
    machine.hindranceToRun = { _ in .denied }
    let denied = ConfigurationLoader.load(file: "marsad.yaml", environment: [:], files: machine)
    #expect(denied.faults.contains { "\($0)".contains("chmod +x /usr/local/bin/notify") })
  }
}
