/// What a link's `rel` says of where it leads.
struct LinkRelation {
  /// Paid for.
  private(set) var isBought = false
  /// A tag, a category or an author.
  private(set) var isTaxonomy = false
  /// WordPress and others mark a post's own address with `bookmark`.
  private(set) var isPermanent = false

  init(_ relation: String?) {
    guard let relation, relation.utf8.count < 200 else { return }
    for word in relation.lowercased().split(separator: " ") {
      switch word {
      case "sponsored": isBought = true
      case "tag", "category", "author", "next", "prev", "license", "privacy-policy", "search":
        isTaxonomy = true
      case "bookmark": isPermanent = true
      default: continue
      }
    }
  }
}
