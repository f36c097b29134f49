/// One thing to get, or one message to send.
package struct FetchRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }

  /// What the transfer is for; manners follow from it.
  package enum Purpose: Sendable {
    /// A feed, sitemap or front page: robots, host pacing, redirects.
    case poll
    /// A page that a source led to: like a poll; credentials in its URL are dropped.
    case article
    /// A message to a destination: never redirected, never paced, no robots. Of an answer longer
    /// than the limit, or broken off after its head, the beginning is given.
    case webhook
  }

  package var url: String
  package var method: Method
  /// Sent as they stand to the first host alone; after a redirect elsewhere only `Accept` and
  /// `Accept-Language` go on.
  package var headers: [HTTPHeader]
  package var body: [UInt8]?
  /// Makes the request conditional (RFC 9110 §13.1).
  package var validators: Validators?
  package var login: Login?
  package var settings: FetchSettings
  package var purpose: Purpose
  /// Who asks, for errors: the name of the source or destination.
  package var source: String

  package init(
    url: String, method: Method = .get, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    validators: Validators? = nil, login: Login? = nil, settings: FetchSettings = FetchSettings(),
    purpose: Purpose = .poll, source: String
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.validators = validators
    self.login = login
    self.settings = settings
    self.purpose = purpose
    self.source = source
  }
}

/// What a server said to recognise a version by (RFC 9110 §8.8), kept as it came.
package struct Validators: Hashable, Sendable {
  package var etag: String?
  package var lastModified: String?

  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }

  package var isEmpty: Bool { etag == nil && lastModified == nil }
}
