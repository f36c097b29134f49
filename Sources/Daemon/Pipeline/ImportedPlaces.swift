internal import Foundation
package import Places
package import Text

/// The places that `marsad places import` left beside the state file.
package enum ImportedPlaces {
  package static func path(besideState state: String) -> String {
    URL(fileURLWithPath: state).deletingLastPathComponent().appendingPathComponent("places.bin")
      .path
  }

  /// The gazetteer with those places, where there are any. A file that cannot be used is left aside
  /// and told: a daemon that watches with fewer places is better than none.
  package static func added(
    to gazetteer: Gazetteer, besideState state: String
  ) -> (gazetteer: Gazetteer, fault: Fault?) {
    let path = path(besideState: state)
    guard !state.isEmpty, FileManager.default.fileExists(atPath: path) else {
      return (gazetteer, nil)
    }
    do throws(GazetteerError) {
      return (try gazetteer.adding(path), nil)
    } catch {
      let mark = SourceMark(file: path, line: 1, column: 1)
      let fault = Fault(
        mark, "the imported places are left out: \(error)",
        hint: "marsad places import writes it anew", weight: .warning)
      return (gazetteer, fault)
    }
  }
}
