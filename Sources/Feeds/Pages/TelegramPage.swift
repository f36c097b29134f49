internal import Foundation
internal import Markup

/// A Telegram channel's public preview, `https://t.me/s/CHANNEL`, as a feed.
///
/// It is known by its structure and not by its host, so that mirrors and saved copies work: messages
/// are elements of class `tgme_widget_message` whose `data-post` names channel and number.
struct TelegramPage {
  private let tree: MarkupTree
  private let limits: FeedLimits
  private var feed = Feed(format: .telegram)

  /// The page as a feed, newest message first; nil where it is none.
  static func feed(_ tree: MarkupTree, limits: FeedLimits) -> Feed? {
    guard isPlausible(tree) else { return nil }
    var page = TelegramPage(tree: tree, limits: limits)
    return page.read() ? page.feed : nil
  }

  /// Whether a page may be one: only then each of its elements is looked at.
  private static func isPlausible(_ tree: MarkupTree) -> Bool {
    tree.name("data-post") != nil || namesChannel(tree)
  }

  /// Whether a page gives Telegram's app a channel to open, as Telegram's own pages do.
  static func namesChannel(_ tree: MarkupTree) -> Bool {
    tree.all(.meta).contains { node in
      tree.attribute(.property, of: node) == "al:android:url"
        && tree.attribute(.content, of: node)?.hasPrefix("tg://resolve") == true
    }
  }

  private init(tree: MarkupTree, limits: FeedLimits) {
    self.tree = tree
    self.limits = limits
  }

  private mutating func read() -> Bool {
    var messages: [(post: Post, node: MarkupTree.Node)] = []
    var isChannel = false
    for node in tree.descendants(of: MarkupTree.document) {
      guard let classes = Classes(node, tree) else { continue }
      if classes.has("tgme_channel_history") { isChannel = true }
      if feed.title.isEmpty, classes.has("tgme_channel_info_header_title") {
        feed.title = PlainText.oneLine(tree.textContent(node))
      }
      if feed.descriptionHTML == nil, classes.has("tgme_channel_info_description") {
        feed.descriptionHTML = MessageHTML.written(node, tree)
      }
      if classes.has("tgme_widget_message"), let post = Post(node, tree) {
        messages.append((post, node))
      }
    }
    guard isChannel || !messages.isEmpty else { return false }
    if feed.title.isEmpty { feed.title = meta("og:title") ?? "" }
    if let channel = messages.last?.post.channel { feed.homeURL = "https://t.me/\(channel)" }
    // The page begins with the oldest message.
    var known: Set<Post> = []
    for (post, node) in messages.sorted(by: { $0.post.number > $1.post.number })
    where known.insert(post).inserted && feed.entries.count < limits.entries {
      if let entry = entry(post, node) { feed.entries.append(entry) }
    }
    if feed.title.isEmpty { feed.title = feed.entries.first?.authors.first ?? "" }
    return true
  }

  private func meta(_ property: String) -> String? {
    let node = tree.all(.meta).first { tree.attribute(.property, of: $0) == property }
    return node.flatMap { tree.attribute(.content, of: $0) }.map(PlainText.oneLine)
  }

  /// A message's own text; nil for what has none: a picture alone, a sticker, a notice.
  private func entry(_ post: Post, _ node: MarkupTree.Node) -> Entry? {
    let parts = MessageParts(node, tree)
    guard !parts.isService, let content = parts.content(tree) else { return nil }
    var entry = Entry()
    let url = "https://t.me/\(post.channel)/\(post.number)"
    entry.id = url
    entry.idIsPermalink = true
    entry.url = url
    entry.contentHTML = content.html
    entry.title = MessageTitle.of(content.text)
    entry.published = parts.date
    entry.forwardedFrom = parts.forwardedFrom
    let channel = feed.title.isEmpty ? parts.owner : feed.title
    for name in [channel, parts.signature] where !name.isEmpty && !entry.authors.contains(name) {
      entry.authors.append(name)
    }
    return entry
  }
}

