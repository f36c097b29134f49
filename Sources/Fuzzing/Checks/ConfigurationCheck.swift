internal import Settings
internal import Text

/// Configurations: whatever the bytes, there are faults or a configuration, and each fault has a
/// place in a file that was read.
enum ConfigurationCheck {
  static func check(_ bytes: [UInt8]) throws(Finding) {
    let files = ConfigurationFiles(
      workingFolder: "/etc/marsad",
      read: { (path: String, limit: Int) throws(ConfigurationFiles.Failure) -> [UInt8] in
        guard path.hasSuffix("marsad.yaml") || path.hasSuffix(".txt") else { throw .missing }
        guard bytes.count <= limit else { throw .tooLarge(limitBytes: limit) }
        return bytes
      },
      list: { _ in ["marsad.yaml", "terms.txt"] })
    let read = ConfigurationLoader.load(file: "marsad.yaml", environment: [:], files: files)
    let again = ConfigurationLoader.load(file: "marsad.yaml", environment: [:], files: files)
    try Finding.unless(read.faults == again.faults, "a second reading finds other faults")
    try Finding.unless(
      read.configuration != nil || !read.errors.isEmpty, "neither a configuration nor a fault")
    for fault in read.faults {
      try Finding.unless(
        fault.mark.line >= 1 && fault.mark.column >= 1, "a fault at \(fault.mark)")
      try Finding.text(fault.description, "a fault", limit: 64 << 10)
      // Names in it come from the file: they may start no line of a log.
      let line = SafeDisplay.line(fault.description, limit: 64 << 10)
      try Finding.unless(!line.utf8.contains(0x0a), "a fault of several lines")
    }
  }
}
