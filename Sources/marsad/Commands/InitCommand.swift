import ArgumentParser
import Daemon
import Foundation
import Places
import Settings
import Text

/// `marsad init`: a configuration with comments to start from, of what is asked for.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes a configuration with comments to start from.",
    discussion: """
      Without options, on a terminal, it asks. --words proposes a rule: words without a comma must \
      all be found, what commas part are phrases of which one is enough, and places among them \
      become conditions; how each place was read is shown. What is written passes `marsad check`. \
      Nothing is overwritten without --force.
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp(
      "Where to write it (default: the configuration's place, see --config).", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Takes the sources from a feed reader's export; its folders become tags.", valueName: "file"))
  var opml: String?

  @Option(
    help: ArgumentHelp(
      "Looks at a page or feed and takes it as a source; says where better ones are. May be repeated.",
      valueName: "address"))
  var site: [String] = []

  @Option(
    help: ArgumentHelp("What to look for, such as \"عودة داعش البوكمال\".", valueName: "words"))
  var words: String?

  @Option(
    help: ArgumentHelp(
      "Near or in which place, by any of its names. May be repeated.", valueName: "place"))
  var near: [String] = []

  @Option(
    help: ArgumentHelp(
      "How near, such as \"60 km\" (default: 30 km of towns; in countries and regions).",
      valueName: "distance"))
  var within: String?

  @Option(
    help: ArgumentHelp(
      "Where alerts go: log, a webhook's address, or a receiver such as slack. May be repeated.",
      valueName: "destination"))
  var destination: [String] = []

  @Option(
    help: ArgumentHelp("The language of the sources (BCP 47), such as ar.", valueName: "code"))
  var language: String?

  @Flag(help: "Replaces a file that is there.")
  var force = false

  func validate() throws {
    guard opml == nil || site.isEmpty else {
      throw ValidationError("--opml and --site do not go together; import first, then add sites")
    }
    if let within, Quantities.kilometres(within) == nil {
      throw ValidationError("--within takes a distance such as \"60 km\", \"500 m\" or \"40 mi\"")
    }
    guard within == nil || words != nil || !near.isEmpty else {
      throw ValidationError("--within goes with --near, or with --words that name a place")
    }
    let proposes = words != nil || !near.isEmpty
    guard proposes || destination.isEmpty && language == nil else {
      throw ValidationError("--destination and --language go with --words or --near")
    }
    if let words, words.unicodeScalars.count > 2_000 {
      throw ValidationError("--words takes 2000 characters at most")
    }
    for word in destination where InitDestination(word) == nil {
      let known = StarterConfiguration.Destination.receivers.joined(separator: ", ")
      throw ValidationError(
        "--destination takes log, an https address or one of \(known), not \(SafeDisplay.line(word))"
      )
    }
  }

  func run() async throws {
    let path = file ?? common.configurationPath
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw refuse(path, "it exists already; name another file, move it aside, or add --force")
    }
    let questions = isBare ? InitQuestions.ask() : nil
    let sites = questions?.sites ?? site
    var wish = StarterConfiguration.Wish()
    wish.sources =
      sites.isEmpty
      ? try opml.map { try SubscriptionFiles(command: "marsad init").imported($0) }
      : try await SiteSurvey.sources(of: sites)
    wish.rule = try proposal(questions?.words ?? words)
    wish.language = language
    wish.schema = Self.schema
    let secret = InitSecret(beside: path)
    let destinations = (questions?.destination.map { [$0] } ?? destination)
      .compactMap(InitDestination.init)
    if !destinations.isEmpty { wish.destinations = destinations.map { $0.written(secret) } }
    if wish.rule == nil, !destinations.isEmpty {
      Console.error("marsad init: without words the file holds sample rules and its own log")
    }
    let text = try checked(&wish, path, secret)
    try write(text, path)
    if wish.destinations.contains(where: \.isWebhook), wish.rule != nil { try secret.write() }
    tell(wish, path)
  }

  /// Nothing says what to write, and somebody is there to ask.
  private var isBare: Bool {
    opml == nil && site.isEmpty && words == nil && near.isEmpty && !common.json
      && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
  }

  /// Beside the program where it is installed.
  private static var schema: String {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let share = URL(fileURLWithPath: program).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("share/marsad/marsad.schema.json").path
    return FileManager.default.fileExists(atPath: share)
      ? share : StarterConfiguration.installedSchema
  }

  // MARK: The rule

  private func proposal(_ words: String?) throws -> RuleProposal? {
    let words = words?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !words.isEmpty || !near.isEmpty else { return nil }
    let gazetteer: Gazetteer
    do throws(GazetteerError) {
      gazetteer = try Gazetteer.standard()
    } catch {
      Console.error(SafeDisplay.line("marsad init: \(error)", limit: 2_000))
      throw ExitCode.failure
    }
    let places = try near.map { try reading($0, gazetteer) }
    let proposal = RuleProposal(
      words: words, near: places, within: within,
      finder: PlaceFinder(gazetteer: gazetteer, ownPlaces: []))
    guard !proposal.terms.isEmpty || !proposal.readings.isEmpty else {
      Console.error("marsad init: there is no word to look for in \"\(SafeDisplay.line(words))\"")
      throw ExitCode.failure
    }
    return proposal
  }

  private func reading(_ name: String, _ gazetteer: Gazetteer) throws -> RuleProposal.Reading {
    let lookup = PlaceLookup(
      PlaceReference(.name(name, country: nil), mark: SourceMark(file: "", line: 1, column: 1)),
      gazetteer: gazetteer, ownPlaces: [])
    // For a distance a name means the town.
    let number = within == nil ? lookup.taken : lookup.takenForDistances ?? lookup.taken
    guard let number else {
      let hint = lookup.nearest.map { "; did you mean \"\(SafeDisplay.line($0))\"?" } ?? ""
      Console.error("marsad init: no place is named \"\(SafeDisplay.line(name))\"\(hint)")
      throw ExitCode.failure
    }
    return RuleProposal.Reading(
      text: name, place: lookup.readings[number].place, others: lookup.readings.count - 1)
  }

  // MARK: The file

  /// The text, which passes the check: nothing is written that would be refused.
  private func checked(
    _ wish: inout StarterConfiguration.Wish, _ path: String, _ secret: InitSecret
  ) throws -> String {
    while true {
      let text = StarterConfiguration.text(wish)
      var files = ConfigurationFiles.disk
      let disk = files.read
      let written = URL(fileURLWithPath: path).path
      files.read = { file, limit throws(ConfigurationFiles.Failure) in
        if URL(fileURLWithPath: file).path == written { return Array(text.utf8) }
        if file == secret.path { return Array(secret.text.utf8) }
        return try disk(file, limit)
      }
      let report = CheckReport(
        ConfigurationLoader.load(
          file: path, environment: CommonOptions.environment, files: files))
      guard report.errorCount > 0 else { return text }
      // Its own test may fail where words mean more together than apart.
      if wish.rule?.hasTest == true {
        wish.rule?.hasTest = false
        continue
      }
      for fault in report.faults { Console.error(Console.line(fault)) }
      throw ExitCode.configuration
    }
  }

  private func write(_ text: String, _ path: String) throws {
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // Exclusive creation: a file that appears meanwhile is not overwritten either.
      try Data(text.utf8)
        .write(to: URL(fileURLWithPath: path), options: force ? .atomic : .withoutOverwriting)
    } catch {
      throw refuse(path, (error as NSError).localizedDescription)
    }
  }

  private func refuse(_ path: String, _ reason: String) -> ExitCode {
    Console.error(
      "marsad init: \(SafeDisplay.line(path, limit: 1_000)): \(SafeDisplay.line(reason))")
    return .failure
  }

  // MARK: The report

  private func tell(_ wish: StarterConfiguration.Wish, _ path: String) {
    let readings = wish.rule?.readings ?? []
    if common.json {
      var pairs: [(key: String, value: JSONValue)] = [("file", .string(path))]
      if let sources = wish.sources { pairs.append(("sources", .count(sources.count))) }
      if let rule = wish.rule {
        pairs.append(("terms", .array(rule.terms.map { .string($0) })))
        let places = readings.map { reading in
          JSONValue.object([
            ("text", .string(reading.text)), ("name", .string(reading.place.name)),
            ("id", .string(reading.place.id)), ("country", .text(reading.place.country)),
            ("others", .count(reading.others)),
          ])
        }
        pairs.append(("places", .array(places)))
      }
      Console.out(JSONValue.object(pairs).text)
      return
    }
    if let rule = wish.rule {
      let terms = rule.terms.map { SafeDisplay.line($0, limit: 100) }
      if !terms.isEmpty {
        Console.out("words: \(rule.isAny ? "any" : "all") of \(terms.joined(separator: ", "))")
      }
    }
    for reading in readings {
      let place = reading.place
      let region = [place.admin, place.country].compactMap(\.self).joined(separator: ", ")
      let text = SafeDisplay.line(reading.text, limit: 100)
      let others =
        reading.others == 0
        ? "" : "; \(reading.others) more of that name: marsad places find \"\(text)\""
      Console.out(
        "place: \(text) is read as \(SafeDisplay.line(place.name)) (\(SafeDisplay.line(region)))"
          + others)
    }
    let shown = SafeDisplay.line(path, limit: 1_000)
    let option = file == nil && common.config == nil ? "" : " --config \(shown)"
    let sources = wish.sources.map { " with \($0.count) source\($0.count == 1 ? "" : "s")" } ?? ""
    let rest = wish.sources == nil ? "sources" : "rules"
    let hint =
      wish.sources != nil && wish.rule != nil ? "read it through" : "put your \(rest) in"
    Console.out(
      """
      Wrote \(shown)\(sources).
      Next: \(hint), then
        marsad check\(option)
        marsad run\(option)
      """)
    if let note = InitSecret(beside: path).note,
      wish.rule != nil, wish.destinations.contains(where: \.isWebhook)
    {
      Console.out(note)
    }
  }
}

extension StarterConfiguration.Destination {
  fileprivate var isWebhook: Bool {
    if case .webhook = self { return true }
    return false
  }
}