/// `data-post="channel/NUMBER"`.
private struct Post: Hashable {
  var channel: String
  var number: Int

  init?(_ node: MarkupTree.Node, _ tree: MarkupTree) {
    guard let value = tree.attribute("data-post", of: node), value.utf8.count <= 96 else {
      return nil
    }
    let parts = value.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]), number > 0, !parts[0].isEmpty,
      parts[0].utf8.allSatisfy({ Self.isNameByte($0) })
    else { return nil }
    channel = String(parts[0])
    self.number = number
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }
}

/// An element's classes.
struct Classes {
  private let value: ArraySlice<UInt8>

  init?(_ node: MarkupTree.Node, _ tree: MarkupTree) {
    guard let value = tree.attributeBytes(.class, of: node) else { return nil }
    self.value = value
  }

  func has(_ name: StaticString) -> Bool {
    let bytes = value.span
    var at = 0
    while at < bytes.count {
      let start = at
      while at < bytes.count, bytes[at] > 0x20 { at += 1 }
      if at - start == name.utf8CodeUnitCount, bytes.holds(name, at: start) { return true }
      at += 1
    }
    return false
  }
}

/// What stands where in one message.
private struct MessageParts {
  private(set) var isService = false
  private(set) var date: Date?
  private(set) var forwardedFrom: Attribution?
  private(set) var owner = ""
  /// The name of the person who signed the message.
  private(set) var signature = ""
  private var texts: [MarkupTree.Node] = []
  private var poll: [MarkupTree.Node] = []

  init(_ message: MarkupTree.Node, _ tree: MarkupTree) {
    if Classes(message, tree)?.has("service_message") == true { isService = true }
    var current = tree.following(message, below: message)
    while let node = current {
      let isDone = note(node, tree)
      current =
        isDone
        ? tree.followingBeside(node, below: message) : tree.following(node, below: message)
    }
  }

  /// Notes what an element is; true where nothing below it is the message's own.
  private mutating func note(_ node: MarkupTree.Node, _ tree: MarkupTree) -> Bool {
    // A video's length is a `time` too, without a date.
    if date == nil, tree.isElement(node, .time), let text = tree.attribute(.datetime, of: node) {
      date = FeedDate.parse(text)
    }
    guard let classes = Classes(node, tree) else { return false }
    // What is quoted, a linked page's card, or a message that damaged markup put into this one.
    if classes.has("tgme_widget_message_reply") || classes.has("js-message_reply_text")
      || classes.has("tgme_widget_message_link_preview") || classes.has("tgme_widget_message")
    {
      return true
    }
    if classes.has("tgme_widget_message_text") || classes.has("js-message_text") {
      texts.append(node)
      return true
    }
    if classes.has("tgme_widget_message_poll_question")
      || classes.has("tgme_widget_message_poll_option_text")
    {
      poll.append(node)
      return true
    }
    if classes.has("tgme_widget_message_forwarded_from_name"), forwardedFrom == nil {
      let name = PlainText.oneLine(tree.textContent(node))
      let url = tree.attribute(.href, of: node).flatMap { URLs.resolve($0, base: "") }
      if !name.isEmpty {
        forwardedFrom = Attribution(name: name, url: url.flatMap { URLs.isHTTP($0) ? $0 : nil })
      }
    } else if classes.has("tgme_widget_message_owner_name") {
      owner = PlainText.oneLine(tree.textContent(node))
    } else if classes.has("tgme_widget_message_from_author") {
      signature = PlainText.oneLine(tree.textContent(node))
    }
    return false
  }

  /// The text as HTML and as lines; a poll's question and answers where there is no other.
  func content(_ tree: MarkupTree) -> (html: String, text: String)? {
    let nodes = texts.isEmpty ? poll : texts
    let html = nodes.map { "<p>\(MessageHTML.written($0, tree))</p>" }.joined()
    guard let plain = try? HTMLParser.parse(html) else { return nil }
    let text = VisibleText.text(of: MarkupTree.document, in: plain)
    return text.isEmpty ? nil : (html, text)
  }
}
