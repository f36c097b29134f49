package import Articles
package import Feeds
package import Fetch
internal import State

/// Why a poll gave nothing: one word of the `error.kind` list and a sentence that says what to do.
package struct PollFailure: Error, Equatable, Sendable {
  package var code: String
  package var message: String
  package var retryAfter: Duration?
  package var isGone = false
  /// This machine is short of something: it says nothing of the source.
  package var isOurs = false
  /// The page says in words that it is not there.
  package var isMissing = false

  package init(code: String, message: String) {
    self.code = code
    self.message = message
  }

  package init(_ error: FetchError) {
    code = error.code
    message = error.reason.text
    retryAfter = error.retryAfter
    isOurs = error.reason == .outOfFiles
  }

  package init(_ error: FeedError) {
    code = error.kind.rawValue
    message = error.message
  }

  package init(_ error: ArticleError) {
    // What a page says in words is what its status should have said.
    let isStatus = error.kind == .missing || error.kind == .broken
    code = isStatus ? "status" : error.kind.rawValue
    isMissing = error.kind == .missing
    message = error.message
  }

  init(_ error: StateError) {
    code = "state"
    message = error.description
  }

  /// An answer that is no success, or nil for one that is: 200, or 203 from a proxy that changed it.
  /// A part that nobody asked for (206) or a promise (202) is none, whatever it holds.
  package init?(_ response: FetchResponse) {
    let status = response.status
    guard status != 200, status != 203 else { return nil }
    retryAfter = response.retryAfter
    switch status {
    case 410:
      code = "gone"
      message =
        "the server says that \(response.url) is gone for good (410); it is asked once a day, "
        + "take the source out"
      isGone = true
      return
    case 204, 205:
      code = "empty"
      message = "the server answers without a document (\(status))"
      return
    default: break
    }
    // What stands in the page says more than the status, which guards choose at will.
    if Self.mayBeWall.contains(status),
      let wall = ArticleReader.wall(
        response.body, contentType: response.contentType, url: response.url),
      wall.kind == .blocked
    {
      code = "blocked"
      message = "\(wall.message) (\(status))"
      return
    }
    (code, message) = Self.words(response)
  }

  /// With these, guards send their checks.
  private static let mayBeWall: Set<Int> = [202, 403, 406, 418, 429, 451, 500, 502, 503, 520, 999]

  private static func words(_ response: FetchResponse) -> (code: String, message: String) {
    let status = response.status
    switch status {
    case 401, 407:
      return ("status", "the server wants a login (\(status)); set login for this source")
    case 403, 451, 999:
      return (
        "blocked", "the server refuses us (\(status)); ask the site, or name a user_agent"
      )
    case 404:
      return ("status", "there is nothing at \(response.url) (404); correct the url")
    case 429, 503:
      guard let wait = response.retryAfter, wait > .zero else {
        return ("status", "the server asks us to slow down (\(status)); raise every")
      }
      let told =
        wait >= RetryAfter.ceiling
        ? "for a day or longer; it is asked again after 24 h" : "for \(wait.components.seconds) s"
      return (
        "status",
        "the server asks to be left alone \(told) (\(status), Retry-After); raise every"
      )
    case 206:
      return ("protocol", "the server sends a part that nobody asked for (206)")
    case 304:
      return ("protocol", "the server says \"not modified\" (304) where no version was named")
    case 300..<400:
      return ("redirect", "the server redirects without saying where (\(status))")
    case 100..<300:
      return ("status", "the server answers \(status), which brings no document")
    default:
      return ("status", "the server answers \(status); it is tried again later")
    }
  }
}
