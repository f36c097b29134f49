import Fetch
import Testing

@Suite struct OpenFilesTests {
  @Test(arguments: [64, 100, 256, 1_024, 4_096, 65_536])
  func `transfers and idle connections never need more files than there are`(limit: Int) {
    var settings = EngineSettings()
    settings.fit(OpenFiles(limit: limit), destinations: 4)
    #expect(settings.transfers >= 4 && settings.idleConnections >= 4)
    #expect(3 * settings.transfers + settings.idleConnections + 3 * 4 + 16 <= limit)
  }

  @Test func `where there is room, nothing is held back`() {
    var settings = EngineSettings()
    let wanted = settings
    settings.fit(OpenFiles(limit: 65_536), destinations: 20)
    #expect(settings.transfers == wanted.transfers)
    #expect(settings.idleConnections == wanted.idleConnections)
  }

  @Test func `this process may open enough for the daemon`() {
    #expect(OpenFiles.raised().limit >= OpenFiles.least)
  }
}
