/// Where configuration, state and logs are looked for when nobody says so: systemd's folders,
/// else the XDG base folders of an ordinary user, else the system's.
package enum ConfigurationPaths {
  package static let system = "/etc/marsad/marsad.yaml"
  private static let systemState = "/var/lib/marsad/state.sqlite"

  /// `$CONFIGURATION_DIRECTORY`, else (not for root) the user's own where it exists or where
  /// there is none of the system's, else `/etc/marsad`.
  package static func configuration(
    environment: [String: String], isRoot: Bool, exists: (String) -> Bool
  ) -> String {
    if let folder = first(environment["CONFIGURATION_DIRECTORY"]) { return "\(folder)/marsad.yaml" }
    guard !isRoot, let folder = home("XDG_CONFIG_HOME", ".config", environment) else {
      return system
    }
    let own = "\(folder)/marsad/marsad.yaml"
    return exists(own) || !exists(system) ? own : system
  }

  /// `$STATE_DIRECTORY`, else `$XDG_STATE_HOME`; the system's for the system's configuration.
  package static func state(configuration: String, environment: [String: String]) -> String {
    if let folder = first(environment["STATE_DIRECTORY"]) { return "\(folder)/state.sqlite" }
    if let folder = absolute(environment["XDG_STATE_HOME"]) {
      return "\(folder)/marsad/state.sqlite"
    }
    if configuration.hasPrefix("/etc/marsad/") { return systemState }
    guard let folder = home("XDG_STATE_HOME", ".local/state", environment) else {
      return systemState
    }
    return "\(folder)/marsad/state.sqlite"
  }

  /// `$LOGS_DIRECTORY`, else the state's folder. `state` is absolute.
  package static func logs(state: String, environment: [String: String]) -> String {
    if let folder = first(environment["LOGS_DIRECTORY"]) { return folder }
    let folder = Paths.folder(of: state)
    return folder.count > 1 ? String(folder.dropLast()) : "/"
  }

  /// systemd gives several folders with colons between.
  private static func first(_ value: String?) -> String? {
    absolute(value?.split(separator: ":").first.map(String.init))
  }

  /// The XDG specification: a relative path counts as none.
  private static func absolute(_ value: String?) -> String? {
    guard var value, value.hasPrefix("/") else { return nil }
    while value.count > 1, value.hasSuffix("/") { value.removeLast() }
    return value
  }

  private static func home(
    _ variable: String, _ fallback: String, _ environment: [String: String]
  ) -> String? {
    absolute(environment[variable]) ?? absolute(environment["HOME"]).map { "\($0)/\(fallback)" }
  }
}
