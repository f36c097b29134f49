import Testing

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
