import Testing

@testable import Fetch

@Suite struct BodyBuffersTests {
  @Test func `a buffer that was given back is lent empty, with its room`() {
    let buffers = BodyBuffers()
    var body = buffers.take()
    body.append(contentsOf: [UInt8](repeating: 7, count: 60_000))
    buffers.giveBack(body)
    let next = buffers.take()
    #expect(next.isEmpty)
    #expect(next.capacity >= 60_000)
    #expect(buffers.take().capacity == 0)
  }

  @Test func `a very large buffer is not kept`() {
    let buffers = BodyBuffers()
    buffers.giveBack([UInt8](repeating: 7, count: 2 << 20))
    #expect(buffers.take().capacity == 0)
  }
}
