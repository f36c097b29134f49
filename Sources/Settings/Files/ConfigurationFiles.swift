internal import Foundation

/// How the loader reaches files; tests give it a table of their own.
package struct ConfigurationFiles: Sendable {
  package enum Failure: Error, Equatable, Sendable {
    case missing
    case denied
    case folder
    case tooLarge(limitBytes: Int)
    case other(String)

    var words: String {
      switch self {
      case .missing: "there is no such file"
      case .denied: "it may not be read (permission denied)"
      case .folder: "it is a folder"
      case .tooLarge(let limit): "it has more than \(limit) bytes"
      case .other(let text): "it cannot be read (\(text))"
      }
    }

    var advice: String? {
      switch self {
      case .missing: "paths are relative to the file they stand in"
      case .denied: "let the user that runs marsad read it"
      case .folder: "name the file in it"
      case .tooLarge, .other: nil
      }
    }
  }

  /// The bytes of a file, at most so many.
  package var read: @Sendable (_ path: String, _ limitBytes: Int) throws(Failure) -> [UInt8]
  /// The names in a folder, in any order; nil where there is no such folder.
  package var list: @Sendable (_ folder: String) -> [String]?
  /// Why a program cannot be run; nil where nothing speaks against it.
  package var hindranceToRun: @Sendable (_ path: String) -> Failure?
  /// What relative paths begin from, absolute.
  package var workingFolder: String

  package init(
    workingFolder: String,
    read: @escaping @Sendable (String, Int) throws(Failure) -> [UInt8],
    list: @escaping @Sendable (String) -> [String]?,
    hindranceToRun: @escaping @Sendable (String) -> Failure? = { _ in nil }
  ) {
    self.workingFolder = workingFolder
    self.read = read
    self.list = list
    self.hindranceToRun = hindranceToRun
  }

  /// The machine's own files.
  package static var disk: ConfigurationFiles {
    ConfigurationFiles(
      workingFolder: FileManager.default.currentDirectoryPath,
      read: { (path: String, limit: Int) throws(Failure) -> [UInt8] in
        try readFromDisk(path, limit: limit)
      },
      list: { try? FileManager.default.contentsOfDirectory(atPath: $0) },
      hindranceToRun: hindranceOnDisk)
  }

  @Sendable private static func hindranceOnDisk(_ path: String) -> Failure? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return .missing
    }
    if isFolder.boolValue { return .folder }
    return FileManager.default.isExecutableFile(atPath: path) ? nil : .denied
  }

  private static func readFromDisk(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .missing
    }
    guard !isFolder.boolValue else { throw .folder }
    guard FileManager.default.isReadableFile(atPath: path) else { throw .denied }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      var data = Data()
      while let part = try handle.read(upToCount: limit + 1 - data.count), !part.isEmpty {
        data.append(part)
        if data.count > limit { break }
      }
      guard data.count <= limit else { throw Failure.tooLarge(limitBytes: limit) }
      return [UInt8](data)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .other((error as NSError).localizedDescription)
    }
  }
}

/// Paths as text: no disk is asked.
enum Paths {
  static func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }

  /// The folder of a file, with its slash; empty for a file in the working folder.
  static func folder(of file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "" }
    return String(file[...slash])
  }

  /// A path as it stands in `file`, seen from where `file` is seen.
  static func resolve(_ path: String, in file: String) -> String {
    isAbsolute(path) ? path : folder(of: file) + path
  }

  /// Absolute and without `.` and `..`.
  static func absolute(_ path: String, from folder: String) -> String {
    let whole = isAbsolute(path) ? path : "\(folder)/\(path)"
    var parts: [Substring] = []
    for part in whole.split(separator: "/") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }
}
