internal import Markup

/// Whose links a page shows: its own, those of its sisters, and everybody else's.
///
/// A sister is another site of the same house. A page shows two things of one: its front, in a bar
/// of brands, and its stories among its own. Both together make a sister; so do many stories, as on
/// pages that gather them. What was paid for has neither.
struct LinkSites {
  enum Place {
    case own
    case sister
    case foreign
  }

  private struct Showing {
    var links = 0
    var hasFront = false
    var stories: Set<String> = []
  }

  private var own: Set<String>
  private var sisters: Set<String> = []
  private var showings: [String: Showing] = [:]

  /// The page's own sites: the one that was asked, and those it says it is.
  init(_ page: PageOutline, url: String) {
    own = [Self.site(URLs.host(of: url) ?? "")]
    let tree = page.tree
    for node in tree.descendants(of: MarkupTree.document) {
      var stated: String?
      switch tree.name(node) {
      case .base: stated = tree.attribute(.href, of: node)
      case .link where tree.attribute(.rel, of: node)?.lowercased() == "canonical":
        stated = tree.attribute(.href, of: node)
      case .meta where tree.attribute(.property, of: node)?.lowercased() == "og:url":
        stated = tree.attribute(.content, of: node)
      case .body: return
      default: continue
      }
      if let stated, let host = URLs.host(of: stated) { own.insert(Self.site(host)) }
    }
  }

  mutating func count(_ site: String, key: String, isFront: Bool, isStory: Bool) {
    showings[site, default: Showing()].links += 1
    if isFront { showings[site]?.hasFront = true }
    if isStory { showings[site]?.stories.insert(key) }
  }

  /// Decides who the sisters are, once all links are counted.
  mutating func settle() {
    let stories = showings.values.reduce(0) { $0 + $1.stories.count }
    for (site, showing) in showings where !own.contains(site) {
      let isBrand = showing.hasFront && !showing.stories.isEmpty
      let isGathered = showing.stories.count >= 5 && showing.stories.count * 5 >= stories
      if isBrand || isGathered { sisters.insert(site) }
    }
  }

  func place(of site: String) -> Place {
    own.contains(site) ? .own : sisters.contains(site) ? .sister : .foreign
  }

  /// The part of a host that one owner holds, near enough: two labels, or three under `co.uk` and its like.
  static func site(_ host: String) -> String {
    let labels = host.split(separator: ".")
    guard labels.count > 2 else { return host }
    let second = labels[labels.count - 2]
    let isShared =
      labels[labels.count - 1].count == 2
      && (second.count <= 3
        && [
          "co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "web", "nom",
        ].contains(second))
    return labels.suffix(isShared ? 3 : 2).joined(separator: ".")
  }

  static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
  }
}
