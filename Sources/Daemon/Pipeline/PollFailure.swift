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

  /// An answer that is no success, or nil for one that is.
  package init?(_ response: FetchResponse) {
    guard !(200..<300).contains(response.status) else { return nil }
    retryAfter = response.retryAfter
    switch response.status {
    case 410:
      code = "gone"
      message = "the server says that \(response.url) is gone for good (410); take the source out"
      isGone = true
    case 401, 407:
      code = "status"
      message = "the server wants a login (\(response.status)); set login for this source"
    case 403, 451:
      code = "blocked"
      message = "the server refuses us (\(response.status)); ask the site, or name a user_agent"
    case 404:
      code = "status"
      message = "there is nothing at \(response.url) (404); correct the url"
    case 429, 503:
      code = "status"
      message = "the server asks us to slow down (\(response.status)); raise every"
    case 300..<400:
      code = "redirect"
      message = "the server redirects without saying where (\(response.status))"
    default:
      code = "status"
      message = "the server answers \(response.status); it is tried again later"
    }
  }
}
