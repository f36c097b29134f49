internal import Alerts
internal import Fetch
internal import Foundation
package import Places
package import Rules
package import Settings
package import Text

/// A configuration made ready to run: rules compiled, secrets read. A value; a reload makes a new
/// one and polls under way keep theirs.
package struct Setup: Sendable {
  package let configuration: Configuration
  package let rules: RuleSet
  package let warnings: [Fault]
  /// The same places as the rules see.
  let finder: PlaceFinder
  /// By source name.
  let logins: [String: Login]
  let sources: [String: SourceSettings]
  let destinationNames: Set<String>
  /// Whether a rule asks for articles that changed.
  let wantsRevisions: Bool

  /// Why a configuration cannot run: every fault, in file order.
  package struct Refused: Error, Sendable {
    package let faults: [Fault]
  }

  /// Reads and compiles the configuration at `file`, with the places imported beside its state.
  /// Rules' own tests are not run here.
  ///
  /// - Parameter state: the state file of the command line, which outweighs the configuration's.
  package static func load(
    file: String, state: String? = nil, environment: [String: String], gazetteer: Gazetteer
  ) throws(Refused) -> Setup {
    let loaded = ConfigurationLoader.load(file: file, state: state, environment: environment)
    guard let configuration = loaded.configuration else { throw Refused(faults: loaded.faults) }
    let places = ImportedPlaces.added(to: gazetteer, besideState: loaded.statePath)
    do {
      return try Setup(
        configuration, warnings: loaded.faults + [places.fault].compactMap(\.self),
        environment: environment, gazetteer: places.gazetteer)
    } catch {
      throw Refused(faults: loaded.faults(with: error.faults))
    }
  }

  /// Compiles a configuration that was decoded without an error.
  package init(
    _ configuration: Configuration, warnings: [Fault], environment: [String: String],
    gazetteer: Gazetteer
  ) throws(Refused) {
    self.configuration = configuration
    do {
      rules = try Self.compile(configuration, gazetteer: gazetteer)
    } catch {
      throw Refused(faults: error.faults)
    }
    self.warnings = warnings + rules.warnings
    finder = PlaceFinder(gazetteer: gazetteer, ownPlaces: configuration.places)
    var logins: [String: Login] = [:]
    var faults: [Fault] = []
    for source in configuration.sources {
      guard let reference = source.login else { continue }
      do {
        logins[source.name] = try Self.login(reference, environment: environment)
      } catch let error {
        faults.append(Fault(source.mark, "login of source \"\(source.name)\": \(error)"))
      }
    }
    guard faults.isEmpty else { throw Refused(faults: faults) }
    self.logins = logins
    sources = Dictionary(configuration.sources.map { ($0.name, $0) }) { first, _ in first }
    destinationNames = Set(configuration.destinations.map(\.name))
    wantsRevisions = configuration.rules.contains { $0.changes.contains(.revised) }
  }

  /// The rules of a configuration, compiled within its limits.
  package static func compile(
    _ configuration: Configuration, gazetteer: Gazetteer
  ) throws(RuleFaults) -> RuleSet {
    var limits = RuleLimits()
    limits.patternSteps = configuration.limits.patternSteps
    return try RuleSet(
      rules: configuration.rules, lists: configuration.lists, places: configuration.places,
      gazetteer: gazetteer, limits: limits)
  }

  private static func login(
    _ reference: LoginReference, environment: [String: String]
  ) throws -> Login {
    func text(_ secret: SecretReference) throws -> String {
      String(decoding: try Secrets.read(secret, environment: environment), as: UTF8.self)
    }
    switch reference {
    case .basic(let user, let password): return .basic(user: user, password: try text(password))
    case .bearer(let token): return .bearer(token: try text(token))
    }
  }

  /// Where events about sources and destinations go.
  var operations: [String] {
    let named = configuration.operations.filter(destinationNames.contains)
    guard named.isEmpty else { return named }
    return configuration.destinations.compactMap { destination in
      if case .log = destination.kind { destination.name } else { nil }
    }
  }

  /// By rule.
  var throttles: [String: Rule.Throttle] {
    Dictionary(
      configuration.rules.compactMap { rule in rule.throttle.map { (rule.name, $0) } }
    ) { first, _ in first }
  }

  /// Where a rule's alerts go.
  func destinations(of rule: Rule) -> [String] {
    (rule.alert ?? configuration.defaultAlert).filter(destinationNames.contains)
  }
}
