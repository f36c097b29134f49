internal import Alerts
internal import Fetch
internal import Places
internal import Rules
internal import Text

/// Puts the parts of all files together and checks what refers to what.
struct Assembly {
  private let parts: [Fields]
  private let reading: Reading
  /// What a draft stands on; nil for a configuration that stands alone.
  private let base: Configuration?
  private var result: Configuration
  private var rules: [DecodedRule] = []
  private var sourceNames: [String: SourceMark] = [:]
  private var destinationNames: [String: SourceMark] = [:]
  private var listNames: [String: SourceMark] = [:]
  private var placeNames: [String: SourceMark] = [:]

  init(file: String, parts: [Fields], reading: Reading, base: Configuration? = nil) {
    self.parts = parts
    self.reading = reading
    self.base = base
    result = Configuration(file: file)
    if let base {
      result.fetch = base.fetch
      result.limits = base.limits
    }
  }

  /// Good for use only where the reading has no error.
  mutating func configuration(state: String?) -> Configuration {
    refuseRepeats()
    let working = reading.files.workingFolder
    let main = Paths.absolute(result.file, from: working)
    let written = single(RootKeys.state)
    let statePath =
      state.map { Paths.absolute($0, from: working) } ?? written
      ?? ConfigurationPaths.state(configuration: main, environment: reading.environment)
    result.statePath = statePath
    if let fields = single(RootKeys.network) { NetworkKeys.apply(fields, to: &result.fetch) }
    if let fields = single(RootKeys.limits) {
      LimitKeys.apply(fields, to: &result.fetch.limits, &result.limits)
    }
    if let fields = single(RootKeys.evidence) { result.evidence = EvidenceKeys.evidence(fields) }
    if let fields = single(RootKeys.archive) { result.archive = ArchiveKeys.archive(fields) }
    if let fields = single(RootKeys.alive) { result.alive = AliveKeys.alive(fields) }
    if let value = single(RootKeys.recheck) { result.recheck = value }
    result.listen = single(RootKeys.listen)

    takeSources()
    takeLists()
    takePlaces()
    takeRules()
    takeDestinations(
      logFolder: ConfigurationPaths.logs(state: statePath, environment: reading.environment))
    if let base { takeOver(base) }
    takeDefaultsAndOperations()
    if !reading.isIncomplete {
      checkRules()
      if base == nil { checkWhole() }
    }
    result.rules = rules.map(\.rule)
    result.files = reading.readFiles
    return result
  }

  /// A key that stands once in all files.
  private func single<Value>(_ key: Key<Value>) -> Value? {
    parts.first { $0.has(key) }.flatMap { $0[key] }
  }

  private func refuseRepeats() {
    var first: [String: SourceMark] = [:]
    for part in parts {
      for pair in part.node.mapping ?? [] where RootKeys.single.contains(pair.key) {
        if let mark = first[pair.key] {
          reading.fail(
            pair.keyMark, "\"\(pair.key)\" stands in two files", "the first is at \(mark)")
        } else {
          first[pair.key] = pair.keyMark
        }
      }
    }
  }

  /// Notes a name, or tells that it is given twice.
  private func note(
    _ name: String, _ mark: SourceMark, _ what: String, in names: inout [String: SourceMark]
  ) -> Bool {
    if let first = names[name] {
      let quoted = YAMLNode.quoted(name)
      reading.fail(mark, "a second \(what) is named \(quoted)", "the first is at \(first)")
      return false
    }
    names[name] = mark
    return true
  }

  private mutating func takeSources() {
    var start = SourceSettings(
      name: "", url: "", mark: SourceMark(file: result.file, line: 1, column: 1))
    start.fetch = result.fetch
    start.limits = result.limits
    if let fields = single(RootKeys.defaults) { SourceKeys.common(fields, &start) }
    for part in parts {
      for fields in part[RootKeys.sources] ?? [] {
        let source = SourceKeys.settings(fields, over: start, reading)
        guard let name = fields[SourceKeys.name] else { continue }
        guard note(name, fields.mark(SourceKeys.name), "source", in: &sourceNames) else { continue }
        if let source { result.sources.append(source) }
      }
    }
  }

  private mutating func takeLists() {
    for part in parts {
      for named in part[RootKeys.lists] ?? [] {
        if note(named.name, named.mark, "list", in: &listNames) {
          result.lists[named.name] = named.value
        }
      }
      // A list whose terms were refused still has its name.
      for name in Self.names(part, RootKeys.lists) where listNames[name.key] == nil {
        listNames[name.key] = name.keyMark
      }
    }
  }

  private mutating func takePlaces() {
    for part in parts {
      for named in part[RootKeys.places] ?? []
      where note(named.name, named.mark, "place", in: &placeNames) {
        if let place = PlaceKeys.place(named, reading) { result.places.append(place) }
      }
      for name in Self.names(part, RootKeys.places) where placeNames[name.key] == nil {
        placeNames[name.key] = name.keyMark
      }
    }
  }

  private mutating func takeRules() {
    var names: [String: SourceMark] = [:]
    for part in parts {
      for fields in part[RootKeys.rules] ?? [] {
        guard let rule = RuleKeys.rule(fields, reading),
          note(rule.rule.name, rule.nameMark, "rule", in: &names)
        else { continue }
        rules.append(rule)
      }
    }
  }

