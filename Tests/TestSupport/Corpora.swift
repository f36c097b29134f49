package import Foundation

/// The measuring data that may stand beside the project; tests that need it are skipped without it.
package enum Corpora {
  /// The folder `shared` beside the project, or nil.
  package static let shared: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("shared")
      if FileManager.default.fileExists(atPath: candidate.appendingPathComponent("corpora").path) {
        return candidate
      }
    }
    return nil
  }()

  package static var isPresent: Bool { shared != nil }

  /// A file below `shared`, by its path there.
  package static func file(_ path: String) -> URL? { shared?.appendingPathComponent(path) }
}
