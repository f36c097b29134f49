/// Paths with `*` and `?` in their parts, as `include` takes them.
enum Globbing {
  static func isPattern(_ path: String) -> Bool { path.contains("*") || path.contains("?") }

  /// The files a pattern means, sorted by name; nil where the folder before the first wildcard
  /// is missing. A wildcard does not match a dot at the beginning of a name.
  static func expand(
    _ pattern: String, limit: Int, list: (String) -> [String]?
  ) -> [String]? {
    let parts = pattern.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    var paths = [pattern.hasPrefix("/") ? "/" : ""]
    var sawFolder = false
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      guard isPattern(part) else {
        paths = paths.map { $0 + part + (isLast ? "" : "/") }
        continue
      }
      var next: [String] = []
      for path in paths {
        guard let names = list(path.isEmpty ? "." : path) else { continue }
        sawFolder = true
        for name in names.sorted() where matches(name, part) {
          next.append(path + name + (isLast ? "" : "/"))
          if next.count > limit { return next }
        }
      }
      paths = next
    }
    return sawFolder ? paths : nil
  }

  /// `*` any run, `?` any one character. Linear in the name for each star.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name.unicodeScalars)
    let pattern = Array(pattern.unicodeScalars)
    if name.first == ".", pattern.first != "." { return false }
    var at = 0
    var want = 0
    var star: (pattern: Int, name: Int)?
    while at < name.count {
      if want < pattern.count, pattern[want] == "*" {
        star = (want, at)
        want += 1
      } else if want < pattern.count, pattern[want] == "?" || pattern[want] == name[at] {
        at += 1
        want += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        at = last.name + 1
        want = last.pattern + 1
      } else {
        return false
      }
    }
    return pattern[want...].allSatisfy { $0 == "*" }
  }
}
