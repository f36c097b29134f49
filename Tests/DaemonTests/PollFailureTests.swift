import Articles
import Testing

@testable import Daemon

@Suite struct PollFailureTests {
  @Test(arguments: [
    (ArticleError.Kind.missing, "status"), (.broken, "status"), (.blocked, "blocked"),
    (.tooLarge, "too_large"), (.empty, "empty"), (.format, "format"),
  ])
  func `what a page says of itself has a code of the known list`(
    kind: ArticleError.Kind, code: String
  ) {
    let failure = PollFailure(ArticleError(kind, "in words"))
    #expect(failure.code == code && failure.message == "in words")
  }
}
