import Foundation
import Settings
import Text

/// A destination as `marsad init` is told it.
enum InitDestination {
  case log
  case webhook(String)
  case receiver(String)

  /// Nil for a word that names none.
  init?(_ word: String) {
    if word == "log" {
      self = .log
    } else if word.lowercased().hasPrefix("https://"), word.utf8.count > 8,
      !word.unicodeScalars.contains(where: { $0.value <= 0x20 || $0 == "@" })
    {
      self = .webhook(word)
    } else if StarterConfiguration.Destination.receivers.contains(word) {
      self = .receiver(word)
    } else {
      return nil
    }
  }

  func written(_ secret: InitSecret) -> StarterConfiguration.Destination {
    switch self {
    case .log: .log
    case .webhook(let url): .webhook(url, secret: secret.reference)
    case .receiver(let name): .receiver(name)
    }
  }
}

/// The signing secret that `marsad init` makes for a webhook: a credential of the machine's service,
/// else a file beside the configuration.
struct InitSecret {
  let path: String
  /// How the configuration names it.
  let reference: String
  /// What is left to do, if anything.
  let note: String?
  let text: String

  init(beside configuration: String) {
    let folder = URL(fileURLWithPath: configuration).deletingLastPathComponent().path
    let isService = folder == "/etc/marsad"
    path = isService ? "\(folder)/credentials/desk-secret" : "\(folder)/desk.secret"
    reference = isService ? "{credential: desk-secret}" : "{file: desk.secret}"
    let shown = SafeDisplay.line(path, limit: 1_000)
    note =
      isService
      ? """
      The secret of the webhook is in \(shown). Give it to the service (systemctl edit marsad):
        [Service]
        LoadCredential=desk-secret:\(shown)
      """ : "The secret of the webhook is in \(shown): the receiver wants it too."
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    text = "whsec_" + Data(bytes).base64EncodedString()
  }

  /// Makes the file; one that is there stays.
  func write() throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if !FileManager.default.fileExists(atPath: folder) {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
    else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
  }
}

/// What `marsad init` asks on a terminal.
struct InitQuestions {
  var sites: [String]
  var words: String?
  var destination: String?

  static func ask() -> InitQuestions {
    var sites: [String] = []
    while sites.count < 100 {
      let more = sites.isEmpty ? "" : "another, or nothing: "
      let asked = "A page or feed to watch (nothing: samples to edit): "
      guard let address = answer(sites.isEmpty ? asked : more) else { break }
      sites.append(address)
    }
    let words = answer("Words to look for, such as عودة داعش البوكمال; commas for \"or\": ")
    var destination: String?
    if words != nil {
      repeat {
        destination = answer("Where alerts go: log, or the https address of a webhook [log]: ")
      } while destination.map { InitDestination($0) == nil } == true
    }
    return InitQuestions(sites: sites, words: words, destination: destination)
  }

  /// Nil for an empty answer and at the end of what is typed.
  private static func answer(_ question: String) -> String? {
    FileHandle.standardError.write(Data(question.utf8))
    let text = readLine()?.trimmingCharacters(in: .whitespaces) ?? ""
    return text.isEmpty ? nil : text
  }
}
