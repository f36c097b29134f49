import Alerts
import TestSupport

/// What came in, as a strict receiver's judgement sees it.
struct PostedJSON {
  let tree: JSONTree
  let bytes: [UInt8]

  init?(_ request: RecordedRequest) {
    guard request.header("content-type")?.hasPrefix("application/json") == true,
      let tree = JSONTree(request.body)
    else { return nil }
    self.tree = tree
    bytes = request.body
  }
}
