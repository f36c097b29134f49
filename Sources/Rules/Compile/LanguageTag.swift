/// BCP 47 tags, as far as rules compare them.
enum LanguageTag {
  /// The primary language of a tag, in small letters: `ar` of `ar-SY`.
  static func primary(_ tag: String) -> String {
    String(tag.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }
}