  private mutating func takeDestinations(logFolder: String) {
    for part in parts {
      for named in part[RootKeys.destinations] ?? []
      where note(named.name, named.mark, "destination", in: &destinationNames) {
        let destination = DestinationKeys.destination(
          named, logFolder: logFolder, logBytes: result.limits.logBytes, fetch: result.fetch,
          reading)
        if let destination { result.destinations.append(destination) }
      }
      for name in Self.names(part, RootKeys.destinations) where destinationNames[name.key] == nil {
        destinationNames[name.key] = name.keyMark
      }
    }
    refuseSharedLogs()
  }

  /// Takes what the files leave out from another configuration; what they name themselves stays.
  private mutating func takeOver(_ base: Configuration) {
    let top = SourceMark(file: base.file, line: 1, column: 1)
    for source in base.sources where sourceNames[source.name] == nil {
      sourceNames[source.name] = source.mark
      result.sources.append(source)
    }
    for (name, terms) in base.lists where listNames[name] == nil {
      listNames[name] = top
      result.lists[name] = terms
    }
    for place in base.places where placeNames[place.name] == nil {
      placeNames[place.name] = place.mark
      result.places.append(place)
    }
    for destination in base.destinations where destinationNames[destination.name] == nil {
      destinationNames[destination.name] = destination.mark
      result.destinations.append(destination)
    }
  }

  private static func names<Value>(_ part: Fields, _ key: Key<Value>) -> [YAMLPair] {
    part.pair(key)?.value.mapping ?? []
  }

  private func refuseSharedLogs() {
    var owners: [String: String] = [:]
    for destination in result.destinations {
      guard case .log(let path, _) = destination.kind else { continue }
      if let owner = owners[path] {
        reading.fail(
          destination.mark,
          "destinations.\(destination.name) writes the log of destinations.\(owner)",
          "give each log a file of its own")
      }
      owners[path] = destination.name
    }
  }

  private mutating func takeDefaultsAndOperations() {
    let logs = result.destinations.filter { if case .log = $0.kind { true } else { false } }
    let alert = single(RootKeys.defaults).flatMap { $0[SourceKeys.alert] }
    let operations = single(RootKeys.operations)
    result.defaultAlert = alert?.map(\.name) ?? result.destinations.map(\.name)
    result.operations = operations?.map(\.name) ?? logs.map(\.name)
    guard !reading.isIncomplete else { return }
    checkDestinations(alert ?? [], "defaults.alert")
    checkDestinations(operations ?? [], "operations")
  }
}

// MARK: - What refers to what

extension Assembly {
  private func checkDestinations(_ uses: [NameUse], _ path: String) {
    for use in uses where destinationNames[use.name] == nil {
      unknown("destination", use.name, use.mark, path, known: destinationNames.keys)
    }
  }

  private func unknown(
    _ what: String, _ name: String, _ mark: SourceMark, _ path: String,
    known: some Collection<String>
  ) {
    let hint: String
    if let near = Nearest.name(to: name, among: known.sorted()) {
      hint = "did you mean \"\(near)\"?"
    } else if known.isEmpty {
      hint = "there are none yet"
    } else {
      let shown = known.sorted().prefix(12).joined(separator: ", ")
      hint = "known: \(shown)\(known.count > 12 ? ", …" : "")"
    }
    reading.fail(mark, "\(path) names the unknown \(what) \(YAMLNode.quoted(name))", hint)
  }

  private func checkRules() {
    let sources = Set(sourceNames.keys).union(result.sources.flatMap(\.tags))
    for decoded in rules {
      for use in decoded.sources where !sources.contains(use.name) {
        unknown(
          "source or tag", use.name, use.mark, "\(decoded.path).sources", known: sources)
      }
      checkDestinations(decoded.alert, "\(decoded.path).alert")
      if let condition = decoded.rule.match { checkLists(condition, decoded.path) }
      if let place = decoded.rule.place { checkAreas(place, decoded.path) }
    }
    if rules.count > result.limits.rules {
      let first = rules[result.limits.rules]
      reading.fail(
        first.rule.mark, "there are \(rules.count) rules", "raise limits.rules")
    }
  }

  /// Depth is bounded by the YAML reader.
  private func checkLists(_ condition: Condition, _ path: String) {
    switch condition {
    case .list(let name, let mark) where listNames[name] == nil:
      unknown("list", name, mark, "\(path).match", known: listNames.keys)
    case .group(let group):
      for part in group.all + group.any + group.none { checkLists(part, path) }
    default: break
    }
  }

  private func checkAreas(_ condition: PlaceCondition, _ path: String) {
    switch condition {
    case .area(let name, let mark) where placeNames[name] == nil:
      unknown("area", name, mark, "\(path).where", known: placeNames.keys)
    case .qualified(.some(let inner), _, _): checkAreas(inner, path)
    case .near(let near): for part in near.parts { checkAreas(part, path) }
    case .group(let group):
      for part in group.all + group.any + group.none { checkAreas(part, path) }
    default: break
    }
  }

  /// What is allowed but does nothing.
  private func checkWhole() {
    let top = SourceMark(file: result.file, line: 1, column: 1)
    if sourceNames.isEmpty {
      reading.warn(top, "there are no sources", "add sources: [{name: NAME, url: ADDRESS}]")
    }
    if rules.isEmpty {
      reading.warn(top, "there are no rules", "add rules: [{name: NAME, match: {any: [WORD]}}]")
    }
    if destinationNames.isEmpty {
      reading.warn(
        top, "there are no destinations: alerts stay in the state file (marsad alerts)",
        "add destinations: {file: {log: alerts.jsonl}}")
    }
  }
}
