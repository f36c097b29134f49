internal import Alerts
internal import Text

/// References to secrets. A secret's own text is never accepted here and never repeated.
enum SecretReaders {
  static let file = Key(
    "file", Scalars.text,
    "A file that holds the secret; read again on reload. Relative to the file it stands in.",
    example: "desk.secret")
  static let credential = Key(
    "credential", Scalars.text,
    "The name of a systemd credential (`LoadCredential=NAME:PATH`), read from `$CREDENTIALS_DIRECTORY`; a new one takes a restart.",
    example: "desk-secret")
  static let section = Section(
    id: "secret", title: "file or credential",
    meaning: "Where a secret is read from: one of the two.",
    keys: [file.definition, credential.definition],
    demands: [.one([[file.name], [credential.name]])])

  static let expects = "{file: PATH} or {credential: NAME}"

  static let reference = Reader<SecretReference>(expects, .section(section.id)) {
    node, path, reading in
    guard node.mapping != nil else {
      // What stands here may be the secret itself: it is not shown.
      reading.fail(
        node.mark, "\(path) is no reference to a secret",
        "a secret never stands in the configuration: expected \(expects)")
      return nil
    }
    guard let fields = Fields(node, section, path, reading) else { return nil }
    let given = (fields.has(file), fields.has(credential))
    guard given.0 != given.1 else {
      if node.isWhole, given.0 || node.mapping?.isEmpty == true {
        reading.fail(
          node.mark, "\(path) names \(given.0 ? "both a file and a credential" : "no secret")",
          "expected \(expects)")
      }
      return nil
    }
    if let text = fields[file] { return checkFile(text, fields.mark(file), path, reading) }
    if let text = fields[credential] {
      return checkCredential(text, fields.mark(credential), path, reading)
    }
    return nil
  }

  static let references = reference.list("\(expects), or a list of them, the newest first")

  private static func checkFile(
    _ text: String, _ mark: SourceMark, _ path: String, _ reading: Reading
  ) -> SecretReference? {
    let seen = Paths.resolve(text, in: mark.file)
    let full = Paths.absolute(seen, from: reading.files.workingFolder)
    do {
      if try reading.files.read(full, Secrets.limitBytes).allSatisfy(Secrets.isBlank) {
        reading.fail(
          mark, "\(path): the file \(YAMLNode.quoted(text)) is empty", "put the secret in it")
        return nil
      }
    } catch {
      reading.fail(mark, "\(path): \(YAMLNode.quoted(text)): \(error.words)", error.advice)
      return nil
    }
    return .file(path: full, mark: mark)
  }

  private static func checkCredential(
    _ name: String, _ mark: SourceMark, _ path: String, _ reading: Reading
  ) -> SecretReference? {
    guard Secrets.isCredentialName(name) else {
      reading.fail(
        mark, "\(path).credential is \(YAMLNode.quoted(name))",
        "expected a name without slashes, at most 255 characters, as in LoadCredential=")
      return nil
    }
    guard let folder = reading.environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else {
      reading.warn(
        mark, "the credential \(YAMLNode.quoted(name)) is not checked",
        "$CREDENTIALS_DIRECTORY is set only by systemd")
      return .credential(name: name, mark: mark)
    }
    do {
      if try reading.files.read("\(folder)/\(name)", Secrets.limitBytes)
        .allSatisfy(Secrets.isBlank)
      {
        reading.fail(mark, "the credential \(YAMLNode.quoted(name)) is empty", nil)
        return nil
      }
    } catch {
      let known = (reading.files.list(folder) ?? []).sorted()
      let near = Nearest.name(to: name, among: known)
      reading.fail(
        mark, "the credential \(YAMLNode.quoted(name)): \(error.words)",
        near.map { "did you mean \"\($0)\"?" }
          ?? "give it to the unit: LoadCredential=\(name):PATH")
      return nil
    }
    return .credential(name: name, mark: mark)
  }
}
