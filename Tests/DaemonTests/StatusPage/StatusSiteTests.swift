import Foundation
import Testing

@testable import Daemon

@Suite struct StatusSiteTests {
  @Test func `it is healthy while the work answers, and ready while the state can be written`()
    async throws
  {
    let post = try SightPost()
    #expect(await post.site.answer(WebRequest(path: "/-/healthy")).status == 503)
    #expect(await post.site.answer(WebRequest(path: "/-/ready")).status == 503)
    post.pulse.beat()
    #expect(await post.site.answer(WebRequest(path: "/-/healthy")).status == 200)
    #expect(await post.site.answer(WebRequest(path: "/-/ready")).status == 200)
    post.vitals.note(.stateFailing(code: "full", message: "the disk is full"))
    let full = await post.site.answer(WebRequest(path: "/-/ready"))
    #expect(full.status == 503)
    #expect(String(decoding: full.body, as: UTF8.self).contains("the disk is full"))
    post.vitals.note(.stateRecovered)
    #expect(await post.site.answer(WebRequest(path: "/-/ready")).status == 200)
    post.vitals.note(.stopping)
    #expect(await post.site.answer(WebRequest(path: "/-/ready")).status == 503)
  }

  @Test(arguments: [
    "/index.html", "/favicon.ico", "/-/reload", "/metrics/", "//", "/../etc/passwd",
  ])
  func `there is nothing else`(path: String) async throws {
    let post = try SightPost()
    #expect(await post.site.answer(WebRequest(path: path)).status == 404)
    #expect(await post.metricsText().contains("marsad_http_requests_total{code=\"404\"} 1\n"))
  }
}
