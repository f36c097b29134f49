internal import Foundation
internal import Text

/// Paths, relative to the file they stand in.
enum FileReaders {
  /// A path, absolute.
  static let path = Reader<String>("a path", .text()) { node, path, reading in
    guard let text = Scalars.text.read(node, path, reading) else { return nil }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      reading.fail(node.mark, "\(path) holds control characters", "expected a path")
      return nil
    }
    let seen = Paths.resolve(text, in: node.mark.file)
    return Paths.absolute(seen, from: reading.files.workingFolder)
  }

  /// A path, absolute, of a file that can be read.
  static let existing = Reader<String>("the path of a file", .text()) { node, path, reading in
    guard let full = FileReaders.path.read(node, path, reading) else { return nil }
    do throws(ConfigurationFiles.Failure) {
      _ = try reading.files.read(full, 16 << 20)
      return full
    } catch {
      reading.fail(
        node.mark, "\(path) is \(node.words): \(error.words)", error.advice)
      return nil
    }
  }
}
