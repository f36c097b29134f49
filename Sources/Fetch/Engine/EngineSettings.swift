package import Foundation

/// What one engine may use at most.
package struct EngineSettings: Sendable {
  /// At once, over all hosts. Slow servers hold their places until their limits end them.
  package var transfers = 512
  /// Kept open unused, for each address policy; about 85 KiB each over TLS.
  package var idleConnections = 256
  /// Hosts whose TLS sessions are remembered; about 9 KiB each.
  package var sessionHosts = 2_000
  /// What bodies may hold together, coming in or waiting to be read.
  package var bodyBytes = 32 << 20
  /// Addresses given by hand, as `HOST:PORT:ADDRESS[,ADDRESS]…`. The address guard still judges.
  package var hosts: [String] = []
  /// The wall clock, for `Retry-After` dates.
  package var now: @Sendable () -> Date = { Date() }

  package init() {}
}
