/// What a look at a whole state file found.
package struct StateReport: Equatable, Sendable {
  /// A part of the file by what it serves.
  package struct Part: Equatable, Sendable {
    package var name: String
    package var rows: Int
    /// With its indexes; nil where this SQLite cannot tell.
    package var bytes: Int?
  }

  package struct Fault: Equatable, Sendable {
    package enum Kind: String, Sendable {
      /// What SQLite itself finds wrong with the file.
      case damage
      /// Tables or triggers that are not those of a Marsad of its version.
      case schema
      /// Rows that do not fit each other.
      case rows
      /// Packed texts or bytes that cannot be unpacked.
      case content
    }

    package var kind: Kind
    /// A sentence; no values out of the file.
    package var message: String
  }

  package var path: String
  /// The newest migration that the file has been through, and the newest that this program knows.
  package var schema: Int
  package var newestSchema: Int
  package var fileBytes: Int
  package var logBytes: Int
  /// Of pages that hold nothing.
  package var freeBytes: Int
  package var parts: [Part]
  package var faults: [Fault]

  package var isSound: Bool { faults.isEmpty }

  /// Whether the file cannot serve at all.
  package var isUnfit: Bool { faults.contains { $0.kind == .damage || $0.kind == .schema } }
}
