import Foundation
import Places

/// Files of places, read in the order in which they are understood, a piece at a time.
struct PlaceFiles {
  struct Unreadable: Error {
    var file: String
    var reason: String
  }

  private struct File {
    var path: String
    var kind: PlaceImport.Kind?
    var bytes: Int
    var isPacked: Bool
  }

  private let files: [File]
  /// Of all files.
  let bytes: Int

  /// Looks at the beginning of each; nothing is read yet.
  init(_ paths: [String]) throws(Unreadable) {
    var files: [File] = []
    for path in paths { files.append(try Self.look(path)) }
    // Alternate names are for the places of the dumps, wherever these stand in the list.
    self.files = files.enumerated().sorted {
      ($0.element.kind ?? .table, $0.offset) < ($1.element.kind ?? .table, $1.offset)
    }.map(\.element)
    bytes = files.reduce(0) { $0 + $1.bytes }
  }

  /// - Parameter progress: told how many bytes of all were read.
  func read(into places: inout PlaceImport, progress: (Int) -> Void) throws(Unreadable) {
    var done = 0
    for file in files {
      guard let kind = file.kind else {
        places.refuse(
          file.path,
          file.isPacked
            ? "it is packed: unpack it first"
            : "it is neither a country dump (19 columns between tabs), nor alternate names (10), nor a table with a line of names such as name,lat,lon"
        )
        continue
      }
      guard file.bytes <= (kind == .table ? places.limits.tableBytes : places.limits.fileBytes)
      else {
        places.refuse(file.path, "it is too large: \(file.bytes) bytes")
        continue
      }
      if kind == .table {
        guard let data = FileManager.default.contents(atPath: file.path) else {
          throw Unreadable(file: file.path, reason: "it cannot be read")
        }
        places.addTable([UInt8](data), file.path)
      } else {
        try Self.lines(of: file.path, limitBytes: places.limits.lineBytes) { line, number, read in
          guard let line else { return places.tooLong(file.path, number) }
          if kind == .dump {
            places.addDump(line, file.path, number)
          } else {
            places.addAlternate(line, file.path, number)
          }
          if number % 1_024 == 0 { progress(done + read) }
        }
      }
      done += file.bytes
      progress(done)
    }
  }

  private static func look(_ path: String) throws(Unreadable) -> File {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Unreadable(file: path, reason: "there is no such file")
    }
    guard !isFolder.boolValue else { throw Unreadable(file: path, reason: "it is a folder") }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: 64 << 10) ?? Data()
    else { throw Unreadable(file: path, reason: "it cannot be read") }
    try? handle.close()
    let isPacked = head.starts(with: [0x50, 0x4B, 3, 4]) || head.starts(with: [0x1F, 0x8B])
    let line = ArraySlice([UInt8](head.prefix { $0 != 0x0A }))
    return File(
      path: path, kind: isPacked ? nil : PlaceImport.kind(ofFirstLine: line),
      bytes: (attributes?[.size] as? NSNumber)?.intValue ?? 0, isPacked: isPacked)
  }

  /// Each line without its end; nil for one that is longer than the limit.
  private static func lines(
    of path: String, limitBytes: Int,
    _ body: (_ line: ArraySlice<UInt8>?, _ number: Int, _ read: Int) -> Void
  ) throws(Unreadable) {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw Unreadable(file: path, reason: "it cannot be read")
    }
    defer { try? handle.close() }
    var rest: [UInt8] = []
    var isTooLong = false
    var number = 1
    var read = 0
    func take(_ piece: ArraySlice<UInt8>) {
      var line = piece
      if line.last == 0x0D { line.removeLast() }
      body(isTooLong || line.count > limitBytes ? nil : line, number, read)
      isTooLong = false
      number += 1
    }
    while true {
      let chunk: [UInt8]
      do {
        chunk = [UInt8](try handle.read(upToCount: 1 << 20) ?? Data())
      } catch {
        throw Unreadable(file: path, reason: "it cannot be read to its end")
      }
      guard !chunk.isEmpty else { break }
      read += chunk.count
      var start = 0
      while let end = chunk[start...].firstIndex(of: 0x0A) {
        if rest.isEmpty {
          take(chunk[start..<end])
        } else {
          take(ArraySlice(rest + chunk[start..<end]))
          rest = []
        }
        start = end + 1
      }
      if rest.count <= limitBytes { rest += chunk[start...] } else { isTooLong = true }
    }
    if !rest.isEmpty { take(rest[...]) }
  }
}
