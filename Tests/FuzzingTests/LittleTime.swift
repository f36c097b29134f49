import Testing

/// What is fed to the readers to break them. One at a time: each keeps a thread busy for long, and
/// tests that wait for the network want one too.
@Suite(.serialized) struct HostileInput {}

/// Runs a reading and expects it to end soon. A debug build on a loaded machine needs seconds for
/// what takes milliseconds; what is quadratic takes minutes.
func inLittleTime<Value>(_ body: () throws -> Value) rethrows -> Value {
  let start = ContinuousClock.now
  defer {
    let taken = ContinuousClock.now - start
    #expect(taken < .seconds(20))
  }
  return try body()
}

func many(_ count: Int, _ part: String) -> String { String(repeating: part, count: count) }
