internal import Foundation
internal import Settings

/// The files of one demo: a configuration, the secret that signs, and later state and alerts.
package struct DemoFolder: Sendable {
  package let path: String
  package var configuration: String { path + "/marsad.yaml" }
  package var log: String { path + "/alerts.jsonl" }
  private var secretFile: String { path + "/desk.secret" }

  package init(path: String) { self.path = path }

  /// A new folder that only its owner may enter.
  package static func temporary() throws -> DemoFolder {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("marsad-demo-\(UUID().uuidString.prefix(8).lowercased())").path
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return DemoFolder(path: path)
  }

  package func remove() throws { try FileManager.default.removeItem(atPath: path) }

  /// The signing secret in its file: the one that is there, else a new one.
  func secret() throws -> String {
    if let text = try? String(contentsOfFile: secretFile, encoding: .utf8) { return text }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    let text = "whsec_" + Data(bytes).base64EncodedString()
    guard
      FileManager.default.createFile(
        atPath: secretFile, contents: Data((text + "\n").utf8),
        attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: secretFile]) }
    return text
  }

  /// Writes the configuration, unless one is there: it may have been edited.
  func writeConfiguration(sitePort: UInt16, receiverPort: UInt16) throws {
    guard !FileManager.default.fileExists(atPath: configuration) else { return }
    let text = Self.configuration(sitePort: sitePort, receiverPort: receiverPort)
    try Data(text.utf8).write(to: URL(fileURLWithPath: configuration))
  }

  /// The alerts in the log file, one line each.
  func logLines() -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: log) else { return [] }
    return data.split(separator: 0x0A).map { [UInt8]($0) }
  }
}

extension DemoFolder {
  /// The rules that the demo shows, as people write them.
  static let rules = """
    lists:
      isis: [داعش, تنظيم الدولة, ISIS, "Islamic State"]
    places:
      border-strip: {along: [[34.60, 40.85], [34.45, 40.95], [34.30, 41.15]], within: 25 km}
    rules:
      - name: isis-return                # the group, a sign of return, near the border town
        severity: high
        match:
          all:
            - any: [{list: isis}]
            - any: [عودة, خلايا, checkpoint, checkpoints]
          none: [مسلسل, {pattern: "(?i)film review"}]
        where: {within: 100 km, of: Al-Bukamal}
        alert: [desk, file]
        test:
          - {text: "عودة عناصر داعـ.ـش إلى البوكمال", expect: match}
          - {text: "مسلسل عن عودة عناصر داعش إلى البوكمال", expect: no match}
      - name: arms-at-the-border
        match: {near: {terms: [سلاح, مهربة], within: 3}}
        where: {area: border-strip}
        alert: [desk, file]

    """

  private static func configuration(sitePort: UInt16, receiverPort: UInt16) -> String {
    let site = "http://127.0.0.1:\(sitePort)"
    let sources = SampleArticle.Outlet.allCases.map { outlet in
      """
        - name: \(outlet.name)
          url: \(site)\(outlet.path)
          language: \(outlet.language)
      """
    }
    return """
      # yaml-language-server: $schema=\(StarterConfiguration.installedSchema)
      # Marsad's demo: three invented news sites and a webhook receiver on this machine.
      state: state.sqlite
      network:
        allow_private: [127.0.0.0/8]     # such addresses are refused otherwise
        per_host: {connections: 4, delay: 0s}
      defaults: {every: 1s}
      sources:
      \(sources.joined(separator: "\n"))
      destinations:
        desk:
          webhook: http://127.0.0.1:\(receiverPort)/hook
          insecure: true                 # plain http, which only a demo may want
          allow_private: [127.0.0.0/8]
          secret: {file: desk.secret}
        file: {log: alerts.jsonl}
      \(rules)
      """
  }
}
