import Markup

/// The numbers of the attributes that feeds use, looked up once a document; nil for one it has not.
struct FeedNames {
  let base, lang, type, mode, href, rel, url: NameID?
  let isPermaLink, label, term, text, about, lastmod, length, fileSize: NameID?

  init(_ tree: MarkupTree) {
    base = tree.name("xml:base")
    lang = tree.name("xml:lang")
    type = tree.name("type")
    mode = tree.name("mode")
    href = tree.name("href")
    rel = tree.name("rel")
    url = tree.name("url")
    isPermaLink = tree.name("isPermaLink")
    label = tree.name("label")
    term = tree.name("term")
    text = tree.name("text")
    about = tree.name("rdf:about")
    lastmod = tree.name("lastmod")
    length = tree.name("length")
    fileSize = tree.name("fileSize")
  }
}
