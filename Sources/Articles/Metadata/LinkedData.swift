internal import Markup

/// What a page's JSON-LD (schema.org) says about its article.
struct LinkedData {
  var headline: String?
  var authors: [String] = []
  var published: String?
  var modified: String?
  var body: String?
  var summary: String?
  var language: String?
  /// The lead image's address, as written.
  var image: String?
  var section: String?
  var url: String?
  var siteName: String?
  var isArticle = false
  /// `isAccessibleForFree: false`: a subscription stands before the text.
  var isMetered = false

  private static let articleTypes = [
    "Article", "BlogPosting", "Report", "LiveBlogPosting", "Review", "SocialMediaPosting",
  ]

  /// The article among all values of a page; `pageURL` tells it from articles that are only listed.
  init(_ values: [JSONValue], pageURL: String) {
    var objects: [JSONValue] = []
    for value in values { Self.collect(value, into: &objects, depth: 0) }
    var byID: [String: JSONValue] = [:]
    for object in objects {
      if let id = object["@id"]?.string, byID[id] == nil || object["name"] != nil {
        byID[id] = object
      }
    }
    siteName =
      objects.lazy.compactMap { object -> String? in
        guard Self.types(of: object).contains("WebSite") else { return nil }
        return object["name"]?.string
      }.first
    let articles = objects.filter(Self.isArticle)
    let key = URLs.normalised(pageURL)
    let own = articles.first { article in
      Self.addresses(of: article).contains { URLs.normalised($0) == key }
    }
    let page = objects.first { object in
      Self.types(of: object).contains { $0.hasSuffix("WebPage") || $0 == "VideoObject" }
        && object["datePublished"] != nil
    }
    guard let best = own ?? articles.max(by: { Self.richness($0) < Self.richness($1) }) ?? page
    else { return }
    isArticle = Self.isArticle(best)
    headline = best["headline"]?.string ?? (isArticle ? best["name"]?.string : nil)
    published =
      best["datePublished"]?.list.first?.string ?? best["dateCreated"]?.string
      ?? best["uploadDate"]?.string ?? page?["datePublished"]?.string
    modified = best["dateModified"]?.string
    body = best["articleBody"]?.string ?? best["text"]?.string
    summary = best["description"]?.string
    section = best["articleSection"]?.list.first?.string
    if let first = best["image"]?.list.first ?? best["thumbnailUrl"]?.list.first {
      image = first.string ?? first["url"]?.string ?? first["contentUrl"]?.string
      if image == nil, let id = first["@id"]?.string { image = byID[id]?["url"]?.string }
    }
    language = best["inLanguage"]?.string ?? best["inLanguage"]?["name"]?.string
    url = Self.addresses(of: best).first
    for author in (best["author"] ?? best["creator"] ?? .null).list {
      Self.names(of: author, byID: byID, into: &authors)
    }
    if siteName == nil { siteName = best["publisher"]?.list.first?["name"]?.string }
    switch best["isAccessibleForFree"] {
    case .bool(false): isMetered = true
    case .string(let text): isMetered = text.lowercased() == "false"
    default: break
    }
  }

  private static func richness(_ object: JSONValue) -> Int {
    ["headline", "author", "datePublished", "articleBody", "mainEntityOfPage"]
      .reduce(0) { $0 + (object[$1] == nil ? 0 : 1) }
  }

  private static func isArticle(_ object: JSONValue) -> Bool {
    types(of: object).contains { type in articleTypes.contains { type.hasSuffix($0) } }
  }

  private static func types(of object: JSONValue) -> [String] {
    (object["@type"] ?? .null).list.compactMap(\.string)
  }

  private static func addresses(of object: JSONValue) -> [String] {
    [object["url"], object["mainEntityOfPage"], object["@id"]].compactMap { value in
      value?.string ?? value?["@id"]?.string ?? value?["url"]?.string
    }.filter { $0.hasPrefix("http") }
  }

  /// Objects with a type, down through graphs and wrappers, but not into lists of other articles.
  private static func collect(_ value: JSONValue, into objects: inout [JSONValue], depth: Int) {
    guard depth < 6, objects.count < 2000 else { return }
    switch value {
    case .array(let values):
      for element in values { collect(element, into: &objects, depth: depth + 1) }
    case .object(let members):
      if value["@type"] != nil || value["@id"] != nil { objects.append(value) }
      for (key, member) in members {
        switch key {
        case "@graph", "mainEntity", "mainEntityOfPage", "hasPart", "author", "liveBlogUpdate":
          if key == "liveBlogUpdate" || key == "hasPart" { continue }
          collect(member, into: &objects, depth: depth + 1)
        default: continue
        }
      }
    default: return
    }
  }

  private static func names(
    of value: JSONValue, byID: [String: JSONValue], into names: inout [String], depth: Int = 0
  ) {
    guard depth < 4, names.count < 40 else { return }
    switch value {
    case .string(let text): names.append(text)
    case .array(let values):
      for element in values { self.names(of: element, byID: byID, into: &names, depth: depth + 1) }
    case .object:
      if let name = value["name"] {
        self.names(of: name, byID: byID, into: &names, depth: depth + 1)
      } else if let id = value["@id"]?.string, let known = byID[id], known["name"] != nil {
        self.names(of: known, byID: [:], into: &names, depth: depth + 1)
      } else if let given = value["givenName"]?.string {
        names.append([given, value["familyName"]?.string ?? ""].joined(separator: " "))
      }
    default: return
    }
  }
}
