package import Alerts
internal import Text

/// Reads secrets where the configuration says they are. Nothing here ever shows one.
package enum Secrets {
  /// Why a secret could not be had. It names the reference, never the secret.
  package struct Unreadable: Error, Equatable, Sendable, CustomStringConvertible {
    package var reference: SecretReference
    package var reason: String

    package var description: String {
      switch reference {
      case .file(let path, _): "the secret file \(path): \(reason)"
      case .credential(let name, _): "the credential \(name): \(reason)"
      }
    }
  }

  static let limitBytes = 64 << 10

  /// The secret's bytes without the blanks and newlines around it.
  package static func read(
    _ reference: SecretReference, environment: [String: String],
    files: ConfigurationFiles = .disk
  ) throws(Unreadable) -> [UInt8] {
    let path = try path(of: reference, environment: environment)
    let bytes: [UInt8]
    do throws(ConfigurationFiles.Failure) {
      bytes = try files.read(path, limitBytes)
    } catch {
      throw Unreadable(reference: reference, reason: error.words)
    }
    let start = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    guard start < end else { throw Unreadable(reference: reference, reason: "it is empty") }
    return Array(bytes[start..<end])
  }

  /// Where a secret lies.
  package static func path(
    of reference: SecretReference, environment: [String: String]
  ) throws(Unreadable) -> String {
    switch reference {
    case .file(let file, _):
      return file
    case .credential(let name, _):
      guard let folder = environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else {
        throw Unreadable(
          reference: reference,
          reason: "$CREDENTIALS_DIRECTORY is not set; systemd sets it for LoadCredential=")
      }
      guard isCredentialName(name) else {
        throw Unreadable(reference: reference, reason: "this is no credential's name")
      }
      return "\(folder)/\(name)"
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// systemd's rule for credential names: a file name in ASCII.
  static func isCredentialName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255 && name != "." && name != ".."
      && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x3A }
  }
}
