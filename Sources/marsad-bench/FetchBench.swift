import Fetch
import Foundation

/// Fetches a list of URLs several times with the engine alone: what a transfer costs above plain
/// libcurl, which `curlpoll` measures beside it.
///
/// Arguments: `URLS [--passes N] [--ca FILE] [--flight N] [--robots obey]`. Pass 1 is cold; later
/// ones send the validators of the one before.
enum FetchBench {
  static func run(_ arguments: [String]) async throws {
    let options = BenchOptions(arguments)
    guard let list = options.plain.first else {
      throw BenchOptions.Usage("fetch URLS [--passes N] [--ca FILE] [--flight N] [--robots obey]")
    }
    let urls = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      .map(String.init)
    var settings = FetchSettings()
    settings.robots = options.text("--robots") == "obey" ? .obey : .ignore
    settings.allowPrivate = [AddressBlock(bytes: [127, 0, 0, 0], prefixLength: 8)]
    settings.certificateFile = options.text("--ca")
    let engine = FetchEngine()
    var validators = [Validators?](repeating: nil, count: urls.count)
    for pass in 1...max(1, options.number("--passes") ?? 3) {
      let before = Usage.now
      let answers = await fetchAll(
        urls, validators, settings, engine, inFlight: max(1, options.number("--flight") ?? 64))
      let cost = Usage.now - before
      let statuses = answers.map { $0?.status ?? 0 }
      let reused = answers.count { $0?.timing.reusedConnection ?? false }
      for (index, answer) in answers.enumerated() where answer?.status == 200 {
        validators[index] = answer?.validators
      }
      print(
        """
        {"pass": \(pass), "requests": \(urls.count), "s200": \(statuses.count { $0 == 200 }), \
        "s304": \(statuses.count { $0 == 304 }), "failed": \(statuses.count { $0 == 0 }), \
        "reused": \(reused), "cpu_us_per_request": \(cost.cpuMicroseconds / urls.count), \
        "wall_s": \(cost.wallMilliseconds / 1_000), "rss_mib": \(Usage.peakMebibytes)}
        """)
      fflush(nil)
    }
    await engine.shutdown()
  }

  private struct Answer: Sendable {
    var status: Int
    var validators: Validators
    var timing: FetchResponse.Timing
  }

  private static func fetchAll(
    _ urls: [String], _ validators: [Validators?], _ settings: FetchSettings,
    _ engine: FetchEngine, inFlight: Int
  ) async -> [Answer?] {
    await withTaskGroup(of: (Int, Answer?).self) { group in
      var answers = [Answer?](repeating: nil, count: urls.count)
      var next = 0
      func add() {
        guard next < urls.count else { return }
        let index = next
        next += 1
        let request = FetchRequest(
          url: urls[index], validators: validators[index], settings: settings, source: "bench")
        group.addTask {
          do throws(FetchError) {
            let response = try await engine.fetch(request)
            let answer = Answer(
              status: response.status, validators: response.validators, timing: response.timing)
            return (index, answer)
          } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return (index, nil)
          }
        }
      }
      for _ in 0..<inFlight { add() }
      while let (index, answer) = await group.next() {
        answers[index] = answer
        add()
      }
      return answers
    }
  }
}
