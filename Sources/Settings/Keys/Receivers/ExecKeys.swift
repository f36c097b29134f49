internal import Alerts

/// `exec:`
enum ExecKeys {
  static let command = Key(
    "command", commandReader,
    "The program's absolute path and its arguments. No shell reads them.",
    example: "[/usr/bin/logger, --tag, marsad]", isRequired: true)
  static let timeout = Key(
    "timeout", Scalars.duration(1...300),
    "How long one run may take; then it is ended with all that it started.", default: "30s",
    example: "1m")
  static let env = Key(
    "env", variablesReader,
    "Variables for it, beside `PATH`, `LANG` and what Marsad sets; no secrets.",
    example: "{ROOM: night}")
  static let section = Section(
    id: "exec", title: "command", meaning: "A program that gets each event.",
    keys: [command.definition, timeout.definition, env.definition])

  static let exec = Key(
    "exec", reader,
    "A program that gets each event as JSON on its standard input: its absolute path and arguments.",
    example: "[/usr/bin/logger, --tag, marsad]")

  private static let expects = "\(commandReader.expects), or a mapping with command"

  private static let reader = Reader<ProgramSettings>(
    expects, .either([commandReader.schema, .section(section.id)])
  ) { node, path, reading in
    guard node.mapping != nil else {
      return commandReader.read(node, path, reading).map { ProgramSettings(command: $0) }
    }
    guard let fields = Fields(node, section, path, reading) else { return nil }
    let command = fields[command]
    let timeout = fields.value(timeout, else: ProgramSettings.usualTimeout)
    let variables = fields.value(env, else: [])
    return command.map {
      ProgramSettings(command: $0, variables: variables, timeout: timeout)
    }
  }

  private static let commandReader = Reader<[String]>(
    "a program such as [/usr/local/bin/notify, --flag]", .list(.text())
  ) { node, path, reading in
    let nodes = node.sequence ?? [node]
    let texts = nodes.enumerated().compactMap { index, part -> String? in
      let below = node.sequence == nil ? path : "\(path)[\(index)]"
      guard let text = part.scalar, !text.unicodeScalars.contains("\0"), text.utf8.count <= 32_768
      else {
        reading.refuse(part, below, expected: "a text")
        return nil
      }
      return text
    }
    guard texts.count == nodes.count else { return nil }
    guard let program = texts.first, let first = nodes.first, texts.count <= 1_000 else {
      reading.refuse(node, path, expected: "a program such as [/usr/local/bin/notify, --flag]")
      return nil
    }
    guard Paths.isAbsolute(program) else {
      reading.fail(
        first.mark, "\(path): \(YAMLNode.quoted(program)) is no absolute path",
        "expected one such as /usr/local/bin/notify; no shell looks for it")
      return nil
    }
    if let failure = reading.files.hindranceToRun(program) {
      reading.fail(
        first.mark, "\(path): \(YAMLNode.quoted(program)): \(failure.words)",
        failure == .denied ? "chmod +x \(program), and let the user that runs marsad read it" : nil)
      return nil
    }
    return texts
  }

  private static let variablesExpected = "names with their values, such as {ROOM: night}"

  private static let variablesReader = Reader<[ProgramSettings.Variable]>(
    variablesExpected, .map(.text())
  ) { node, path, reading in
    guard let mapping = node.mapping else {
      reading.refuse(node, path, expected: variablesExpected)
      return nil
    }
    return mapping.compactMap { pair -> ProgramSettings.Variable? in
      guard ProgramSettings.isVariable(pair.key) else {
        reading.fail(
          pair.keyMark, "\(path): \(YAMLNode.quoted(pair.key)) is no variable of your own",
          "expected letters, digits and _; names with MARSAD_ are set by Marsad")
        return nil
      }
      return HeaderReaders.value.read(pair.value, "\(path).\(pair.key)", reading)
        .map { .init(name: pair.key, value: $0) }
    }
  }
}
