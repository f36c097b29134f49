/// The one place where Marsad's version stands.
package enum MarsadVersion {
  package static let current = "0.1.0"
  /// The User-Agent of polls, unless the configuration names another.
  package static let userAgent = "Marsad/\(current)"
}
