package import Text

/// Reads a configuration: the main file, what it includes, the lists and polygons it names.
///
/// Nothing ends at the first fault. The network is never touched, and rules are not compiled here.
package enum ConfigurationLoader {
  package struct Loaded: Sendable {
    /// The main file as it was given.
    package var file: String
    /// The state file, absolute; known whatever the faults.
    package var statePath: String
    /// Nil where a fault is an error.
    package var configuration: Configuration?
    /// Errors and warnings, in file order.
    package var faults: [Fault]
    /// The files that were read, in order.
    package var files: [String]

    package var errors: [Fault] { faults.filter { $0.weight == .error } }

    /// Puts further faults (of compiled rules, of tests) among these, in file order.
    package func faults(with more: [Fault]) -> [Fault] {
      Reading.sorted(faults + more, files: files)
    }
  }

  /// - Parameters:
  ///   - file: The main file; faults show it as it is given here.
  ///   - state: The state file from the command line, which outweighs the configuration's.
  package static func load(
    file: String, state: String? = nil, environment: [String: String],
    files: ConfigurationFiles = .disk
  ) -> Loaded {
    let reading = Reading(environment: environment, files: files)
    let parts = IncludeReader.read(file, reading)
    return assemble(Assembly(file: file, parts: parts, reading: reading), file, state, reading)
  }

  /// Reads a draft. One that has `sources` is a whole configuration and stands alone; any other
  /// holds rules, lists or places, and takes the rest from `base`.
  package static func loadDraft(
    file: String, over base: Configuration?, environment: [String: String],
    files: ConfigurationFiles = .disk
  ) -> (loaded: Loaded, isWhole: Bool) {
    let reading = Reading(environment: environment, files: files)
    let parts = IncludeReader.read(file, reading)
    let isWhole = parts.contains { $0.has(RootKeys.sources) }
    let assembly = Assembly(
      file: file, parts: parts, reading: reading,
      base: isWhole ? nil : base ?? Configuration(file: file))
    return (assemble(assembly, file, nil, reading), isWhole)
  }

  private static func assemble(
    _ assembly: Assembly, _ file: String, _ state: String?, _ reading: Reading
  ) -> Loaded {
    var assembly = assembly
    let configuration = assembly.configuration(state: state)
    let faults = reading.sortedFaults()
    let isSound = !faults.contains { $0.weight == .error }
    return Loaded(
      file: file, statePath: configuration.statePath ?? "",
      configuration: isSound ? configuration : nil, faults: faults, files: reading.readFiles)
  }
}
